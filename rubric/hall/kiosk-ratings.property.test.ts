import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventBodySchema, type HallEvent } from '#contract/events.ts';
import { dayScore } from '../metrics/window-score.ts';
import { applyEvent, createHall, dayRecords } from './hall.ts';
import { RULES_REACH_MS, tapFlags } from './kiosk-rules.ts';
import { setAsideBy } from './rating-flags.ts';
import type { Hall } from './state.ts';
import { at, TEST_DATE, TEST_ZONE } from './test-hall.ts';
import type { DayRecords } from './visit.ts';

/** Taps close together, some taken back, some late, some with a ticket: every rule has its chance. */

const OPENING = { date: TEST_DATE, timeZone: TEST_ZONE, opensAt: at('9:00:00'), closesAt: at('9:20:00'), targets: {} };

const step = fc.record({
  gapMs: fc.oneof(fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 0, max: 120_000 })),
  what: fc.constantFrom('tap', 'tap', 'tap', 'tap', 'keypad', 'withdraw', 'detail', 'visit', 'survey'),
  which: fc.nat({ max: 30 }),
  level: fc.integer({ min: 1, max: 4 }),
  kiosk: fc.constantFrom('kiosk', 'kiosk-2'),
  ticket: fc.constantFrom(undefined, undefined, 'A001', 'A002', 'Z999'),
  delayedMs: fc.constantFrom(undefined, undefined, 1, 20_000, 3_000_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function bodiesOf(each: Step, made: number): Record<string, unknown>[] {
  const rating = `tap-0000${String(each.which).padStart(2, '0')}`;
  const ticket = ['A001', 'A002'][each.which % 2];
  switch (each.what) {
    case 'withdraw':
      return [{ type: 'rating.withdrawn', src: each.kiosk, rating }];
    case 'detail':
      return [{ type: 'rating.detailed', src: each.kiosk, rating, comment: `c${each.level}` }];
    case 'survey':
      return [
        {
          type: 'survey.answered',
          src: each.kiosk,
          response: rating,
          survey: 's',
          version: 1,
          complete: each.level > 2,
          answers: [],
        },
      ];
    case 'visit':
      return [
        { type: 'ticket.issued', src: 'p', ticket, service: 's', class: 'c' },
        { type: 'ticket.called', src: 'b', ticket, counter: '1' },
        { type: 'ticket.finished', src: 'b', ticket, counter: '1', reason: 'evaluate' },
      ];
    default:
      return [
        {
          type: 'rating.given',
          src: each.what === 'tap' ? each.kiosk : 'bus',
          rating: `tap-0000${String(made).padStart(2, '0')}`,
          channel: each.what === 'tap' ? 'kiosk' : 'keypad',
          level: each.level,
          scale: 4,
          ...(each.what === 'tap' ? { ticket: each.ticket, delayedMs: each.delayedMs } : { counter: '1' }),
        },
      ];
  }
}

const days = fc.array(step, { maxLength: 60, size: 'max' }).map((steps) => {
  const events: HallEvent[] = [];
  let time = at('8:58:00');
  let made = 0;
  const add = (body: Record<string, unknown>): void => {
    events.push({ ...eventBodySchema.parse({ at: time, ...body }), seq: events.length + 1 });
  };
  add({ type: 'day.opened', src: 'agent', ...OPENING });
  for (const each of steps) {
    time += each.gapMs;
    for (const body of bodiesOf(each, made)) add(body);
    if (each.what === 'tap' || each.what === 'keypad') made += 1;
  }
  return events;
});

function derive(events: readonly HallEvent[]): Hall {
  const hall = createHall();
  for (const event of events) applyEvent(hall, event);
  return hall;
}

function recordsOf(hall: Hall): DayRecords {
  return dayRecords(hall, TEST_DATE)!;
}

test('the generator meets every rule', () => {
  const flags = new Set<string>();
  const anomalies = new Set<string>();
  for (const events of fc.sample(days, { numRuns: 300, seed: 11 })) {
    const hall = derive(events);
    for (const rating of recordsOf(hall).ratings) for (const flag of rating.flags) flags.add(flag);
    for (const anomaly of hall.anomalies.keys()) anomalies.add(anomaly);
  }
  const expected = ['after-hours', 'burst', 'duplicate', 'mashing', 'no-ticket', 'play', 'withdrawn'];
  expect([...flags].toSorted()).toEqual(expect.arrayContaining(expected));
  expect([...anomalies]).toEqual(expect.arrayContaining(['rating-unknown', 'withdrawn-late']));
});

test('counted and set aside make up all, each set aside by a rule, and a ticket is rated exactly when one of its ratings counts', () => {
  fc.assert(
    fc.property(days, (events) => {
      const records = recordsOf(derive(events));
      const { ratings, visits } = records;
      const { given, quarantined, levels } = dayScore(records, { at: at('12:00:00'), upto: 1 }).ratings;
      expect(given + quarantined).toBe(events.filter(({ type }) => type === 'rating.given').length);
      expect(levels.reduce((sum, count) => sum + count, 0)).toBe(given);
      for (const rating of ratings) expect(setAsideBy(rating).length === 0).toBe(rating.counted);
      for (const visit of visits) {
        const own = ratings.filter((rating) => rating.visit === visit.id && rating.leg === visit.leg);
        expect(visit.rated).toBe(own.some(({ counted }) => counted));
        expect(own.filter(({ counted }) => counted).length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 300 },
  );
});

test('the flags are those of all standing taps of the kiosk judged at once, whatever came when', () => {
  fc.assert(
    fc.property(days, (events) => {
      const { ratings } = recordsOf(derive(events));
      for (const kiosk of ['kiosk', 'kiosk-2']) {
        const ids = new Set(
          events.flatMap((event) => (event.type === 'rating.given' && event.src === kiosk ? [event.rating] : [])),
        );
        const taps = ratings
          .filter(({ rating, flags }) => ids.has(rating) && !flags.includes('withdrawn'))
          .toSorted((a, b) => a.tappedAt - b.tappedAt);
        const found = taps.map(({ flags }) => flags.filter((flag) => ['burst', 'mashing', 'play'].includes(flag)));
        expect(found).toEqual(tapFlags(taps));
      }
    }),
    { numRuns: 300 },
  );
});

test('what the changes hand out adds up to the records, and a second derivation gives the same bytes', () => {
  fc.assert(
    fc.property(days, (events) => {
      const hall = createHall();
      const stored = new Map<string, string>();
      for (const event of events) {
        const change = applyEvent(hall, event);
        for (const rating of change.ratings) stored.set(rating.rating, JSON.stringify(rating));
        for (const visit of change.visits) stored.set(`${visit.id}#${visit.leg}`, JSON.stringify(visit));
      }
      const { ratings, visits } = recordsOf(hall);
      for (const rating of ratings) expect(stored.get(rating.rating)).toBe(JSON.stringify(rating));
      for (const visit of visits) expect(stored.get(`${visit.id}#${visit.leg}`)).toBe(JSON.stringify(visit));
      expect(JSON.stringify(recordsOf(derive(events)))).toBe(JSON.stringify(recordsOf(hall)));
    }),
    { numRuns: 200 },
  );
});

test('a tap far away changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ tappedAt: fc.nat({ max: 200_000 }), level: fc.nat({ max: 4 }) })), (drawn) => {
      const taps = drawn.toSorted((a, b) => a.tappedAt - b.tappedAt);
      const far = { tappedAt: (taps.at(-1)?.tappedAt ?? 0) + RULES_REACH_MS + 1, level: 1 };
      expect(tapFlags([...taps, far]).slice(0, -1)).toEqual(tapFlags(taps));
    }),
  );
});
