import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { EventBody, EventOf } from '#contract/events.ts';
import { counterIdSchema, ticketNumberSchema } from '#contract/ids.ts';
import { queueEstimateSchema } from '#contract/lobby-view.ts';
import { dayRecords } from '#rubric/hall/hall.ts';
import { demoHall } from '../hall/demo-hall.ts';
import { createRecorder } from '../hall/recorder.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { createEstimator } from './estimator.ts';
import { firstSeqSince } from './read-waits.ts';
import { pastDays } from './test-days.ts';

const SITE = demoHall();
const DATE = '2026-03-02';
const START = Date.parse(`${DATE}T10:00:00+08:00`);
const DAY_MS = 86_400_000;
const MINUTE = 60_000;
const counter = counterIdSchema.parse('1');

function journalOf(bodies: readonly EventBody[]): MemoryJournal {
  const journal = new MemoryJournal(SITE.branch.id);
  if (bodies.length > 0) journal.append(bodies);
  return journal;
}

const PAST = pastDays(SITE, START, 8);

/** An agent's recorder and estimator at ten in the morning, with the past in the journal. */
function setUp(journal = journalOf(PAST)) {
  const clock = new VirtualClock(START);
  const log = recordingAgentLog();
  const estimator = createEstimator({ site: SITE, journal, clock, pace: clock, log });
  const recorder = createRecorder({ journal, site: SITE, clock, log, estimator });
  const told = () => journal.events().filter((event) => event.type === 'wait.estimated');
  return {
    clock,
    log,
    journal,
    estimator,
    recorder,
    told,
    learn() {
      estimator.start();
      clock.advance(10_000);
    },
    login: () => recorder.record([{ type: 'counter.login', at: clock.now(), src: 'bus', counter, teller: 'k3x9q2m4' }]),
    busy: () => recorder.record([called('X001', clock.now())]),
    personal: () => estimator.queues(recorder.hall).find(({ class: of }) => of === 'ordinary')!,
  };
}

const issued = (ticket: string, at: number, fields: Partial<EventOf<'ticket.issued'>> = {}): EventBody => ({
  type: 'ticket.issued',
  at,
  src: 'printer',
  ticket: ticketNumberSchema.parse(ticket),
  service: 'personal',
  class: 'ordinary',
  ...fields,
});
const called = (ticket: string, at: number): EventBody => ({
  type: 'ticket.called',
  at,
  src: 'bus',
  ticket: ticketNumberSchema.parse(ticket),
  counter,
});

