import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { EventBody, HallEvent } from '#contract/events.ts';
import { counterIdSchema, ticketNumberSchema } from '#contract/ids.ts';
import { dayRecords } from '#rubric/hall/hall.ts';
import { halfHourScore } from '#rubric/metrics/window-score.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { JournalError } from '../journal/journal-error.ts';
import { demoHall } from './demo-hall.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { createRecorder } from './recorder.ts';

const SITE = demoHall();
const at = (text: string): number => Date.parse(`2026-03-02T${text}+08:00`);
const counter = counterIdSchema.parse('1');

function setUp(start: string, journal = new MemoryJournal(SITE.branch.id)) {
  const clock = new VirtualClock(at(start));
  const log = recordingAgentLog();
  const recorder = createRecorder({ journal, site: SITE, clock, log });
  recorder.tick();
  const types = (): string[] => journal.events().map((event) => event.type);
  return { clock, log, journal, recorder, types };
}

const numbered = (text: string) => ticketNumberSchema.parse(text);
const issued = (time: number, ticket = 'A001'): EventBody => ({
  type: 'ticket.issued',
  at: time,
  src: 'printer',
  ticket: numbered(ticket),
  service: 'personal',
  class: 'ordinary',
});
const called = (time: number, ticket = 'A001'): EventBody => ({
  type: 'ticket.called',
  at: time,
  src: 'bus',
  ticket: numbered(ticket),
  counter,
});
const finished = (time: number, ticket = 'A001'): EventBody => ({
  type: 'ticket.finished',
  at: time,
  src: 'bus',
  ticket: numbered(ticket),
  counter,
  reason: 'evaluate',
});
const invited = (time: number): EventBody => ({ type: 'rating.invited', at: time, src: 'bus', counter });

describe('recording', () => {
  test('stores what belongs together in one transaction, with the opening of its day in front', () => {
    const { recorder, journal, types } = setUp('08:40:00');
    recorder.record([issued(at('08:40:00')), issued(at('08:40:00'), 'A002')]);
    expect(types()).toEqual(['day.opened', 'ticket.issued', 'ticket.issued']);
    expect(journal.transactions).toEqual([3]);
    expect(journal.checkpoint()).toBe(1);
  });

  test('shows the hall only what is stored', () => {
    const { recorder, journal } = setUp('08:40:00');
    journal.diskRefuses = true;
    expect(() => recorder.record([issued(at('08:40:00'))])).toThrow(JournalError);
    expect(recorder.hall.upto).toBe(0);
    expect(recorder.book().days).toEqual([]);
    journal.diskRefuses = false;
    recorder.record([issued(at('08:40:00'))]);
    expect(recorder.hall.upto).toBe(2);
  });

  test('leaves out, counts and names what does not fit the contract', () => {
    const { recorder, log, types } = setUp('08:40:00');
    const bad = { ...issued(at('08:40:00')), service: 'Not A Slug' };
    expect(recorder.record([bad, issued(at('08:40:01'))]).map((event) => event.type)).toContain('ticket.issued');
    expect(types()).toEqual(['day.opened', 'ticket.issued']);
    expect(recorder.refused()).toBe(1);
    expect(log.entries.find(({ event }) => event === 'hall.event-refused')?.detail).toMatchObject({
      type: 'ticket.issued',
    });
  });

  test('a listener that fails costs nothing but its own view', () => {
    const { recorder, log, types } = setUp('08:40:00');
    const seen: HallEvent[] = [];
    recorder.onStored(() => {
      throw new Error('a bug');
    });
    recorder.onStored((events) => seen.push(...events));
    recorder.record([issued(at('08:40:00'))]);
    expect(types()).toHaveLength(2);
    expect(seen).toHaveLength(2);
    expect(log.entries.map(({ event }) => event)).toContain('hall.listener-failed');
  });
});

describe('an estimator with a fault', () => {
  test('costs a ticket what it would have been told, and nothing else', () => {
    const fails = (): never => {
      throw new Error('a bug');
    };
    const journal = new MemoryJournal(SITE.branch.id);
    const log = recordingAgentLog();
    const clock = new VirtualClock(at('08:40:00'));
    const estimator = { tell: fails, stored: fails };
    const recorder = createRecorder({ journal, site: SITE, clock, log, estimator });
    recorder.record([issued(clock.now())]);
    expect(journal.events().map((event) => event.type)).toEqual(['day.opened', 'ticket.issued']);
    expect(recorder.hall.waiting.size).toBe(1);
    expect(log.entries.filter(({ event }) => event === 'hall.estimate-failed')).toHaveLength(2);
  });
});

describe('half-hours', () => {
  test('each one is scored when it is over, from exactly the events up to then', () => {
    const { recorder, clock, journal } = setUp('08:40:00');
    recorder.record([issued(clock.now())]);
    clock.advanceTo(at('08:50:00'));
    recorder.record([called(clock.now())]);
    clock.advanceTo(at('09:00:04'));
    expect(journal.events().filter((event) => event.type === 'score.window')).toEqual([]);
    clock.advanceTo(at('09:00:10'));
    const [window] = journal.events().filter((event) => event.type === 'score.window');
    const from = at('08:30:00');
    const expected = halfHourScore(dayRecords(recorder.hall, '2026-03-02')!, { from, to: at('09:00:00'), upto: 3 });
    expect(window).toMatchObject({ seq: 4, at: at('09:00:04.500'), src: 'agent', score: expected });
    expect(expected.wait).toMatchObject({ n: 1, meanMs: 600_000 });
  });

  test('a whole day has one for every half-hour, and none outside it', () => {
    const { recorder, clock, journal } = setUp('08:40:00');
    recorder.record([issued(clock.now())]);
    clock.advanceTo(at('23:59:00'));
    const windows = journal.events().flatMap((event) => (event.type === 'score.window' ? [event.score.from] : []));
    const expected = Array.from({ length: 20 }, (_, index) => at('08:30:00') + index * 1_800_000);
    expect(windows).toEqual(expected);
  });
});

