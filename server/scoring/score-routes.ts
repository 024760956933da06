import { z } from 'zod';
import type { Clock } from '#contract/clock.ts';
import { dateSchema, slugSchema } from '#contract/ids.ts';
import { problemsOf } from '#contract/problems.ts';
import type { Ranking } from '#rubric/ranking/ranking.ts';
import type { StandardisedAttainment } from '#rubric/ranking/standardise.ts';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import { appendAudit } from '../audit/audit.ts';
import { scopeOf, WHOLE_BANK, type Scope } from '../auth/viewer.ts';
import type { Database } from '../store/database.ts';
import { branchesWithin } from '../store/people/branches-within.ts';
import { isWholeBank } from '../store/people/units-within.ts';
import { findBranchNames } from '../store/scoring/find-branch-names.ts';
import { findDayWaits } from '../store/scoring/find-day-waits.ts';
import { findOpenBranches } from '../store/scoring/find-open-branches.ts';
import { findPeriods, type PeriodCount } from '../store/scoring/find-periods.ts';
import { findScoreHistory } from '../store/scoring/find-score-history.ts';
import { findScores } from '../store/scoring/find-scores.ts';
import { rankShares, SHARES_OF } from '../store/scoring/rank-shares.ts';
import { findRanking } from '../store/scoring/save-ranking.ts';
import { askedPeriod, askedScores, askedVersion } from './asked-scores.ts';
import { compareView } from './compare-view.ts';
import type { CompositeSource } from './composite-source.ts';
import { funnelView } from './funnel-view.ts';
import { lastDayOf, monthsOf, windowOf } from './periods.ts';
import { boundsOf, nameOf, peerName, rankingView } from './ranking-view.ts';
import { regionsOf } from './regions.ts';
import { scoreList } from './score-list.ts';
import type { ScoreKeeper } from './score-keeper.ts';
import { refOf, scoreView } from './score-view.ts';
import { waitsView } from './waits-view.ts';
import type { ComputeReply, PeriodList, RankingView, ScoreHistory } from './wire.ts';

export interface ScoreRouteParts {
  readonly database: Database;
  readonly source: CompositeSource;
  readonly keeper: ScoreKeeper;
  readonly clock: Clock;
}

/** Composites, rankings and what they rest on; shapes in `wire.ts`. */
export function scoreRoutes(parts: ScoreRouteParts): readonly Route[] {
  const { database, source, clock } = parts;
  return [
    { method: 'GET', path: '/api/periods', answer: async ({ scope }) => json(await periodList(parts, scope)) },
    { method: 'GET', path: '/api/ranking/:period', answer: (asked) => answerRanking(parts, asked) },
    { method: 'GET', path: '/api/funnel/:period', answer: (asked) => answerFunnel(parts, asked) },
    { method: 'GET', path: '/api/scores/:period', answer: (asked) => answerList(parts, asked) },
    { method: 'POST', path: '/api/scores/:period/compute', answer: (asked) => compute(parts, asked) },
    { method: 'GET', path: '/api/scores/:period/compare', answer: (asked) => answerCompare(parts, asked) },
    { method: 'GET', path: '/api/waits/:date', answer: (asked) => answerWaits(parts, asked) },
    {
      method: 'GET',
      path: '/api/branches/:branch/scores',
      answer: async ({ params, scope }) => json(await scoreHistory(parts, scope, params['branch']!)),
    },
    {
      method: 'GET',
      path: '/api/branches/:branch/scores/:period',
      async answer(asked) {
        const scores = await askedScores(asked, source);
        if ('kind' in scores) return scores;
        const branch = asked.params['branch']!;
        const view = await scoreView({ database, source, clock, scope: asked.scope }, branch, scores);
        return view === null ? notComputed(scores.period) : json(view);
      },
    },
  ];
}

function notComputed(period: string): Answer {
  return refuse(404, 'not-computed', `Nothing has been computed for ${period} under this definition.`);
}

async function periodList({ database, source }: ScoreRouteParts, scope: Scope): Promise<PeriodList> {
  const counts = await findPeriods(database.read, scope);
  const fullest = (all: readonly PeriodCount[]): PeriodCount =>
    all.reduce((best, each) => (each.branches >= best.branches ? each : best));
  const periods = [...Map.groupBy(counts, ({ period }) => period)].map(([period, all]) => {
    const { scored, branches } = fullest(all);
    return { period, scored, branches };
  });
  const policies = Map.groupBy(counts, ({ policy, version }) => `${policy}/${String(version)}`).values();
  return {
    periods: periods.toSorted((a, b) => byTime(b.period, a.period)),
    policies: await Promise.all([...policies].map(([each]) => refOf(source, each!.policy, each!.version))),
  };
}

/** By last day; a quarter stands after its last month. */
function byTime(a: string, b: string): number {
  const [first, second] = [windowOf(a), windowOf(b)];
  if (first === null || second === null) return 0;
  if (first.to !== second.to) return first.to < second.to ? -1 : 1;
  return first.from > second.from ? -1 : Number(first.from < second.from);
}

/** Whose names the viewer may see; null = everybody's. */
async function ownBranches({ database }: ScoreRouteParts, asked: Asked): Promise<ReadonlySet<string> | null> {
  return scopeOf(viewerOf(asked), 'ranking.names') === null ? branchesWithin(database.read, asked.scope) : null;
}

