import { expect, test } from 'vitest';
import { scoredItems } from './scored-items.ts';
import { definition, visit, WORKED_EXAMPLE } from './test-evidence.ts';
import { standardErrors } from './standard-error.ts';
import { compositeScore } from './score.ts';
import { WINDOW } from './test-evidence.ts';

function items(evidence = WORKED_EXAMPLE) {
  return new Map(
    scoredItems(definition(), evidence, standardErrors(definition(), evidence)).map((each) => [each.item, each]),
  );
}

test('takes the worked example apart: utilities and weights add up to its score', () => {
  const found = items();
  expect([...found.keys()]).toEqual([
    'complaints/on-time',
    'complaints/rectified',
    'inspection/announced/plain/all',
    'inspection/mystery/plain/all',
    'ratings',
    'wait/abandonment',
    'wait/attainment',
    'wait/overtime',
  ]);
  expect(found.get('wait/attainment')).toMatchObject({ utility: 8_280, weight: 1_800, standardError: null });
  expect(found.get('inspection/mystery/plain/all')).toMatchObject({ utility: 8_900, weight: 1_750 });
  const sum = [...found.values()].reduce((all, { utility, weight }) => all + utility * weight, 0);
  const score = compositeScore(definition(), WORKED_EXAMPLE, WINDOW);
  expect(score.state === 'scored' && sum / 1e6).toBeCloseTo(84.8667, 2);
});

test('two visits tell how much an item differs between visits, one does not', () => {
  const found = items();
  // 86 and 92 of 100: standard error 3 points.
  expect(found.get('inspection/mystery/plain/all')!.standardError).toBeCloseTo(300, 9);
  expect(found.get('inspection/announced/plain/all')!.standardError).toBeNull();
});

test('shares of cases have the error of their counts, stretched over the goalposts', () => {
  // 18 of 20 on time, one success and one failure added; 50 % to 100 % is worth 0 to 100.
  expect(items().get('complaints/on-time')!.standardError).toBeCloseTo(
    (Math.sqrt(((19 / 22) * (3 / 22)) / 20) / 0.5) * 10_000,
    6,
  );
  expect(items({ ...WORKED_EXAMPLE, complaints: [] }).get('complaints/on-time')!.standardError).toBeNull();
});

test('a sheet that is not complete and a branch without a score have no items', () => {
  const sheets = [...WORKED_EXAMPLE.sheets, visit('m3', 'mystery', null)];
  expect(items({ ...WORKED_EXAMPLE, sheets })).toEqual(items());
  expect(items({ ...WORKED_EXAMPLE, sheets: [] }).size).toBe(0);
});
