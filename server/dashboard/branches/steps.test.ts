import { expect, test } from 'vitest';
import { compositeScore } from '#rubric/composite/score.ts';
import { definition, WINDOW, WORKED_EXAMPLE } from '#rubric/composite/test-evidence.ts';
import { formatPoints } from '../scores/format.ts';
import { stepsOf, sumError, SUM_TOLERANCE } from './steps.ts';

const composite = compositeScore(definition(), WORKED_EXAMPLE, WINDOW);
if (composite.state !== 'scored') throw new Error('the worked example has a score');
const { pillars, points, value } = composite;

test('the worked example: each bar begins where the one before it ended, and the last ends at the composite', () => {
  const steps = stepsOf(pillars, points);
  expect(steps.map(({ pillar, contribution }) => [pillar, contribution])).toEqual([
    ['wait', 21.66],
    ['ratings', 18.96],
    ['inspection', 31.5],
    ['complaints', 12.75],
  ]);
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    expect(step.start).toBeCloseTo(before === undefined ? 0 : before.start + before.size, 9);
  });
  const last = steps.at(-1)!;
  expect(last.start + last.size).toBeCloseTo(84.86668, 5);
});

test('the printed contributions add up to the printed composite, and won and lost points to the weight', () => {
  const steps = stepsOf(pillars, points);
  const printed = steps.reduce((sum, { contribution }) => sum + Math.round(contribution * 100), 0);
  expect((printed / 100).toFixed(2)).toBe(formatPoints(value));
  for (const { size, lost, weight } of steps) expect(size + lost).toBeCloseTo(100 * weight, 9);
});

test('an explanation that does not add up is noticed, in its pillars and in its parts', () => {
  expect(sumError(pillars, points)).toBeLessThanOrEqual(SUM_TOLERANCE);
  expect(sumError(pillars, points + 1e-6)).toBeGreaterThan(SUM_TOLERANCE);
  const [first, ...rest] = pillars;
  const [part, ...parts] = first!.parts;
  const wrong = { ...first!, parts: [{ ...part!, contribution: part!.contribution + 0.01 }, ...parts] };
  expect(sumError([wrong, ...rest], points)).toBeCloseTo(0.01, 6);
});
