import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { eventBodySchema, type EventBody } from '#contract/events.ts';
import { ticketNumberSchema } from '#contract/ids.ts';
import { lobbyViewSchema, type QueueEstimate } from '#contract/lobby-view.ts';
import { createCore } from '../core.ts';
import { demoHall } from '../hall/demo-hall.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { createMemoryLink } from '../links/memory-link.ts';
import { NO_RAW_LOG } from '../raw-log/raw-log.ts';
import { createLobbyDesk } from './lobby-desk.ts';

const START = Date.parse('2026-03-02T09:00:00+08:00');
const MINUTE = 60_000;
const deskSchema = lobbyViewSchema.pick({ alerts: true, advice: true, whatIf: true, comparison: true });

function branch(counters = 4) {
  const demo = demoHall();
  const listed = Array.from({ length: counters }, (_, n) => ({ id: String(n + 1), name: demo.counters[0]!.name }));
  const site = { ...demo, counters: listed as unknown as typeof demo.counters };
  const clock = new VirtualClock(START);
  const journal = new MemoryJournal(site.branch.id);
  const log = recordingAgentLog();
  const core = createCore({
    site,
    journal,
    clock,
    pace: clock,
    random: () => 0.5,
    linkFor: () => createMemoryLink(),
    rawLog: NO_RAW_LOG,
    pseudonym: () => 'teller01',
    newRatingId: () => 'evaluator-1',
    log,
  });
  let estimates: readonly QueueEstimate[] = [];
  let fault: Error | null = null;
  let ids = 0;
  const desk = createLobbyDesk({
    site,
    core,
    journal,
    clock,
    pace: clock,
    thresholds: () => site.thresholds,
    estimates() {
      if (fault !== null) throw fault;
      return estimates;
    },
    screens: () => [],
    newId: () => `a${(ids += 1)}`,
    log,
  });
  core.start();
  desk.start();
  const body = (type: string, fields: object): EventBody =>
    eventBodySchema.parse({ type, at: clock.now(), src: 'test', ...fields });
  return {
    clock,
    core,
    desk,
    journal,
    log,
    body,
    tell: (type: string, fields: object) => core.recorder.record([body(type, fields)]),
    view: () => deskSchema.parse(desk.view()),
    say: (next: readonly QueueEstimate[]) => (estimates = next),
    break: (error: Error | null) => (fault = error),
  };
}

const issued = (ticket: string) => ({ ticket, service: 'personal', class: 'ordinary' });