async function answerRanking(parts: ScoreRouteParts, asked: Asked): Promise<Answer> {
  const { database, source, keeper } = parts;
  const scores = await askedScores(asked, source);
  if ('kind' in scores) return scores;
  const drawn = await findRanking(database.read, scores.key);
  if (drawn === undefined) return notComputed(scores.period);
  const view = rankingView({
    period: scores.period,
    policy: scores.named.ref,
    computedAt: drawn.computed_at,
    isStale: keeper.isStale(scores.key),
    ranking: JSON.parse(drawn.body) as Ranking,
    attainment: JSON.parse(drawn.attainment) as readonly StandardisedAttainment[],
    // Places mean something among all peers only; names are what is kept from whoever may not see them.
    scores: await findScores(database.read, WHOLE_BANK, scores.key),
    names: await findBranchNames(database.read, WHOLE_BANK, lastDayOf(scores.window)),
    own: await ownBranches(parts, asked),
  });
  const reply: RankingView = { ...view, regions: await regionsOf(database.read, view.branches) };
  return json(reply);
}

async function answerList({ database, source }: ScoreRouteParts, asked: Asked): Promise<Answer> {
  const scores = await askedScores(asked, source);
  return 'kind' in scores ? scores : json(await scoreList(database.read, asked.scope, scores));
}

async function answerFunnel(parts: ScoreRouteParts, asked: Asked): Promise<Answer> {
  const { database } = parts;
  const period = askedPeriod(asked.params);
  if ('kind' in period) return period;
  const of = SHARES_OF.find((each) => each === (asked.query['of'] ?? 'satisfied'));
  if (of === undefined) return refuse(400, 'malformed', `expected ?of=${SHARES_OF.join('|')}`);
  const shares = await rankShares(database.read, { months: monthsOf(period.period)!, of });
  const names = await findBranchNames(database.read, WHOLE_BANK, lastDayOf(period.window));
  const own = await ownBranches(parts, asked);
  return json(
    funnelView({
      period: period.period,
      of,
      shares,
      nameOf: (branch, index) =>
        own === null || own.has(branch) ? nameOf(names, branch) : peerName(`peer-${String(index + 1)}`),
    }),
  );
}

async function answerWaits({ database }: ScoreRouteParts, { params, scope }: Asked): Promise<Answer> {
  const date = dateSchema.safeParse(params['date']);
  if (!date.success) return refuse(400, 'malformed', `"${String(params['date'])}" is no date; expected YYYY-MM-DD.`);
  return json(waitsView(date.data, await findDayWaits(database.read, scope, date.data)));
}

const computeSchema = z.strictObject({ policy: slugSchema, version: z.int().min(0).max(9_999) });

/** For the whole bank, since whoever is ranked is ranked among all peers. */
async function compute({ database, source, keeper, clock }: ScoreRouteParts, asked: Asked): Promise<Answer> {
  if (!isWholeBank(asked.scope))
    return refuse(403, 'not-allowed', 'Scores of the whole bank are computed with the right at head office.');
  const period = askedPeriod(asked.params);
  if ('kind' in period) return period;
  const parsed = computeSchema.safeParse(asked.body);
  if (!parsed.success) return refuse(400, 'malformed', 'This says not what to compute.', problemsOf(parsed.error));
  const named = await askedVersion(source, parsed.data.policy, String(parsed.data.version));
  if ('kind' in named) return named;
  const { account } = viewerOf(asked);
  const subject = `scores/${period.period}/${named.ref.policy}/${String(named.ref.version)}`;
  await database.write((writing) =>
    appendAudit(writing, { at: clock.now(), account, action: 'scores.computed', subject, detail: {} }),
  );
  const branches = await findOpenBranches(database.read, asked.scope, monthsOf(period.period)!);
  await keeper.computePeriod(period.period, named, branches);
  const rows = await findScores(database.read, asked.scope, { period: period.period, ...named.ref });
  const scored = rows.filter(({ state }) => state === 'scored').length;
  const reply: ComputeReply = {
    period: period.period,
    policy: named.ref,
    scored,
    insufficient: rows.length - scored,
  };
  return json(reply);
}

async function answerCompare({ database, source }: ScoreRouteParts, { params, query, scope }: Asked): Promise<Answer> {
  const period = askedPeriod(params);
  if ('kind' in period) return period;
  const from = await askedVersion(source, query['policy'], query['from']);
  if ('kind' in from) return from;
  const to = await askedVersion(source, query['policy'], query['to']);
  if ('kind' in to) return to;
  return json(await compareView(database.read, scope, { ...period, from: from.ref, to: to.ref }));
}

async function scoreHistory(
  { database, source }: ScoreRouteParts,
  scope: Scope,
  branch: string,
): Promise<ScoreHistory> {
  const history = await findScoreHistory(database.read, scope, branch);
  const newest = history.toSorted((a, b) => byTime(a.period, b.period)).at(-1);
  const on = newest === undefined ? '9999-12-31' : lastDayOf(windowOf(newest.period)!);
  const names = await findBranchNames(database.read, scope, on);
  const scores = await Promise.all(
    history.map(async ({ period, policy, version, value, grade, uncertainty }) => ({
      period,
      policy: await refOf(source, policy, version),
      value,
      ...boundsOf(uncertainty),
      grade,
    })),
  );
  const name = nameOf(names, branch);
  const regions = await regionsOf(database.read, [name]);
  return { name, regions, scores: scores.toSorted((a, b) => byTime(a.period, b.period)) };
}
