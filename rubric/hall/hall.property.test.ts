import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_TYPES, eventBodySchema, type HallEvent } from '#contract/events.ts';
import { branchIdSchema } from '#contract/ids.ts';
import { liveSnapshotSchema } from '#contract/live.ts';
import { windowScoreSchema } from '#contract/score.ts';
import { serviceOf } from '../metrics/service.ts';
import { waitOf } from '../metrics/wait.ts';
import { dayScore, halfHourScore } from '../metrics/window-score.ts';
import { applyEvent, createHall, dayRecords, heldDays } from './hall.ts';
import { liveSnapshot } from './live.ts';
import type { Hall } from './state.ts';
import { at, TEST_ZONE } from './test-hall.ts';
import type { DayRecords } from './visit.ts';

const ticket = fc.constantFrom('A001', 'A002', 'A003', 'B001');
const counter = fc.constantFrom('1', '2', '3');
const date = fc.constantFrom('2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02');

/** Fields that some event needs; each type takes what its schema knows. */
const fields = fc.record({
  ticket,
  counter,
  date,
  service: fc.constantFrom('personal', 'business'),
  class: fc.constantFrom('ordinary', 'gold', 'nobody-knows'),
  reason: fc.constantFrom('evaluate', 'key', 'next-call', 'logout', 'day-close'),
  teller: fc.constant('abc123'),
  rating: fc.integer({ min: 0, max: 40 }).map((n) => `rating-${String(n).padStart(4, '0')}`),
  channel: fc.constantFrom('evaluator', 'keypad', 'kiosk'),
  level: fc.integer({ min: 1, max: 5 }),
  scale: fc.constantFrom(3, 4, 5),
  candidates: fc.array(ticket, { maxLength: 3 }),
  delayedMs: fc.integer({ min: 1, max: 3_600_000 }),
  comment: fc.constantFrom('so', 'or so'),
  response: fc.constantFrom('response-1', 'response-2'),
  survey: fc.constant('intercept'),
  version: fc.constant(1),
  complete: fc.boolean(),
  answers: fc.constant([]),
});

const OPTIONAL = new Set(['candidates', 'teller', 'ticket', 'counter', 'delayedMs', 'comment']);

const TYPES = EVENT_TYPES.filter((type) => /^(?:ticket|counter|rating|survey|day)\./.test(type));
// Issues and calls often enough that something happens; days seldom enough that it lasts.
const type = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('ticket.issued', 'ticket.called', 'ticket.finished') },
  { weight: 6, arbitrary: fc.constantFrom(...TYPES.filter((each) => !each.startsWith('day.'))) },
  { weight: 1, arbitrary: fc.constantFrom('day.opened', 'day.closed') },
);

interface Draw {
  readonly type: string;
  readonly minute: number;
  readonly fields: Record<string, unknown>;
  readonly drop: readonly string[];
}

function toEvent(draw: Draw, index: number): HallEvent | null {
  const rules = {
    timeZone: TEST_ZONE,
    opensAt: at('9:00:00'),
    closesAt: at('17:00:00'),
    targets: { ordinary: 60_000 },
  };
  const schema = eventBodySchema.options.find((option) => option.shape.type.value === draw.type)!;
  const known = Object.keys(schema.shape);
  const all: Record<string, unknown> = { ...draw.fields, ...rules, type: draw.type, src: 'test' };
  // Mostly forward, sometimes back.
  all['at'] = at('8:00:00') + (index * 3 + draw.minute) * 60_000;
  const picked = Object.fromEntries(
    Object.entries(all).filter(([name]) => known.includes(name) && !draw.drop.includes(name)),
  );
  const parsed = eventBodySchema.safeParse(picked);
  return parsed.success ? { ...parsed.data, seq: index + 1 } : null;
}

const events = fc
  .array(
    fc.record({
      type,
      minute: fc.integer({ min: -20, max: 20 }),
      fields,
      drop: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...OPTIONAL]) }),
    }),
    { maxLength: 120, size: 'max' },
  )
  .map((draws) => draws.flatMap((draw, index) => toEvent(draw, index) ?? []));

function allRecords(hall: Hall): readonly DayRecords[] {
  return heldDays(hall).map((day) => dayRecords(hall, day.date)!);
}

function bytes(hall: Hall): string {
  return JSON.stringify(allRecords(hall));
}

test('the generator reaches every kind of outcome', () => {
  const seen = new Set<string>();
  for (const sample of fc.sample(events, { numRuns: 300, seed: 7 })) {
    const hall = createHall();
    for (const event of sample) for (const visit of applyEvent(hall, event).visits) seen.add(visit.outcome);
  }
  expect([...seen].toSorted()).toEqual(['abandoned', 'called', 'held', 'served', 'serving', 'transferred', 'waiting']);
});

