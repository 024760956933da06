import { expect, test } from 'vitest';
import { formatDuration, formatShare, formatTime, minutesWords, wholeMinutes } from './format.ts';

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [425_000, '7:05'],
  [3_599_999, '59:59'],
  [3_729_000, '1:02:09'],
  [-5_000, '0:00'],
])('%i ms read as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('times are those of the branch, not of the tablet', () => {
  const at = Date.UTC(2026, 2, 2, 16, 3, 22);
  expect(formatTime(at, 'Asia/Shanghai')).toBe('00:03');
  expect(formatTime(at, 'Asia/Shanghai', true)).toBe('00:03:22');
});

test('a share of nothing is no share', () => {
  expect(formatShare(28, 31)).toBe('90 %');
  expect(formatShare(0, 0)).toBeNull();
});

test('minutes are rounded down', () => {
  expect(wholeMinutes(599_999)).toBe(9);
});

test('a duration in words is rounded to whole minutes and is never nothing', () => {
  expect([20_000, 31_000, 725_000].map((ms) => minutesWords(ms, 'zh'))).toEqual(['1 分钟以内', '1 分钟', '12 分钟']);
  expect([20_000, 725_000].map((ms) => minutesWords(ms, 'en'))).toEqual(['less than 1 min', '12 min']);
});
