import { expect, test } from 'vitest';
import { estimateAccuracySchema } from '#contract/estimate.ts';
import { estimateAccuracy } from './estimates.ts';
import { aDay, aVisit, served } from './test-visit.ts';
import { dayScore, halfHourScore } from './window-score.ts';

const MINUTE = 60_000;
const between = (low: number, point: number, high: number) => ({
  pointMs: point * MINUTE,
  lowMs: low * MINUTE,
  highMs: high * MINUTE,
});

test('of nothing there is no error, not an error of nought', () => {
  expect(estimateAccuracy([])).toEqual({
    shown: 0,
    abstained: 0,
    judged: 0,
    hits: 0,
    meanAbsErrorMs: null,
    biasMs: null,
  });
});

test('error and bias come from the calls, hits from the band with its edges', () => {
  const accuracy = estimateAccuracy([
    served(5 * MINUTE, { estimate: between(5, 8, 12) }),
    served(12 * MINUTE, { estimate: between(5, 8, 12) }),
    served(13 * MINUTE, { estimate: between(5, 8, 12) }),
    aVisit({ outcome: 'waiting', estimate: between(1, 2, 3) }),
    aVisit({ outcome: 'waiting', estimateReason: 'no-counter' }),
    served(3 * MINUTE),
  ]);
  expect(estimateAccuracySchema.parse(accuracy)).toEqual({
    shown: 4,
    abstained: 1,
    judged: 3,
    hits: 2,
    meanAbsErrorMs: 4 * MINUTE,
    biasMs: -2 * MINUTE,
  });
});

test('a customer who did not come to the call was still told a wait; calling again does not make it wrong', () => {
  const told = { estimate: between(4, 5, 6) };
  const noShow = aVisit({ outcome: 'abandoned', abandonReason: 'no-show', lastCalledAt: 5 * MINUTE, ...told });
  const calledAgain = aVisit({ firstCalledAt: 5 * MINUTE, lastCalledAt: 15 * MINUTE, ...told });
  expect(estimateAccuracy([noShow, calledAgain])).toMatchObject({ judged: 2, hits: 2, meanAbsErrorMs: 0, biasMs: 0 });
});

test('a bias of less than half a millisecond is nought without a sign', () => {
  const visits = [0, 0, 1].map((wait) => served(wait, { estimate: { pointMs: 0, lowMs: 0, highMs: 1 } }));
  expect(Object.is(estimateAccuracy(visits).biasMs, 0)).toBe(true);
});

test('a day holds all its tickets; a half-hour those called in it, and those that heard "cannot say" in it', () => {
  const visits = [
    served(10 * MINUTE, { estimate: between(5, 8, 12) }),
    served(40 * MINUTE, { estimate: between(5, 8, 12) }),
    aVisit({ outcome: 'waiting', issuedAt: 20 * MINUTE, estimateReason: 'little-data' }),
    aVisit({ outcome: 'waiting', issuedAt: 50 * MINUTE, estimateReason: 'little-data' }),
  ];
  const day = aDay({ visits });
  expect(dayScore(day, { at: 60 * MINUTE, upto: 1 }).estimates).toMatchObject({ shown: 2, abstained: 2, hits: 1 });
  const window = (from: number) =>
    halfHourScore(day, { from: from * MINUTE, to: (from + 30) * MINUTE, upto: 1 }).estimates;
  expect(window(0)).toMatchObject({ shown: 1, abstained: 1, judged: 1, hits: 1 });
  expect(window(30)).toMatchObject({ shown: 1, abstained: 1, judged: 1, hits: 0 });
});