describe('closing the day', () => {
  test('at its time, with everybody still waiting reset and counted in the last half-hour', () => {
    const { recorder, clock, journal, types } = setUp('17:40:00');
    recorder.record([issued(clock.now())]);
    clock.advanceTo(at('18:00:00'));
    expect(types()).toEqual(['day.opened', 'ticket.issued', 'day.closed', 'score.window', 'score.window']);
    const last = journal.events().at(-1);
    expect(last).toMatchObject({ score: { from: at('18:00:00'), upto: 4, tickets: { resetAtClose: 1, waiting: 0 } } });
  });

  test('after the last open service and the rating it invites', () => {
    const { recorder, clock, types } = setUp('17:40:00');
    recorder.record([issued(clock.now()), called(clock.now())]);
    clock.advanceTo(at('18:07:00'));
    expect(types()).not.toContain('day.closed');
    recorder.record([finished(clock.now()), invited(clock.now())]);
    expect(types()).not.toContain('day.closed');
    clock.advance(20_000);
    recorder.record([{ type: 'rating.expired', at: clock.now(), src: 'bus', counter }]);
    expect(types().slice(-3)).toEqual(['rating.expired', 'day.closed', 'score.window']);
  });

  test('six hours late at the latest, ending what is open', () => {
    const { recorder, clock, journal } = setUp('17:40:00');
    const started: EventBody = {
      type: 'ticket.started',
      at: clock.now(),
      src: 'bus',
      ticket: numbered('A001'),
      counter,
    };
    recorder.record([issued(clock.now()), called(clock.now()), started]);
    clock.advance(8 * 3_600_000);
    const closed = journal.events().find((event) => event.type === 'day.closed');
    expect(closed?.at).toBe(at('18:00:00') + 6 * 3_600_000);
    expect(dayRecords(recorder.hall, '2026-03-02')?.visits[0]).toMatchObject({
      outcome: 'served',
      finishInferred: true,
    });
  });

  test('at the next start, when the agent was off at closing time', () => {
    const first = setUp('17:40:00');
    first.recorder.record([issued(first.clock.now())]);
    first.recorder.stop();
    const { types, log } = setUp('21:00:00', first.journal);
    expect(types().filter((type) => type === 'day.closed')).toHaveLength(1);
    expect(log.entries.map(({ event }) => event)).toEqual(['hall.rebuilt', 'hall.day-closed']);
  });

  test('is tried again when the disk refuses', () => {
    const { recorder, clock, journal, types } = setUp('17:40:00');
    recorder.record([issued(clock.now())]);
    journal.diskRefuses = true;
    clock.advanceTo(at('18:10:00'));
    journal.diskRefuses = false;
    clock.advanceTo(at('18:11:00'));
    expect(types().filter((type) => type === 'day.closed')).toHaveLength(1);
    expect(types().filter((type) => type === 'score.window')).toHaveLength(2);
  });

  test('tomorrow begins afresh: the hall may be rebuilt from its opening', () => {
    const { recorder, clock, journal } = setUp('17:40:00');
    recorder.record([issued(clock.now())]);
    clock.advance(15 * 3_600_000);
    recorder.record([issued(clock.now())]);
    const opened = journal.events().findLast((event) => event.type === 'day.opened');
    expect(journal.checkpoint()).toBe(opened?.seq);
    expect(opened).toMatchObject({ date: '2026-03-03' });
  });
});

describe('rebuilding', () => {
  test('gives the same hall and the same book as before', () => {
    const { recorder, clock, journal } = setUp('08:40:00');
    recorder.record([issued(clock.now()), issued(clock.now(), 'A002')]);
    clock.advanceTo(at('09:40:00'));
    recorder.record([called(clock.now()), finished(clock.now() + 1_000), invited(clock.now() + 1_000)]);
    const again = setUp('09:41:00', journal).recorder;
    expect(again.hall).toEqual(recorder.hall);
    expect(again.book()).toEqual(recorder.book());
  });

  test('passes over lines it does not know or cannot read, and says so', () => {
    const { recorder, journal, clock } = setUp('08:40:00');
    recorder.record([issued(clock.now())]);
    journal.rows.push(
      { seq: 3, line: `{"seq":3,"at":${clock.now()},"type":"queue.moved","src":"bus"}`, hash: '' },
      { seq: 4, line: 'not JSON', hash: '' },
    );
    const again = setUp('08:41:00', journal);
    expect(again.recorder.hall.upto).toBe(4);
    expect(again.recorder.hall.anomalies.get('unknown-event')).toBe(2);
    expect(again.log.entries).toContainEqual({ event: 'hall.line-skipped', detail: { seq: 4, reason: 'not JSON' } });
  });
});
