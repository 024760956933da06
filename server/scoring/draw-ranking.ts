import { setImmediate as breathe } from 'node:timers/promises';
import { peerGroups } from '#rubric/ranking/peer-groups.ts';
import { networkMix, standardiseOne, type StandardisedAttainment } from '#rubric/ranking/standardise.ts';
import { drawsFor } from '#rubric/ranking/rank-draws.ts';
import { rankBranches, type Candidate, type Ranking } from '#rubric/ranking/ranking.ts';
import type { PointScore } from '#rubric/ranking/measures.ts';
import { seedFor } from '#rubric/statistics/random.ts';
import { WHOLE_BANK } from '../auth/viewer.ts';
import type { Reader } from '../store/database.ts';
import { findClassAttainment } from '../store/scoring/find-class-attainment.ts';
import { findPeerProfiles } from '../store/scoring/find-peer-profiles.ts';
import { findScores, type ScoreRow, type ScoresKey } from '../store/scoring/find-scores.ts';
import type { DrawnRanking } from '../store/scoring/save-ranking.ts';
import { monthsOf } from './periods.ts';

/** Any number; the same for ever, so that a ranking can be drawn again. */
export const SEED = 0x486d;

/** The ranking of a period under one version, from its composites and the peer groups of its months. */
export async function drawRanking(reader: Reader, key: ScoresKey): Promise<DrawnRanking> {
  const months = monthsOf(key.period) ?? [];
  const profiles = await findPeerProfiles(reader, months);
  const groups = new Map<string, string>();
  for (const group of peerGroups(profiles).groups) for (const branch of group.branches) groups.set(branch, group.key);
  const rows = await findScores(reader, WHOLE_BANK, key);
  const candidates = rows.map((row): Candidate<PointScore> => ({
    branch: row.branch,
    group: groups.get(row.branch) ?? null,
    score: pointsOf(row),
  }));
  const seed = seedFor(`${key.period}/${key.policy}/${String(key.version)}`, SEED);
  return {
    body: JSON.stringify(await rankInTurns(candidates, seed)),
    attainment: JSON.stringify(await standardiseInTurns(reader, months)),
    moved: rows.flatMap(({ branch, peer_group: before }) => {
      const group = groups.get(branch) ?? null;
      return group === before ? [] : [{ branch, group }];
    }),
  };
}

export function pointsOf({ value, error }: Pick<ScoreRow, 'value' | 'error'>): Candidate<PointScore>['score'] {
  if (value === null) return 'missing-pillar';
  return error === null ? 'too-few-observations' : { value: hundredths(value), standardError: error };
}

/** From 1/10,000 of a point to the figure that is published and ranked, halves up. */
export function hundredths(value: number): number {
  return Math.floor((value + 50) / 100);
}

/**
 * `rankBranches`, one peer group at a time with a breath between them, so that head office keeps taking in what
 * branches send while a large network is drawn. The result is the same: each branch has a stream of its own.
 */
export async function rankInTurns(candidates: readonly Candidate<PointScore>[], seed: number): Promise<Ranking> {
  const isRanked = ({ group, score }: Candidate<PointScore>): boolean => group !== null && typeof score !== 'string';
  const draws = drawsFor(candidates.filter(isRanked).length);
  const rankings: Ranking[] = [];
  for (const group of Map.groupBy(candidates, (each) => each.group).values()) {
    rankings.push(rankBranches({ measure: 'points', candidates: group }, { seed, draws }));
    await breathe();
  }
  return {
    groups: rankings.flatMap((ranking) => ranking.groups).toSorted((a, b) => (a.group < b.group ? -1 : 1)),
    notRanked: rankings.flatMap((ranking) => ranking.notRanked).toSorted((a, b) => (a.branch < b.branch ? -1 : 1)),
  };
}

const BRANCHES_AT_ONCE = 200;

/** `standardise`, some branches at a time. */
async function standardiseInTurns(
  reader: Reader,
  months: readonly string[],
): Promise<readonly StandardisedAttainment[]> {
  const branches = await findClassAttainment(reader, months);
  const mix = networkMix(branches);
  const standardised: StandardisedAttainment[] = [];
  for (let from = 0; from < branches.length; from += BRANCHES_AT_ONCE) {
    for (const branch of branches.slice(from, from + BRANCHES_AT_ONCE)) standardised.push(standardiseOne(mix, branch));
    await breathe();
  }
  return standardised;
}
