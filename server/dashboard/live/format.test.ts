import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, formatScore, formatShare, formatTime } from './format.ts';

test.each([
  [7218, '72.18'],
  [10_000, '100.00'],
  [5, '0.05'],
  [0, '0.00'],
])('a score of %i hundredths reads %s', (hundredths, text) => {
  expect(formatScore(hundredths)).toBe(text);
});

test('no score can be read back as another one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
      expect(Math.round(Number(formatScore(hundredths)) * 100)).toBe(hundredths);
    }),
  );
});

test('missing figures stay missing', () => {
  expect([formatScore(null), formatShare(null), formatDuration(null)]).toEqual([null, null, null]);
});

test('shares keep one decimal, durations read like a stopwatch, times are the branch’s', () => {
  expect(formatShare(8_621)).toBe('86.2 %');
  expect([formatDuration(425_000), formatDuration(3_729_000)]).toEqual(['7:05', '1:02:09']);
  expect(formatTime(Date.UTC(2026, 2, 2, 16, 3, 22), 'Asia/Shanghai')).toBe('00:03:22');
});
