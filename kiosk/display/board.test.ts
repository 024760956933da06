import { expect, test } from 'vitest';
import { NOON, SAMPLE_HALL, SAMPLE_VIEW } from '../shared/sample-hall.ts';
import { displayBoard } from './board.ts';

const board = displayBoard(SAMPLE_VIEW, SAMPLE_HALL, NOON);

test('the newest call is large, the ones before it follow', () => {
  expect(board.now).toEqual({ ticket: 'A003', counter: { zh: '1号窗口', en: 'Counter 1' }, fresh: false });
  expect(board.earlier.map(({ ticket }) => ticket)).toEqual(['A002']);
});

test('a call is fresh for a quarter of a minute', () => {
  const at = NOON - 90_000;
  expect(displayBoard(SAMPLE_VIEW, SAMPLE_HALL, at + 14_999).now?.fresh).toBe(true);
  expect(displayBoard(SAMPLE_VIEW, SAMPLE_HALL, at + 15_000).now?.fresh).toBe(false);
});

test('waiting people are counted per service, in the order of the configuration', () => {
  expect(board.waiting).toBe(3);
  expect(board.queues.map(({ id, waiting }) => [id, waiting])).toEqual([
    ['personal', 2],
    ['wealth', 1],
  ]);
});

test('before the first call of the day there is none', () => {
  const live = { ...SAMPLE_VIEW.live, lastCalls: [], queues: [] };
  expect(displayBoard({ ...SAMPLE_VIEW, live }, SAMPLE_HALL, NOON)).toMatchObject({
    now: null,
    earlier: [],
    waiting: 0,
  });
});

test('nothing about a person reaches the public screen', () => {
  const text = JSON.stringify(board);
  for (const secret of ['teller', 'V001', 'A004', 'level', 'gold']) expect(text).not.toContain(secret);
});
