import { expect, test } from 'vitest';
import type { DisplayView } from '#contract/display-view.ts';
import { NOON, SAMPLE_HALL } from '../shared/sample-hall.ts';
import { displayBoard } from './board.ts';
import { SAMPLE_DISPLAY } from './sample-display.ts';

function boardOf(change: Partial<DisplayView> = {}, time = { now: NOON, stale: false }) {
  return displayBoard({ ...SAMPLE_DISPLAY, ...change }, SAMPLE_HALL, time);
}

test('the newest call is large, the ones before it follow', () => {
  const board = boardOf();
  expect(board.now).toEqual({
    ticket: 'A003',
    counter: { zh: '1号窗口', en: 'Counter 1' },
    fresh: false,
    again: true,
  });
  expect(board.earlier.map(({ ticket, again }) => [ticket, again])).toEqual([['A002', false]]);
});

test('a call is fresh for a quarter of a minute', () => {
  const at = NOON - 90_000;
  expect(boardOf({}, { now: at + 14_999, stale: false }).now?.fresh).toBe(true);
  expect(boardOf({}, { now: at + 15_000, stale: false }).now?.fresh).toBe(false);
});

test('a counter that the configuration does not name is called by its number', () => {
  const calls = SAMPLE_DISPLAY.calls.map((call) => ({ ...call, counter: '40' as typeof call.counter }));
  const board = boardOf({ calls });
  expect(board.now?.counter).toEqual({ zh: '40号窗口', en: 'Counter 40' });
});

test('each service has its people and its expected wait, rounded outwards, in the order of the configuration', () => {
  const board = boardOf();
  expect(board.waiting).toBe(3);
  expect(board.queues.map(({ id, waiting, range, reason }) => [id, waiting, range, reason])).toEqual([
    ['personal', 2, { from: 10, to: 20 }, null],
    ['wealth', 1, null, 'little-data'],
  ]);
});

test('old figures promise nothing, but the calls stay', () => {
  const board = boardOf({}, { now: NOON, stale: true });
  expect(board.queues.map(({ range, reason }) => [range, reason])).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(board.now?.ticket).toBe('A003');
});

test('a service that nobody has heard of is not shown by its code, but its people are counted', () => {
  const queues = [...SAMPLE_DISPLAY.queues, { service: 'x9', waiting: 2, estimate: null, reason: null }];
  const board = boardOf({ queues });
  expect([board.queues.map(({ id }) => id), board.waiting]).toEqual([['personal', 'wealth'], 5]);
});

test('before the first call of the day there is none, and without an open counter the hall is closed', () => {
  expect(boardOf({ calls: [], queues: [], openCounters: 0 })).toMatchObject({
    now: null,
    earlier: [],
    waiting: 0,
    isClosed: true,
  });
});
