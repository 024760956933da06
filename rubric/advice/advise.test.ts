import { describe, expect, test } from 'vitest';
import { adviceSchema, type Advice, type QueueEstimate } from '#contract/lobby-view.ts';
import { advise, type AdviceInput } from './advise.ts';
import { outlookOf, type Outlook } from './outlook.ts';
import { aCounter, aPicture, aTicket, MINUTE, NOW, servedVisits, thresholds, tickets } from './test-picture.ts';

function given(fields: Partial<AdviceInput> & { readonly hall?: Parameters<typeof aPicture>[0] }): readonly Advice[] {
  const { hall = {}, ...rest } = fields;
  const advice = advise({ picture: aPicture(hall), thresholds: thresholds(), estimates: [], outlook: null, ...rest });
  for (const each of advice) expect(adviceSchema.parse(each)).toEqual(each);
  return advice;
}

const actions = (advice: readonly Advice[]) => advice.map(({ action }) => action);

function anOutlook(fields: Partial<Outlook> = {}): Outlook {
  const whatIf = outlookOf(
    aPicture({ waiting: [aTicket('A001', 1)], counters: [aCounter('1', 'serving')], visits: servedVisits(12, 2) }),
    thresholds(),
  )!.whatIf;
  return { whatIf, queues: [], openings: [], closing: null, ...fields };
}

const anEstimate = (pointMin: number | null, service = 'personal'): QueueEstimate => ({
  service,
  class: 'ordinary',
  waiting: 1,
  estimate:
    pointMin === null ? null : { pointMs: pointMin * MINUTE, lowMs: pointMin * 30_000, highMs: pointMin * 2 * MINUTE },
  reason: pointMin === null ? 'little-data' : null,
});

const QUEUE = { service: 'personal', class: 'ordinary' };

describe('open a counter', () => {
  const counters = [aCounter('1', 'serving', 3), aCounter('2', 'rating', 1), aCounter('4', 'closed')];
  const opening = (p90Min: number | null, p90WithMin: number | null) =>
    anOutlook({
      openings: [
        {
          ...QUEUE,
          counter: counters[2]!.counter,
          p90Ms: p90Min === null ? null : p90Min * MINUTE,
          p90WithMs: p90WithMin === null ? null : p90WithMin * MINUTE,
        },
      ],
    });

  test('somebody waits beyond the limit and the counter helps: with the figures that say so', () => {
    const estimates = [anEstimate(17)];
    const advice = given({ hall: { counters, waiting: tickets(9, 11) }, estimates, outlook: opening(22, 12) });
    expect(advice[0]).toEqual({
      action: 'open-counter',
      counter: '4',
      ...QUEUE,
      waiting: 9,
      estimate: estimates[0]!.estimate,
      p90Ms: 22 * MINUTE,
      p90WithMs: 12 * MINUTE,
      busy: ['1', '2'],
    });
  });

  test.each([
    ['nobody waits beyond the limit or will', 9, null, null, []],
    ['the estimate for the next is beyond it', 9, 11, null, ['open-counter']],
    ['the estimate is within it, whatever is played', 9, 8, 30, []],
    ['no estimate, but the play-through is beyond it', 9, null, 11, ['open-counter']],
    ['no estimate, and the play-through is within it', 9, null, 10, []],
  ])('%s', (...[, oldestMin, estimateMin, queueP90Min, expected]) => {
    const queues = queueP90Min === null ? [] : [{ ...QUEUE, p90Ms: null, joinP90Ms: queueP90Min * MINUTE }];
    const outlook = { ...opening(20, 10), queues };
    const hall = { counters, waiting: tickets(5, oldestMin) };
    expect(actions(given({ hall, estimates: [anEstimate(estimateMin)], outlook }))).toEqual(expected);
  });

  test.each([
    [22, 21.1, false],
    [22, 21, true],
    [12, 14, false],
  ])('from %s to %s min is worth it: %s', (p90Min, withMin, isWorth) => {
    const advice = given({ hall: { counters, waiting: tickets(5, 20) }, outlook: opening(p90Min, withMin) });
    expect(actions(advice).includes('open-counter')).toBe(isWorth);
  });

  test('without an outlook it is still said, with no figures', () => {
    const advice = given({ hall: { counters, waiting: tickets(5, 20) } });
    expect(advice[0]).toMatchObject({ action: 'open-counter', p90Ms: null, p90WithMs: null, estimate: null });
  });

  test('a queue that nobody serves comes before one with long waits, as soon as the hall is open', () => {
    const hall = {
      counters: [
        aCounter('1', 'serving', 1, { services: ['personal'] }),
        aCounter('2', 'closed'),
        aCounter('3', 'closed'),
      ],
      waiting: [...tickets(3, 30), aTicket('B001', 0.5)],
    };
    const [first, second] = given({ hall });
    expect(first).toMatchObject({ action: 'open-counter', service: 'corporate', counter: '2', busy: [] });
    expect(second).toMatchObject({ action: 'open-counter', service: 'personal', counter: '3', busy: ['1'] });
    const early = { counters: [aCounter('2', 'closed')], waiting: [aTicket('B001', 2)], opensAt: NOW + MINUTE };
    expect(given({ hall: early })).toEqual([]);
  });

  test('an idle counter that takes the queue can call first', () => {
    const hall = { counters: [...counters, aCounter('3', 'idle', 2)], waiting: tickets(3, 20) };
    expect(actions(given({ hall }))).toEqual(['call-next', 'look-after', 'look-after']);
  });
});