describe('the lobby desk', () => {
  test('says nothing in an empty hall and before any day', () => {
    const { view, clock } = branch();
    expect(view()).toEqual({ alerts: [], advice: [], whatIf: null, comparison: null });
    clock.advance(10 * MINUTE);
    expect(view()).toEqual({ alerts: [], advice: [], whatIf: null, comparison: null });
  });

  test('one person waits beyond the target: alert, what to do, and it tells the boards although nothing happened', () => {
    const { tell, clock, view, desk } = branch();
    let told = 0;
    desk.onChange(() => (told += 1));
    tell('counter.open', { counter: '1' });
    tell('ticket.issued', issued('A001'));
    clock.advance(29_000);
    expect([view().advice, told]).toEqual([[], 0]);
    clock.advance(2_000);
    expect(view().advice).toMatchObject([{ action: 'call-next', counter: '1', idleMs: 31_000, longestMs: 31_000 }]);
    expect(told).toBe(1);
    clock.advance(10 * MINUTE);
    expect(view().alerts.map(({ kind }) => kind)).toEqual(['wait-over', 'queue-stalled']);
    expect(view().advice.map(({ action }) => action)).toEqual(['call-next', 'open-counter', 'look-after']);
  });

  test('the next half hour is played through again every ten seconds', () => {
    const { tell, clock, view } = branch();
    for (let n = 0; n < 12; n += 1) {
      tell('ticket.issued', issued(`A${100 + n}`));
      tell('ticket.called', { ticket: `A${100 + n}`, counter: '1' });
      clock.advance(4 * MINUTE);
      tell('ticket.finished', { ticket: `A${100 + n}`, counter: '1', reason: 'evaluate' });
    }
    clock.advance(10_000);
    const before = view().whatIf;
    expect(before).toMatchObject({ counters: 1, services: 12, meanServiceMs: 4 * MINUTE, p90FewerMs: null });
    for (let n = 0; n < 8; n += 1) tell('ticket.issued', issued(`A${200 + n}`));
    clock.advance(1_000);
    expect(view().whatIf).toEqual(before);
    clock.advance(9_000);
    expect(view().whatIf!.p90Ms).toBeGreaterThan(before!.p90Ms + 10 * MINUTE);
    expect(view().whatIf!.p90MoreMs).toBeLessThan(view().whatIf!.p90Ms);
  });

  test('estimates of others count as reasons', () => {
    const { tell, clock, view, say } = branch();
    tell('ticket.issued', issued('A001'));
    tell('ticket.called', { ticket: 'A001', counter: '1' });
    tell('ticket.issued', issued('A002'));
    clock.advance(2_000);
    expect(view().advice).toEqual([]);
    const estimate = { pointMs: 12 * MINUTE, lowMs: 7 * MINUTE, highMs: 20 * MINUTE };
    say([{ service: 'personal', class: 'ordinary', waiting: 1, estimate, reason: null }]);
    clock.advance(1_000);
    expect(view().advice).toMatchObject([{ action: 'open-counter', counter: '2', estimate, busy: ['1'] }]);
  });

  test('200 tickets and 40 counters without one service: alerts and advice, no figures made up', () => {
    const { core, body, clock, view } = branch(40);
    core.recorder.record(Array.from({ length: 200 }, (_, n) => body('ticket.issued', issued(`A${100 + n}`))));
    clock.advance(15 * MINUTE);
    expect(view().alerts.map(({ kind, value }) => [kind, value])).toEqual([
      ['wait-over', 601_000],
      ['queue-long', 200],
    ]);
    expect(view().advice[0]).toMatchObject({ action: 'open-counter', waiting: 200, p90Ms: null, p90WithMs: null });
    expect(view().whatIf).toBeNull();
  });

  test('an acknowledged alert and the history of a ticket', () => {
    const { tell, clock, view, desk } = branch();
    tell('ticket.issued', issued('A001'));
    clock.advance(11 * MINUTE);
    const [alert] = view().alerts;
    expect(desk.acknowledge(alert!.alert, { comment: '已安抚' })).toBe(true);
    expect(view().alerts).toMatchObject([{ acknowledgedAt: clock.now(), comment: '已安抚' }]);
    expect(desk.ticket(ticketNumberSchema.parse('1'))).toMatchObject({
      ticket: 'A001',
      visits: [{ outcome: 'waiting' }],
    });
  });

  test('what waits for the disk is stored before an alert', () => {
    const { core, body, clock, journal } = branch();
    journal.diskRefuses = true;
    core.intake.accept([
      body('ticket.issued', issued('A001')),
      body('assistance.requested', { counter: '1', kind: 'manager' }),
    ]);
    clock.advance(500);
    journal.diskRefuses = false;
    clock.advance(5_000);
    const types = journal.events().map(({ type }) => type);
    expect(types.filter((type) => !type.startsWith('device.'))).toEqual([
      'day.opened',
      'ticket.issued',
      'wait.estimated',
      'assistance.requested',
      'alert.raised',
    ]);
  });

  test('a fault of it is logged once, and everything else goes on', () => {
    const { tell, clock, log, core, view, ...rest } = branch();
    rest.break(new Error('a fault'));
    clock.advance(5_000);
    expect(log.entries.filter(({ event }) => event === 'lobby.failed')).toHaveLength(1);
    tell('ticket.issued', issued('A001'));
    expect(core.waiting()).toHaveLength(1);
    rest.break(null);
    clock.advance(11 * MINUTE);
    expect(view().advice.length).toBeGreaterThan(0);
  });

  test('nothing is raised after it is stopped', () => {
    const { tell, clock, desk, journal } = branch();
    tell('ticket.issued', issued('A001'));
    desk.stop();
    clock.advance(60 * MINUTE);
    expect(journal.events().filter(({ type }) => type === 'alert.raised')).toEqual([]);
  });
});
