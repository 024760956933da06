import { expect, test } from 'vitest';
import { NOON, SAMPLE_VIEW } from '../shared/sample-hall.ts';
import { agentNow, INITIAL_STREAM, isStale, streamTransition } from './stream-state.ts';

/** The tablet's clock is ten minutes behind the agent's. */
const PAGE = NOON - 600_000;
const open = streamTransition(INITIAL_STREAM, { type: 'view', view: SAMPLE_VIEW, at: NOON }, PAGE);

test('time on the board is the agent’s, and runs between two messages', () => {
  expect(agentNow(open, PAGE)).toBe(NOON);
  expect(agentNow(open, PAGE + 3_000)).toBe(NOON + 3_000);
});

test('a heartbeat keeps the view and sets the time again', () => {
  const beaten = streamTransition(open, { type: 'heartbeat', at: NOON + 2_500 }, PAGE + 2_000);
  expect(beaten.view).toBe(SAMPLE_VIEW);
  expect(agentNow(beaten, PAGE + 2_000)).toBe(NOON + 2_500);
});

test('after more than five silent seconds the figures are stale and time stands still', () => {
  expect(isStale(open, PAGE + 5_000)).toBe(false);
  expect(isStale(open, PAGE + 5_001)).toBe(true);
  expect(agentNow(open, PAGE + 60_000)).toBe(NOON);
});

test('a lost connection keeps the figures until they are stale, and any sign of life mends it', () => {
  const lost = streamTransition(open, { type: 'failed' }, PAGE + 1_000);
  expect([lost.view, lost.connected, lost.failures]).toEqual([SAMPLE_VIEW, false, 1]);
  expect(isStale(lost, PAGE + 2_000)).toBe(false);
  const mended = streamTransition(lost, { type: 'heartbeat', at: NOON + 9_000 }, PAGE + 9_000);
  expect([mended.connected, mended.failures, isStale(mended, PAGE + 9_000)]).toEqual([true, 0, false]);
});

test('a page that has never heard anything is not stale', () => {
  expect(isStale(INITIAL_STREAM, PAGE)).toBe(false);
  expect(agentNow(INITIAL_STREAM, PAGE)).toBe(PAGE);
});
