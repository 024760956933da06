import { expect, test } from 'vitest';
import { aRating, aVisit } from '#rubric/metrics/test-visit.ts';
import { ticketSteps } from './ticket-steps.ts';

test('a ticket that was recalled, passed on and rated is told in the order of time', () => {
  const legs = [
    aVisit({ issuedAt: 0, firstCalledAt: 10, lastCalledAt: 20, startedAt: 20, finishedAt: 50, outcome: 'transferred' }),
    aVisit({
      leg: 2,
      issuedAt: 50,
      firstCalledAt: 60,
      lastCalledAt: 60,
      startedAt: 65,
      startAtCall: false,
      invitedAt: 90,
      finishedAt: 91,
    }),
  ];
  const steps = ticketSteps(legs, [aRating({ tappedAt: 95 })]);
  expect(steps.map(({ kind, at }) => `${String(at)} ${kind}`)).toEqual([
    '0 issued',
    '10 called',
    '20 last-call',
    '50 ended',
    '50 joined',
    '60 called',
    '65 started',
    '90 invited',
    '91 ended',
    '95 rated',
  ]);
});

test('what nobody saw is left out', () => {
  expect(ticketSteps([aVisit({ issuedAt: null, lastCalledAt: null, outcome: 'abandoned' })], [])).toEqual([]);
});
