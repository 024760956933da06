import { describe, expect, test } from 'vitest';
import { whatIfSchema } from '#contract/lobby-view.ts';
import { openingsFor, outlookOf } from './outlook.ts';
import { aCounter, aPicture, aTicket, MINUTE, NOW, servedVisits, thresholds, tickets } from './test-picture.ts';

const busyHall = aPicture({
  waiting: tickets(9, 8),
  counters: [aCounter('1', 'serving', 2), aCounter('2', 'serving', 4), aCounter('3', 'closed')],
  visits: servedVisits(24, 5),
});

describe('the next half hour', () => {
  test('one more counter helps, one fewer hurts, and it says what it rests on', () => {
    const { whatIf } = outlookOf(busyHall, thresholds())!;
    expect(whatIfSchema.parse(whatIf)).toEqual(whatIf);
    expect(whatIf).toMatchObject({
      horizonMs: 30 * MINUTE,
      counters: 2,
      arrivalsPerHour: 24,
      meanServiceMs: 5 * MINUTE,
      services: 24,
      runs: 200,
    });
    // 24 an hour are all that two counters can serve in 5 min each: the nine who wait stay ahead of everyone.
    expect(whatIf.p90Ms).toBeGreaterThan(15 * MINUTE);
    expect(whatIf.p90MoreMs).toBeLessThan(whatIf.p90Ms - 5 * MINUTE);
    expect(whatIf.p90FewerMs).toBeGreaterThan(whatIf.p90Ms + 10 * MINUTE);
  });

  test('the same hall gives the same outlook', () => {
    expect(outlookOf(busyHall, thresholds())).toEqual(outlookOf(busyHall, thresholds()));
  });

  test('with one counter there is no figure for fewer', () => {
    const counters = [aCounter('1', 'serving', 2)];
    expect(outlookOf({ ...busyHall, counters }, thresholds())!.whatIf.p90FewerMs).toBeNull();
  });

  test('an idle counter that calls nobody for minutes although people wait does not count as open', () => {
    const counters = [...busyHall.counters, aCounter('4', 'idle', 30)];
    expect(outlookOf({ ...busyHall, counters }, thresholds())!.whatIf.counters).toBe(2);
  });

  test.each([
    [
      '200 people wait at 40 counters, nobody comes and nobody was served yet',
      { waiting: tickets(200, 60), visits: [] },
    ],
    ['nine services are too few', { visits: servedVisits(9, 5) }],
    ['no counter is at work', { counters: [aCounter('1', 'closed'), aCounter('2', 'paused')] }],
    ['nobody waits and nobody comes', { waiting: [], visits: servedVisits(24, 5).map((v) => ({ ...v, leg: 2 })) }],
    ['nobody has come yet', { waiting: [], visits: [], counters: [] }],
  ])('cannot be told: %s', (_why, fields) => {
    const counters = Array.from({ length: 40 }, (_, n) => aCounter(String(n), 'serving'));
    expect(outlookOf({ ...busyHall, counters, ...fields }, thresholds())).toBeNull();
  });
});

