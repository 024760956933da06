import { expect, test } from 'vitest';
import { formatRange, rangeOf } from './point-range.ts';

test('one scale of whole tens holds every score with its interval', () => {
  const scores = [
    { value: 848_667, low: 812_000, high: 899_000 },
    { value: 700_000, low: null, high: null },
    { value: 905_000, low: 880_000, high: 931_000 },
  ];
  expect(rangeOf(scores)).toEqual({ from: 700_000, to: 1_000_000 });
  expect(formatRange(rangeOf(scores))).toBe('70–100');
});

test('the scale has a width even for a single round score, and for none', () => {
  expect(rangeOf([{ value: 800_000, low: 800_000, high: 800_000 }])).toEqual({ from: 800_000, to: 900_000 });
  expect(rangeOf([])).toEqual({ from: 0, to: 1_000_000 });
});