describe('an estimate', () => {
  test('exists once the journal has been learned from, for each queue of the site map', () => {
    const { login, learn, busy, estimator, recorder, personal, log } = setUp();
    login();
    busy();
    expect(personal()).toMatchObject({ estimate: null, reason: 'little-data' });
    learn();
    expect(log.entries.find(({ event }) => event === 'hall.waits-learned')?.detail).toMatchObject({ tickets: 960 });
    const queues = estimator.queues(recorder.hall).map((queue) => queueEstimateSchema.parse(queue));
    const kinds = new Set(SITE.tickets.map((rule) => `${rule.service} ${rule.class}`));
    expect(queues.map((queue) => `${queue.service} ${queue.class}`)).toEqual([...kinds]);
    expect(personal()).toMatchObject({ waiting: 0, reason: null });
    expect(personal().estimate!.pointMs).toBeGreaterThan(30_000);
  });

  test('grows with the people ahead', () => {
    const { login, learn, busy, recorder, personal, clock } = setUp();
    login();
    busy();
    learn();
    const before = personal();
    recorder.record([issued('A001', clock.now()), issued('A002', clock.now())]);
    expect(personal().waiting).toBe(2);
    expect(personal().estimate!.pointMs).toBeGreaterThan(before.estimate!.pointMs + MINUTE);
  });

  test('is not given for a service that no open counter takes', () => {
    const { learn, personal, login, estimator, recorder } = setUp();
    learn();
    expect(personal()).toMatchObject({ estimate: null, reason: 'no-counter' });
    login();
    expect(personal().reason).toBeNull();
    const wealth = setUp(journalOf(PAST));
    wealth.learn();
    // Counter 4 of the demo hall takes wealth and personal only.
    const fourth = counterIdSchema.parse('4');
    wealth.recorder.record([{ type: 'counter.open', at: wealth.clock.now(), src: 'bus', counter: fourth }]);
    const reasons = wealth.estimator.queues(wealth.recorder.hall).map(({ service, reason }) => [service, reason]);
    expect(reasons).toContainEqual(['corporate', 'no-counter']);
    expect(reasons).toContainEqual(['personal', null]);
    expect(estimator.queues(recorder.hall).every(({ reason }) => reason === null)).toBe(true);
  });

  test('is withheld for what is left of that half hour when the agent was started anew', () => {
    const before = setUp();
    before.login();
    before.recorder.record([{ type: 'clock.stepped', at: START, src: 'agent', byMs: 7_200_000 }]);
    const after = setUp(before.journal);
    after.clock.advance(10 * MINUTE);
    after.learn();
    expect(after.personal()).toMatchObject({ estimate: null, reason: 'clock-suspect' });
    after.clock.advance(20 * MINUTE);
    expect(after.personal()).toMatchObject({ reason: null });
  });

  test('is withheld for half an hour after the clock was set', () => {
    const { login, learn, recorder, personal, clock } = setUp();
    login();
    learn();
    recorder.record([{ type: 'clock.stepped', at: clock.now(), src: 'agent', byMs: -7_200_000 }]);
    expect(personal()).toMatchObject({ estimate: null, reason: 'clock-suspect' });
    clock.advance(30 * MINUTE);
    expect(personal().reason).toBeNull();
  });

  test('is withheld while the bands do not hold, and comes back when they do', () => {
    const { login, learn, busy, recorder, personal, clock } = setUp();
    login();
    busy();
    learn();
    const serve = (number: number, waitMs: number): void => {
      const ticket = `B${String(number).padStart(3, '0')}`;
      recorder.record([issued(ticket, clock.now())]);
      clock.advance(waitMs);
      recorder.record([called(ticket, clock.now())]);
    };
    let number = 0;
    while (personal().reason === null && number < 60) serve((number += 1), 9 * MINUTE);
    expect(personal()).toMatchObject({ estimate: null, reason: 'poor-coverage' });
    // The band learns that waits are long; it is judged although it is not shown.
    while (personal().reason !== null && number < 300) serve((number += 1), 9 * MINUTE);
    expect(personal().reason).toBeNull();
    // The band reached 7.8 minutes before; what is said depends on the hour.
    expect(personal().estimate!.highMs).toBeGreaterThan(8.5 * MINUTE);
  });
});

describe('what a ticket is told', () => {
  test('stands right behind it in the same transaction, and stays with its visit', () => {
    const { login, busy, learn, recorder, journal, clock, told, personal } = setUp();
    login();
    busy();
    learn();
    const expected = personal().estimate;
    const before = journal.transactions.length;
    const stored = recorder.record([issued('A001', clock.now())]);
    expect(stored.map((event) => event.type)).toEqual(['ticket.issued', 'wait.estimated']);
    expect(journal.transactions.slice(before)).toEqual([2]);
    expect(told()[0]).toMatchObject({ ticket: 'A001', ahead: 0, estimate: expected, model: 'place-1' });
    const visit = dayRecords(recorder.hall, DATE)!.visits.find(({ ticket }) => ticket === 'A001');
    expect(visit?.estimate).toEqual(expected);
  });

  test('counts those who were issued a moment before in the same transaction', () => {
    const { login, busy, learn, recorder, clock, told } = setUp();
    login();
    busy();
    learn();
    recorder.record([issued('A001', clock.now()), issued('A002', clock.now())]);
    expect(told().map((event) => event.ahead)).toEqual([0, 1]);
    const [first, second] = told();
    expect(second!.estimate!.pointMs).toBeGreaterThan(first!.estimate!.pointMs);
  });

  test('is nothing when it was issued long before it could be stored', () => {
    const { login, learn, recorder, clock, told } = setUp();
    login();
    learn();
    recorder.record([issued('A001', clock.now() - 61_000)]);
    expect(told()).toEqual([]);
  });

  test('is nothing for what does not fit the contract', () => {
    const { login, recorder, clock, told } = setUp();
    login();
    recorder.record([issued('A001', clock.now(), { service: 'Not A Slug' })]);
    expect(told()).toEqual([]);
  });

  test('shows in the accuracy of the day once the ticket is called', () => {
    const { login, busy, learn, recorder, estimator, clock } = setUp();
    login();
    recorder.record([issued('A001', clock.now())]);
    busy();
    learn();
    recorder.record([issued('A002', clock.now())]);
    expect(estimator.accuracy(recorder.hall)).toMatchObject({ shown: 1, abstained: 1, judged: 0 });
    clock.advance(3 * MINUTE);
    recorder.record([called('A002', clock.now())]);
    expect(estimator.accuracy(recorder.hall)).toMatchObject({ shown: 1, judged: 1 });
  });
});