describe('counters that could be opened', () => {
  const named = (fields: object, limits = thresholds()) =>
    openingsFor(aPicture(fields), limits).map(({ service, counter }) => [service, counter]);

  test('for the queue furthest beyond its own limit first, each counter once', () => {
    const waiting = [aTicket('A001', 9), aTicket('V001', 8), aTicket('B001', 1)];
    const counters = [
      aCounter('1', 'closed', 1, { services: ['wealth', 'personal'] }),
      aCounter('2', 'closed', 1, { services: ['personal'] }),
      aCounter('3', 'serving'),
    ];
    expect(named({ waiting, counters })).toEqual([
      ['wealth', '1'],
      ['personal', '2'],
    ]);
  });

  test('a queue that nobody serves comes before any long wait', () => {
    const waiting = [aTicket('A001', 60), aTicket('B001', 1)];
    const counters = [aCounter('1', 'serving', 1, { services: ['personal'] }), aCounter('2', 'closed')];
    expect(named({ waiting, counters })).toEqual([['corporate', '2']]);
  });

  test('specialists before those who take everything, paused ones last', () => {
    const waiting = [aTicket('A001', 20)];
    const counters = [
      aCounter('1', 'paused', 1, { services: ['personal'] }),
      aCounter('2', 'closed'),
      aCounter('3', 'closed', 1, { services: ['personal', 'wealth'] }),
    ];
    expect(named({ waiting, counters })).toEqual([['personal', '3']]);
    expect(named({ waiting, counters: counters.slice(0, 1) })).toEqual([['personal', '1']]);
  });

  test('none where no closed counter takes the service, where an idle one does, and where nobody waits', () => {
    const closed = aCounter('1', 'closed', 1, { services: ['wealth'] });
    expect(named({ waiting: [aTicket('A001', 20)], counters: [closed] })).toEqual([]);
    expect(named({ waiting: [aTicket('V001', 20)], counters: [closed, aCounter('2', 'idle')] })).toEqual([]);
    expect(named({ counters: [closed] })).toEqual([]);
  });

  test('a queue without a limit is not pressing, but may still be named', () => {
    const limits = thresholds({ queues: [{ service: 'personal', waitMinutes: 0 }] });
    const waiting = [aTicket('A001', 60), aTicket('B001', 1)];
    const counters = [aCounter('1', 'serving'), aCounter('2', 'closed')];
    expect(named({ waiting, counters }, limits)).toEqual([['corporate', '2']]);
  });

  test('are played through for their own queue', () => {
    const [opening] = outlookOf(busyHall, thresholds())!.openings;
    expect(opening).toMatchObject({ service: 'personal', class: 'ordinary', counter: '3' });
    expect(opening!.p90WithMs).toBeLessThan(opening!.p90Ms!);
  });

  test('the wait of a queue that nobody serves cannot be told without the counter', () => {
    const picture = {
      ...busyHall,
      waiting: [aTicket('B001', 1)],
      counters: [aCounter('1', 'serving', 1, { services: ['personal'] }), aCounter('2', 'closed')],
    };
    expect(outlookOf(picture, thresholds())!.openings).toEqual([
      { service: 'corporate', class: 'ordinary', counter: '2', p90Ms: null, p90WithMs: expect.any(Number) },
    ]);
  });
});

describe('a counter too many', () => {
  const quiet = aPicture({
    counters: [aCounter('1', 'idle', 12), aCounter('2', 'idle', 30), aCounter('3', 'serving')],
    visits: servedVisits(12, 2),
  });

  test('is the one idle longest, when every queue stays within its limit without it', () => {
    const { closing } = outlookOf(quiet, thresholds())!;
    expect(closing).toMatchObject({ counter: '2', isWithinLimits: true });
    expect(closing!.p90WithoutMs).toBeGreaterThanOrEqual(closing!.p90Ms);
  });

  test('not when the others could not keep the limit, or nobody else takes the service', () => {
    const counters = [aCounter('1', 'serving', 1), aCounter('2', 'idle', 11)];
    const rush = { ...quiet, counters, visits: servedVisits(40, 4) };
    expect(outlookOf(rush, thresholds())!.closing!.isWithinLimits).toBe(false);
    const others = [aCounter('1', 'idle', 1, { services: ['wealth'] }), aCounter('2', 'idle', 11)];
    expect(outlookOf({ ...quiet, counters: others }, thresholds())!.closing!.isWithinLimits).toBe(false);
  });

  test('there is none when the idle ones have hardly rested, or it is the last', () => {
    const counters = [aCounter('1', 'idle', 9), aCounter('2', 'serving')];
    expect(outlookOf({ ...quiet, counters }, thresholds())!.closing).toBeNull();
    expect(outlookOf({ ...quiet, counters: [aCounter('1', 'idle', 60)] }, thresholds())!.closing).toBeNull();
  });
});

test('half an hour before the doors close nobody is expected afterwards', () => {
  const visits = servedVisits(24, 5);
  const late = { ...busyHall, waiting: [], visits, closesAt: NOW };
  expect(outlookOf(late, thresholds())).toBeNull();
});