describe('call the next', () => {
  test('an idle counter and somebody it takes: the queue and both times', () => {
    const hall = {
      counters: [aCounter('1', 'idle', 2, { services: ['corporate'] })],
      waiting: [aTicket('A001', 9), aTicket('B001', 5), aTicket('B002', 4)],
    };
    expect(given({ hall })).toEqual([
      {
        action: 'call-next',
        counter: '1',
        service: 'corporate',
        class: 'ordinary',
        waiting: 2,
        longestMs: 5 * MINUTE,
        idleMs: 2 * MINUTE,
      },
    ]);
  });

  test.each([
    ['idle for half a minute', 'idle', 0.5, 0.5, 1],
    ['idle for less', 'idle', 0.49, 5, 0],
    ['nobody has waited for half a minute', 'idle', 5, 0.49, 0],
    ['busy', 'serving', 5, 5, 0],
    ['a customer is rating', 'rating', 5, 5, 0],
    ['paused', 'paused', 5, 5, 0],
  ] as const)('%s', (...[, state, forMin, ageMin, said]) => {
    const hall = { counters: [aCounter('1', state, forMin)], waiting: [aTicket('A001', ageMin)] };
    expect(actions(given({ hall })).filter((action) => action === 'call-next')).toHaveLength(said);
  });

  test('two idle counters are not sent for one person, and at most two are named', () => {
    const counters = ['1', '2', '3'].map((id, n) => aCounter(id, 'idle', n + 1));
    const one = given({ hall: { counters, waiting: [aTicket('A001', 4)] } });
    expect(one).toMatchObject([{ action: 'call-next', counter: '3' }]);
    expect(actions(given({ hall: { counters, waiting: tickets(6, 4) } }))).toEqual(['call-next', 'call-next']);
  });
});

describe('check a service', () => {
  const visits = servedVisits(12, 6);

  test.each([
    [18.1, true],
    [18, false],
  ])('usual are 6 min, this one has lasted %s min: %s', (forMin, isSaid) => {
    const advice = given({ hall: { counters: [aCounter('2', 'serving', forMin)], visits } });
    const expected = {
      action: 'check-service',
      counter: '2',
      ticket: 'A02',
      servingMs: forMin * MINUTE,
      usualMs: 360_000,
    };
    expect(advice).toEqual(isSaid ? [expected] : []);
  });

  test('never below a quarter of an hour, and not without knowing what is usual', () => {
    const counters = [aCounter('2', 'serving', 14)];
    expect(given({ hall: { counters, visits: servedVisits(12, 1) } })).toEqual([]);
    expect(given({ hall: { counters: [aCounter('2', 'serving', 90)], visits: servedVisits(9, 1) } })).toEqual([]);
  });
});

test('look after those furthest beyond their limit, two at most', () => {
  const waiting = [aTicket('A001', 16), aTicket('A002', 15.5), aTicket('V001', 12), aTicket('V002', 4)];
  const hall = { waiting, counters: [aCounter('1', 'serving')] };
  expect(given({ hall })).toEqual([
    { action: 'look-after', ticket: 'V001', service: 'wealth', class: 'gold', waitMs: 720_000, targetMs: 300_000 },
    { action: 'look-after', ticket: 'A001', ...QUEUE, waitMs: 960_000, targetMs: 600_000 },
  ]);
  const longer = thresholds({
    queues: [
      { service: 'wealth', waitMinutes: 20 },
      { service: 'personal', waitMinutes: 0 },
    ],
  });
  expect(given({ hall, thresholds: longer })).toEqual([]);
});

describe('close a counter', () => {
  const closing = { counter: aCounter('3', 'idle').counter, p90Ms: 60_000, p90WithoutMs: 90_000, isWithinLimits: true };
  const counters = [aCounter('1', 'serving'), aCounter('3', 'idle', 15)];

  test('one that is idle for long and not needed', () => {
    expect(given({ hall: { counters }, outlook: anOutlook({ closing }) })).toEqual([
      { action: 'close-counter', counter: '3', p90Ms: 60_000, p90WithoutMs: 90_000, idleMs: 900_000 },
    ]);
  });

  test.each([
    ['a limit would not hold without it', {}, { ...closing, isWithinLimits: false }],
    ['it has begun to serve since', { counters: [aCounter('3', 'serving')] }, closing],
    ['somebody has come for it since', { waiting: [aTicket('A001', 0.1)] }, closing],
    ['the hall has just opened', { opensAt: NOW - 29 * MINUTE }, closing],
    ['the hall closes soon anyway', { closesAt: NOW + 29 * MINUTE }, closing],
    ['nothing could be told', {}, null],
  ])('not when %s', (_why, fields, found) => {
    expect(given({ hall: { counters, ...fields }, outlook: anOutlook({ closing: found }) })).toEqual([]);
  });
});

describe('all together', () => {
  test('five at most, also with 200 tickets at 40 counters', () => {
    const counters = Array.from({ length: 40 }, (_, n) =>
      aCounter(String(n), (['idle', 'serving', 'closed'] as const)[n % 3]!, 50),
    );
    const hall = { counters, waiting: tickets(200, 90), visits: servedVisits(30, 4) };
    const picture = aPicture(hall);
    const advice = given({ hall, outlook: outlookOf(picture, thresholds()) });
    expect(actions(advice)).toEqual(['call-next', 'call-next', 'open-counter', 'check-service', 'check-service']);
  });

  test('an empty hall, and one whose day is not open, need nothing', () => {
    expect(given({})).toEqual([]);
    const hall = { isOpen: false, waiting: tickets(5, 50), counters: [aCounter('1', 'idle', 50)] };
    expect(given({ hall })).toEqual([]);
  });
});
