import { expect, test } from 'vitest';
import { elapsed, minutesAndSeconds } from './stopwatch.ts';

const running = { wall: 1_000_000, steady: 5_000, page: 'a', cell: 'served-actively' };

test('on one page the steady clock holds when the one on the wall is put back', () => {
  expect(elapsed(running, { wall: 400_000, steady: 185_000, page: 'a' })).toEqual({
    ms: 180_000,
    wallMs: -600_000,
    bridged: false,
  });
});

test('while the phone slept the steady clock stood still, and the one on the wall holds', () => {
  expect(elapsed(running, { wall: 1_180_000, steady: 25_000, page: 'a' })).toMatchObject({ ms: 180_000 });
});

test('over a reload the clock on the wall holds, and that is said', () => {
  expect(elapsed(running, { wall: 1_200_500, steady: 100, page: 'b' })).toEqual({
    ms: 200_500,
    wallMs: 200_500,
    bridged: true,
  });
});

test('a clock put back over a reload gives no time below zero, nor more than a day', () => {
  expect(elapsed(running, { wall: 0, steady: 100, page: 'b' }).ms).toBe(0);
  expect(elapsed(running, { wall: 10 ** 12, steady: 100, page: 'b' })).toMatchObject({
    ms: 86_400_000,
    wallMs: 86_400_000,
  });
});

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [180_000, '3:00'],
  [3_725_000, '62:05'],
])('%s ms is shown as %s', (ms, text) => {
  expect(minutesAndSeconds(ms)).toBe(text);
});
