import { expect, test } from 'vitest';
import { branchIdSchema } from '#contract/ids.ts';
import { liveSnapshotSchema } from '#contract/live.ts';
import { waitingTicketSchema } from '#contract/lobby-view.ts';
import { createHall } from './hall.ts';
import { liveSnapshot, waitingTickets } from './live.ts';
import { at, TEST_DATE, testHall } from './test-hall.ts';

const branch = branchIdSchema.parse('demo');

test('an empty hall has a valid snapshot', () => {
  const snapshot = liveSnapshot(createHall(), branch, Date.parse('2026-11-30T23:30:00Z'));
  expect(liveSnapshotSchema.parse(snapshot)).toEqual(snapshot);
  expect(snapshot).toMatchObject({ date: '2026-11-30', upto: 0, queues: [], counters: [] });
});

test('shows queues, counters, last calls and ratings, and the day so far', () => {
  const hall = testHall();
  hall.open();
  hall.tell('8:50:00', 'counter.login', { counter: '10', teller: 'abc123' });
  hall.tell('8:50:00', 'counter.open', { counter: '2' });
  hall.issue('9:00:00', 'A001');
  hall.issue('9:01:00', 'A002');
  hall.issue('9:02:00', 'A003');
  hall.issue('9:03:00', 'V001', 'gold');
  hall.call('9:04:00', 'A001', '10');
  hall.finish('9:08:00', 'A001', '10');
  hall.tell('9:08:00', 'rating.invited', { ticket: 'A001', counter: '10' });
  hall.tell('9:08:05', 'rating.given', {
    rating: 'rating-live',
    channel: 'evaluator',
    counter: '10',
    level: 2,
    scale: 3,
  });
  hall.call('9:09:00', 'A002', '2');
  const snapshot = liveSnapshot(hall.hall, branch, at('9:12:30'));
  expect(liveSnapshotSchema.parse(snapshot)).toEqual(snapshot);
  expect(snapshot).toEqual({
    v: 1,
    branch: 'demo',
    at: at('9:12:30'),
    date: TEST_DATE,
    upto: hall.events.length,
    queues: [
      { service: 'personal', class: 'gold', waiting: 1, oldestIssuedAt: at('9:03:00') },
      { service: 'personal', class: 'ordinary', waiting: 1, oldestIssuedAt: at('9:02:00') },
    ],
    counters: [
      { counter: '2', state: 'called', ticket: 'A002', teller: null, since: at('9:09:00') },
      { counter: '10', state: 'idle', ticket: null, teller: 'abc123', since: at('9:08:05') },
    ],
    lastCalls: [
      { ticket: 'A002', counter: '2', at: at('9:09:00') },
      { ticket: 'A001', counter: '10', at: at('9:04:00') },
    ],
    lastRatings: [{ at: at('9:08:05'), level: 2, scale: 3, channel: 'evaluator', counter: '10' }],
    today: {
      issued: 4,
      served: 1,
      abandoned: 0,
      waiting: 2,
      // A003 waits 10.5 of 10 minutes, V001 9.5 of 5.
      overtime: 2,
      meanWaitMs: 240_000,
      p90WaitMs: 240_000,
      ratings: { invited: 1, given: 1, satisfied: 0 },
    },
  });
});

test('shows the ticket that is being rated', () => {
  const hall = testHall();
  hall.open();
  hall.issue('9:00:00', 'A001');
  hall.call('9:04:00', 'A001');
  hall.finish('9:08:00', 'A001');
  hall.tell('9:08:00', 'rating.invited', { ticket: 'A001', counter: '1' });
  const [counter] = liveSnapshot(hall.hall, branch, at('9:08:01')).counters;
  expect(counter).toMatchObject({ state: 'rating', ticket: 'A001' });
});

test('waiting tickets come longest first', () => {
  const hall = testHall();
  hall.open();
  hall.issue('9:01:00', 'B001');
  hall.issue('9:00:00', 'A002');
  hall.issue('9:01:00', 'A003');
  const waiting = waitingTickets(hall.hall);
  expect(waiting.map((each) => each.ticket)).toEqual(['A002', 'A003', 'B001']);
  for (const each of waiting) expect(waitingTicketSchema.parse(each)).toEqual(each);
});