describe('learning', () => {
  test('a restart learns the same again', () => {
    const first = setUp();
    first.login();
    first.learn();
    first.recorder.record([issued('A001', first.clock.now())]);
    const second = setUp(journalOf(first.journal.events()));
    second.clock.advanceTo(first.clock.now());
    first.learn();
    second.learn();
    expect(second.personal().reason).toBeNull();
    expect(second.personal()).toEqual(first.personal());
  });

  test('does nothing at the start itself, and then only small slices at a time', () => {
    const journal = journalOf(PAST);
    const limits: number[] = [];
    const read = journal.read.bind(journal);
    const { estimator, clock } = setUp(journal);
    journal.read = (from, limit) => {
      limits.push(limit);
      return read(from, limit);
    };
    estimator.start();
    expect(limits).toEqual([]);
    clock.advance(1_000);
    expect(Math.max(...limits)).toBeLessThanOrEqual(250);
    const atOnce = limits.filter((limit) => limit > 1).length;
    expect(atOnce).toBe(1);
    clock.advance(10_000);
    expect(limits.filter((limit) => limit > 1).length).toBeGreaterThan(10);
  });

  test('takes the day in when it closes', () => {
    const { login, learn, recorder, clock, log } = setUp();
    login();
    learn();
    const tickets = () =>
      log.entries.filter(({ event }) => event === 'hall.waits-learned').map(({ detail }) => detail['tickets']);
    expect(tickets()).toEqual([960]);
    recorder.record([issued('A001', clock.now())]);
    recorder.record([called('A001', clock.now() + MINUTE)]);
    recorder.record([{ type: 'day.closed', at: clock.now(), src: 'agent', date: DATE }]);
    clock.advance(10_000);
    expect(tickets()).toEqual([960, 961]);
  });

  test('looks at the last 35 days only', () => {
    const journal = journalOf(pastDays(SITE, START, 40, 3));
    const from = firstSeqSince(journal, START - 35 * DAY_MS);
    const events = journal.events();
    expect(from).toBeGreaterThan(1);
    expect(events[from - 1]!.at).toBeGreaterThanOrEqual(START - 35 * DAY_MS);
    expect(events[from - 2]!.at).toBeLessThan(START - 35 * DAY_MS);
    expect(firstSeqSince(journalOf([]), START)).toBe(1);
    expect(firstSeqSince(journal, 0)).toBe(1);
    expect(firstSeqSince(journal, START)).toBe(journal.last() + 1);
  });

  test('of a very busy hall at most 20,000 rows', () => {
    const past = pastDays(SITE, START, 34, 250);
    const { learn, log, clock } = setUp(journalOf(past));
    learn();
    clock.advance(60_000);
    expect(past.length).toBeGreaterThan(25_000);
    const tickets = log.entries.find(({ event }) => event === 'hall.waits-learned')?.detail['tickets'];
    expect(tickets).toBeGreaterThan(6_000);
    expect(tickets).toBeLessThan(6_700);
  });

  test('a journal that cannot be read costs the estimates, not the tickets', () => {
    const { login, journal, estimator, clock, log, recorder, personal } = setUp();
    login();
    journal.failure = new Error('a bad sector');
    estimator.start();
    clock.advance(10_000);
    journal.failure = null;
    expect(log.entries.find(({ event }) => event === 'hall.learning-failed')?.detail).toMatchObject({
      reason: 'a bad sector',
    });
    expect(recorder.record([issued('A001', clock.now())])).toHaveLength(2);
    expect(personal().reason).toBe('little-data');
  });

  test('ends with the agent', () => {
    const { estimator, clock, log } = setUp();
    estimator.start();
    clock.advance(1_005);
    estimator.stop();
    clock.advance(60_000);
    expect(log.entries.map(({ event }) => event)).not.toContain('hall.waits-learned');
  });
});
