import { expect, test } from 'vitest';
import type { RankingView } from '../../scoring/wire.ts';
import { sampleNetwork } from '../scores/sample-network.ts';
import { rankingCsv } from './ranking-csv.ts';

const view = sampleNetwork({ branches: 24, days: 3 }).ranking('2026-Q4');
const linesOf = (ranking: RankingView): string[][] =>
  rankingCsv(ranking, 'en')
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.replaceAll(/"(?:[^"]|"")*"/g, 'quoted').split(','));

test('every branch stands in the file once, ranked or with the reason why not', () => {
  const [head, ...lines] = linesOf(view);
  expect(lines).toHaveLength(view.branches.length);
  expect(new Set(lines.map((line) => line.length))).toEqual(new Set([head!.length]));
  expect(view.notRanked.length).toBeGreaterThan(0);
  const reasons = lines.slice(-view.notRanked.length).map((line) => line.at(-1));
  expect(reasons.every((reason) => reason !== undefined && reason !== '')).toBe(true);
});

test('a ranking of nobody still says why', () => {
  const lines = linesOf({ ...view, groups: [] });
  expect(lines).toHaveLength(1 + view.notRanked.length);
});

test('a branch name cannot become a formula', () => {
  const [first, ...rest] = view.branches;
  const evil = { ...first!, en: '=HYPERLINK("http://x")' };
  expect(rankingCsv({ ...view, branches: [evil, ...rest] }, 'en')).toContain(`"'=HYPERLINK(""http://x"")"`);
});