test('no sequence of events throws, breaks the contract, or gives a negative duration', () => {
  const branch = branchIdSchema.parse('demo');
  fc.assert(
    fc.property(events, (sequence) => {
      const hall = createHall();
      for (const event of sequence) applyEvent(hall, event);
      const now = at('24:00:00');
      liveSnapshotSchema.parse(liveSnapshot(hall, branch, now));
      for (const records of allRecords(hall)) {
        windowScoreSchema.parse(dayScore(records, { at: now, upto: hall.upto }));
        windowScoreSchema.parse(halfHourScore(records, { from: at('10:00:00'), to: at('10:30:00'), upto: hall.upto }));
        for (const visit of records.visits) {
          expect(Math.min(waitOf(visit) ?? 0, serviceOf(visit) ?? 0, visit.heldMs)).toBeGreaterThanOrEqual(0);
          expect(visit.finishedAt ?? Infinity).toBeGreaterThanOrEqual(visit.issuedAt ?? 0);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('every ticket is in exactly one place, and open legs are those the hall still holds', () => {
  fc.assert(
    fc.property(events, (sequence) => {
      const hall = createHall();
      for (const event of sequence) applyEvent(hall, event);
      for (const records of allRecords(hall)) {
        const present = records.visits.filter((visit) => visit.outcome !== 'transferred');
        expect(present.length).toBe(records.visits.filter((visit) => visit.leg === 1).length);
        expect(new Set(records.visits.map((visit) => `${visit.id}#${visit.leg}`)).size).toBe(records.visits.length);
        const count = (...outcomes: string[]) => present.filter((visit) => outcomes.includes(visit.outcome)).length;
        const { tickets } = dayScore(records, { at: at('24:00:00'), upto: hall.upto });
        const unseen = records.visits.filter((visit) => visit.leg === 1 && visit.issuedAt === null).length;
        expect(tickets.issued + unseen).toBe(
          tickets.served + tickets.abandoned + tickets.waiting + count('called', 'serving', 'held'),
        );
        expect(records.closed ? count('waiting', 'called', 'serving', 'held') : 0).toBe(0);
      }
      const waiting = allRecords(hall).flatMap((day) => day.visits.filter((visit) => visit.outcome === 'waiting'));
      expect(new Set([...hall.waiting].map((leg) => leg.visit))).toEqual(new Set(waiting));
      for (const each of hall.counters.values()) {
        if (each.current === null) continue;
        expect(['called', 'serving']).toContain(each.current.visit.outcome);
        expect(each.current.visit.counter).toBe(each.id);
      }
    }),
    { numRuns: 300 },
  );
});

test('what the changes reported adds up to the records, byte for byte', () => {
  fc.assert(
    fc.property(events, (sequence) => {
      const hall = createHall();
      const stored = new Map<string, string>();
      const ratings = new Map<string, string>();
      for (const event of sequence) {
        const change = applyEvent(hall, event);
        for (const visit of change.visits) stored.set(`${visit.id}#${visit.leg}`, JSON.stringify(visit));
        for (const rating of change.ratings) ratings.set(`${rating.date} ${rating.rating}`, JSON.stringify(rating));
      }
      for (const records of allRecords(hall)) {
        for (const visit of records.visits) expect(stored.get(`${visit.id}#${visit.leg}`)).toBe(JSON.stringify(visit));
        for (const each of records.ratings)
          expect(ratings.get(`${each.date} ${each.rating}`)).toBe(JSON.stringify(each));
      }
    }),
    { numRuns: 200 },
  );
});

test('applying from scratch, or from the last checkpoint on, gives the same bytes as going along', () => {
  fc.assert(
    fc.property(events, (sequence) => {
      const along = createHall();
      let checkpoint = 0;
      sequence.forEach((event, index) => {
        if (applyEvent(along, event).checkpoint) checkpoint = index;
      });
      const scratch = createHall();
      for (const event of sequence) applyEvent(scratch, event);
      const resumed = createHall();
      for (const event of sequence.slice(checkpoint)) applyEvent(resumed, event);
      expect(bytes(scratch)).toBe(bytes(along));
      expect(bytes(resumed)).toBe(bytes(along));
      expect([...resumed.anomalies]).toEqual([...along.anomalies]);
    }),
    { numRuns: 200 },
  );
});

test('the score does not depend on the order of the records', () => {
  fc.assert(
    fc.property(events, fc.infiniteStream(fc.nat()), (sequence, random) => {
      const hall = createHall();
      for (const event of sequence) applyEvent(hall, event);
      for (const records of allRecords(hall)) {
        const keyed = records.visits.map((visit) => ({ visit, key: random.next().value ?? 0 }));
        const visits = keyed.toSorted((a, b) => a.key - b.key).map(({ visit }) => visit);
        const shuffled = { ...records, visits, ratings: records.ratings.toReversed() };
        const window = { from: at('10:00:00'), to: at('10:30:00'), upto: 1 };
        expect(JSON.stringify(dayScore(shuffled, { at: at('24:00:00'), upto: 1 }))).toBe(
          JSON.stringify(dayScore(records, { at: at('24:00:00'), upto: 1 })),
        );
        expect(JSON.stringify(halfHourScore(shuffled, window))).toBe(JSON.stringify(halfHourScore(records, window)));
      }
    }),
    { numRuns: 100 },
  );
});
