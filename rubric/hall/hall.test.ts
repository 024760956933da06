import { describe, expect, test } from 'vitest';
import type { HallEvent } from '#contract/events.ts';
import { serviceOf } from '../metrics/service.ts';
import { firstWaitOf, visitWaitOf, waitOf } from '../metrics/wait.ts';
import { applyEvent, counterService, createHall, dayRecords, heldDays, skipEvent } from './hall.ts';
import { waitingTickets } from './live.ts';
import { at, TEST_DATE, testHall } from './test-hall.ts';

const MINUTE = 60_000;

function openHall() {
  const hall = testHall();
  hall.open();
  return hall;
}

describe('an ordinary visit', () => {
  test('goes from issue over call and start to finish', () => {
    const hall = openHall();
    hall.tell('9:00:00', 'counter.login', { counter: '1', teller: 'abc123' });
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.start('9:06:00', 'A001');
    hall.finish('9:10:00', 'A001');
    expect(hall.visit('A001')).toMatchObject({
      id: `${TEST_DATE}/A001/1`,
      leg: 1,
      service: 'personal',
      class: 'ordinary',
      date: TEST_DATE,
      issuedAt: at('9:00:00'),
      firstCalledAt: at('9:05:00'),
      lastCalledAt: at('9:05:00'),
      startedAt: at('9:06:00'),
      finishedAt: at('9:10:00'),
      startAtCall: false,
      counter: '1',
      teller: 'abc123',
      outcome: 'served',
      abandonReason: null,
      finishInferred: false,
      flags: [],
    });
  });

  test('begins its service at the last call when nobody reports a start', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.finish('9:10:00', 'A001');
    expect(hall.visit('A001')).toMatchObject({ startedAt: at('9:05:00'), startAtCall: true });
    expect(serviceOf(hall.visit('A001'))).toBe(5 * MINUTE);
  });

  test('keeps the first call when it is called again', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.tell('9:07:00', 'ticket.recalled', { ticket: 'A001', counter: '1' });
    hall.call('9:08:00', 'A001', '2');
    const visit = hall.visit('A001');
    expect([firstWaitOf(visit), waitOf(visit), visit.recalls]).toEqual([5 * MINUTE, 8 * MINUTE, 2]);
    expect(visit.counter).toBe('2');
    hall.finish('9:10:00', 'A001', '2');
    expect([counterService(hall.hall, '1'), counterService(hall.hall, '2')?.state]).toEqual([null, 'finished']);
  });

  test('does not move its call by a recall after the start', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.start('9:06:00', 'A001');
    hall.tell('9:07:00', 'ticket.recalled', { ticket: 'A001', counter: '1' });
    expect(hall.visit('A001')).toMatchObject({ lastCalledAt: at('9:05:00'), outcome: 'serving', recalls: 1 });
  });

  test('is closed by the next call, inferred, and then gives no service time', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.issue('9:00:30', 'A002');
    hall.call('9:05:00', 'A001');
    const change = hall.call('9:12:00', 'A002');
    expect(change.visits.map((visit) => visit.ticket).toSorted()).toEqual(['A001', 'A002']);
    const visit = hall.visit('A001');
    expect(visit).toMatchObject({ outcome: 'served', closedByNext: true, finishInferred: true });
    expect([waitOf(visit), serviceOf(visit)]).toEqual([5 * MINUTE, null]);
  });

  test('is closed by a log-out, inferred', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.tell('9:09:00', 'counter.logout', { counter: '1' });
    expect(hall.visit('A001')).toMatchObject({ outcome: 'served', closedByNext: false, finishInferred: true });
  });

  test.each(['before', 'after'])('takes a finish by next call that is told %s the call', (when) => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.issue('9:00:00', 'A002');
    hall.call('9:05:00', 'A001');
    const steps = [
      () =>
        hall.tell('9:12:00', 'ticket.finished', { ticket: 'A001', counter: '1', reason: 'next-call', inferred: true }),
      () => hall.call('9:12:00', 'A002'),
    ];
    const changes = (when === 'before' ? steps : steps.toReversed()).map((step) => step());
    expect(changes.flatMap((change) => change.anomalies)).toEqual([]);
    expect(hall.visit('A001')).toMatchObject({ closedByNext: true, finishInferred: true, finishedAt: at('9:12:00') });
  });
});

describe('no-show and cancellation', () => {
  test('a no-show is abandoned and frees the counter', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.tell('9:06:00', 'ticket.no-show', { ticket: 'A001', counter: '1' });
    expect(hall.visit('A001')).toMatchObject({ outcome: 'abandoned', abandonReason: 'no-show', noShows: 1 });
    expect(hall.hall.counters.get('1')?.state).toBe('idle');
    expect(counterService(hall.hall, '1')).toBeNull();
  });

  test('a no-show that is recalled is served after all, from the last call', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.tell('9:06:00', 'ticket.no-show', { ticket: 'A001', counter: '1' });
    hall.tell('9:20:00', 'ticket.recalled', { ticket: 'A001', counter: '2' });
    hall.finish('9:25:00', 'A001', '2');
    expect(hall.visit('A001')).toMatchObject({
      outcome: 'served',
      abandonReason: null,
      counter: '2',
      noShows: 1,
      recalls: 1,
      firstCalledAt: at('9:05:00'),
      lastCalledAt: at('9:20:00'),
      startedAt: at('9:20:00'),
    });
  });

  test('a late no-show corrects a service that only the next call made us believe in', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.issue('9:00:00', 'A002');
    hall.call('9:05:00', 'A001');
    hall.call('9:06:00', 'A002');
    hall.tell('9:06:05', 'ticket.no-show', { ticket: 'A001', counter: '1' });
    expect(hall.visit('A001')).toMatchObject({ outcome: 'abandoned', closedByNext: false, startedAt: null });
    expect(counterService(hall.hall, '1')).toMatchObject({ ticket: 'A002', state: 'called' });
  });

  test('a call of a ticket that only the next call made look served takes it up again', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.issue('9:00:00', 'A002');
    hall.call('9:05:00', 'A001');
    hall.call('9:06:00', 'A002');
    hall.call('9:20:00', 'A001', '2');
    expect(hall.visit('A001')).toMatchObject({
      outcome: 'called',
      firstCalledAt: at('9:05:00'),
      lastCalledAt: at('9:20:00'),
      startedAt: null,
      finishedAt: null,
      finishInferred: false,
      recalls: 1,
    });
  });

  test('a call of a ticket that was started is another visit, of which nobody saw the issue', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.issue('9:00:00', 'A002');
    hall.call('9:05:00', 'A001');
    hall.start('9:05:10', 'A001');
    hall.call('9:06:00', 'A002');
    hall.call('9:20:00', 'A001', '2');
    expect(hall.visits().map((visit) => [visit.id.slice(-6), visit.outcome, visit.flags])).toEqual([
      ['A001/1', 'served', []],
      ['A002/1', 'called', []],
      ['A001/2', 'called', ['unknown-ticket']],
    ]);
  });

  test('a reported service is not undone by a no-show', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.finish('9:10:00', 'A001');
    const change = hall.tell('9:11:00', 'ticket.no-show', { ticket: 'A001', counter: '1' });
    expect(change.anomalies).toEqual(['ticket-not-open']);
    expect(hall.visit('A001').outcome).toBe('served');
  });

  test('a cancelled ticket no longer waits', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.tell('9:04:00', 'ticket.cancelled', { ticket: 'A001' });
    expect(hall.visit('A001')).toMatchObject({ abandonReason: 'cancelled', finishedAt: at('9:04:00') });
    expect(waitingTickets(hall.hall)).toEqual([]);
  });
});

describe('transfer and hold', () => {
  test('a transfer opens a new leg with the same id that waits again', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.tell('9:08:00', 'ticket.transferred', { ticket: 'A001', counter: '1', toService: 'wealth' });
    expect(waitingTickets(hall.hall)).toMatchObject([{ ticket: 'A001', service: 'wealth', issuedAt: at('9:08:00') }]);
    hall.call('9:18:00', 'A001', '2');
    hall.finish('9:20:00', 'A001', '2');
    const [first, second] = [hall.visit('A001', 1), hall.visit('A001', 2)];
    expect(first).toMatchObject({ outcome: 'transferred', finishedAt: at('9:08:00'), finishInferred: false });
    expect(second).toMatchObject({ id: first.id, outcome: 'served', service: 'wealth', class: 'ordinary' });
    expect(visitWaitOf([first, second])).toBe(15 * MINUTE);
  });

  test('a transfer after the finish key carries the visit on', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.finish('9:07:00', 'A001');
    hall.tell('9:08:00', 'ticket.transferred', { ticket: 'A001', counter: '1' });
    expect(hall.visit('A001', 1)).toMatchObject({ outcome: 'transferred', finishedAt: at('9:07:00') });
    expect(hall.visit('A001', 2)).toMatchObject({ outcome: 'waiting', issuedAt: at('9:08:00') });
  });

  test('being served elsewhere without a transfer is a new leg with an unknown wait', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:05:00', 'A001');
    hall.start('9:05:10', 'A001');
    hall.call('9:15:00', 'A001', '2');
    expect(hall.visit('A001', 1)).toMatchObject({ outcome: 'transferred', finishInferred: true });
    expect(hall.visit('A001', 2)).toMatchObject({ issuedAt: null, counter: '2', flags: ['moved'] });
    expect(waitOf(hall.visit('A001', 2))).toBeNull();
  });

  test('time on hold is kept apart from service', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.issue('9:00:00', 'A002');
    hall.call('9:05:00', 'A001');
    hall.tell('9:06:00', 'ticket.suspended', { ticket: 'A001', counter: '1' });
    expect(hall.hall.counters.get('1')?.state).toBe('idle');
    hall.call('9:07:00', 'A002');
    hall.finish('9:10:00', 'A002');
    hall.tell('9:11:00', 'ticket.resumed', { ticket: 'A001', counter: '1' });
    expect(counterService(hall.hall, '1')).toMatchObject({ ticket: 'A001', state: 'serving' });
    hall.finish('9:13:00', 'A001');
    expect(hall.visit('A001')).toMatchObject({ outcome: 'served', heldMs: 5 * MINUTE, finishedAt: at('9:13:00') });
    expect(serviceOf(hall.visit('A001'))).toBe(3 * MINUTE);
  });
});

describe('what does not fit', () => {
  test('an unknown ticket is a visit without a wait', () => {
    const hall = openHall();
    hall.call('9:05:00', 'A099');
    expect(hall.visit('A099')).toMatchObject({ issuedAt: null, service: 'unknown', flags: ['unknown-ticket'] });
    expect(waitOf(hall.visit('A099'))).toBeNull();
  });

  test('a ticket whose print job arrives after its call is the same visit', () => {
    const hall = openHall();
    hall.call('9:05:00', 'A001');
    hall.issue('9:04:58', 'A001');
    expect(hall.visit('A001')).toMatchObject({ issuedAt: at('9:04:58'), service: 'personal', outcome: 'called' });
    expect(waitingTickets(hall.hall)).toEqual([]);
  });

  test('an ambiguous call is a service without a wait, and its candidates go on waiting', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.issue('9:01:00', 'B001');
    hall.tell('9:05:00', 'ticket.called', { ticket: 'A001', counter: '1', candidates: ['A001', 'B001'] });
    hall.finish('9:08:00', 'A001');
    expect(waitingTickets(hall.hall).map((each) => each.ticket)).toEqual(['A001', 'B001']);
    const called = hall.visits().filter((visit) => visit.ambiguous);
    expect(called).toMatchObject([
      { id: `${TEST_DATE}/A001/2`, outcome: 'served', issuedAt: null, flags: ['ambiguous-ticket'] },
    ]);
    hall.call('9:10:00', 'A001', '2');
    const clear = hall.visits().find((visit) => visit.id.endsWith('/A001/1'))!;
    expect(waitOf(clear)).toBe(10 * MINUTE);
  });

  test('a number printed again while open means the newer ticket, and the older is closed with the day', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.issue('10:00:00', 'A001');
    hall.call('10:05:00', 'A001');
    hall.finish('10:10:00', 'A001');
    hall.close('18:00:00');
    expect(hall.visits()).toMatchObject([
      { id: `${TEST_DATE}/A001/1`, outcome: 'abandoned', abandonReason: 'reset-at-close', flags: [] },
      { id: `${TEST_DATE}/A001/2`, outcome: 'served', flags: ['reissued'] },
    ]);
    expect(waitOf(hall.visits()[1]!)).toBe(5 * MINUTE);
  });

  test('a number that restarts after it was served is the nth ticket without a flag', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:01:00', 'A001');
    hall.finish('9:02:00', 'A001');
    hall.issue('10:00:00', 'A001');
    expect(hall.visits().map((visit) => [visit.id, visit.flags])).toEqual([
      [`${TEST_DATE}/A001/1`, []],
      [`${TEST_DATE}/A001/2`, []],
    ]);
  });

  test('a start of a waiting ticket is a call that was missed', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.start('9:05:00', 'A001');
    expect(hall.visit('A001')).toMatchObject({ lastCalledAt: at('9:05:00'), flags: ['call-missed'] });
  });

  test('times against the order never make a negative duration', () => {
    const hall = openHall();
    hall.issue('9:05:00', 'A001');
    hall.call('9:04:00', 'A001');
    hall.finish('9:03:00', 'A001');
    const visit = hall.visit('A001');
    expect([waitOf(visit), serviceOf(visit), visit.flags]).toEqual([0, 0, ['time-order']]);
  });

  test.each(['ticket.finished', 'ticket.no-show', 'ticket.suspended', 'ticket.resumed'])(
    '%s of a ticket nobody knows is a counted anomaly',
    (type) => {
      const hall = openHall();
      const reason = type === 'ticket.finished' ? { reason: 'key' } : {};
      expect(hall.tell('9:00:00', type, { ticket: 'A001', counter: '1', ...reason }).anomalies).toEqual([
        'ticket-not-open',
      ]);
      expect(hall.hall.anomalies.get('ticket-not-open')).toBe(1);
      expect(hall.visits()).toEqual([]);
    },
  );

  test('a type from a newer agent changes nothing but the position', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    const before = JSON.stringify(hall.visits());
    const unknown = { seq: 3, at: at('9:01:00'), type: 'queue.split', src: 'agent' } as unknown as HallEvent;
    expect(applyEvent(hall.hall, unknown).anomalies).toEqual(['unknown-event']);
    skipEvent(hall.hall, 4);
    expect([JSON.stringify(hall.visits()), hall.hall.upto]).toEqual([before, 4]);
    expect(hall.hall.anomalies.get('unknown-event')).toBe(2);
  });
});

describe('the business day', () => {
  test('opens as a checkpoint when no other day is open', () => {
    const hall = testHall();
    expect(hall.open()).toMatchObject({ checkpoint: true, opened: TEST_DATE });
    expect(dayRecords(hall.hall, TEST_DATE)).toMatchObject({ closed: false, targets: { gold: 300_000 }, visits: [] });
  });

  test('closes: who waits or was called leaves at the reset, an open service ends inferred', () => {
    const hall = openHall();
    for (const ticket of ['A001', 'A002', 'A003', 'A004']) hall.issue('16:00:00', ticket);
    hall.call('16:30:00', 'A001', '1');
    hall.call('16:30:00', 'A002', '2');
    hall.start('16:31:00', 'A002', '2');
    hall.call('16:30:00', 'A004', '3');
    hall.tell('16:32:00', 'ticket.suspended', { ticket: 'A004', counter: '3' });
    const change = hall.close('18:00:00');
    expect(change.closed).toBe(TEST_DATE);
    expect(change.visits).toHaveLength(4);
    const reset = { outcome: 'abandoned', abandonReason: 'reset-at-close', finishedAt: at('18:00:00') };
    expect(hall.visit('A001')).toMatchObject(reset);
    expect(hall.visit('A003')).toMatchObject(reset);
    const served = { outcome: 'served', finishInferred: true, finishedAt: at('18:00:00') };
    expect(hall.visit('A002')).toMatchObject(served);
    expect(hall.visit('A004')).toMatchObject(served);
    expect([...hall.hall.counters.values()].map((counter) => counter.state)).toEqual(['closed', 'closed', 'closed']);
    expect(heldDays(hall.hall)).toEqual([{ date: TEST_DATE, closed: true }]);
  });

  test('a day that runs past midnight keeps its tickets beside the next day', () => {
    const hall = openHall();
    hall.issue('23:50:00', 'A001');
    hall.call('23:55:00', 'A001');
    expect(hall.open('2026-12-01', '24:01:00')).toMatchObject({ checkpoint: false, opened: '2026-12-01' });
    hall.issue('24:02:00', 'A001');
    hall.finish('24:03:00', 'A001');
    hall.close('24:04:00');
    expect(hall.visits().map((visit) => [visit.id, visit.outcome])).toEqual([
      [`${TEST_DATE}/A001/1`, 'served'],
      ['2026-12-01/A001/1', 'waiting'],
    ]);
    expect(waitingTickets(hall.hall)).toHaveLength(1);
    hall.close('41:00:00', '2026-12-01');
    expect(hall.open('2026-12-02', '56:00:00').checkpoint).toBe(true);
    expect(hall.visits()).toEqual([]);
  });

  test('takes up what came before it was opened', () => {
    const hall = testHall();
    hall.open('2026-11-29', '-16:00:00');
    hall.close('-7:00:00', '2026-11-29');
    hall.issue('7:59:00', 'A001');
    expect(hall.visit('A001')).toMatchObject({ date: TEST_DATE });
    expect(hall.open()).toMatchObject({ checkpoint: false, opened: TEST_DATE });
    hall.call('8:10:00', 'A001');
    expect(hall.visit('A001')).toMatchObject({ outcome: 'called', id: `${TEST_DATE}/A001/1` });
  });

  test('opened again after its close goes on counting, so that no visit id comes twice', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    hall.close('18:00:00');
    expect(hall.open(TEST_DATE, '18:30:00')).toMatchObject({ checkpoint: false, anomalies: ['day-reopened'] });
    hall.issue('18:31:00', 'A001');
    expect(hall.visits().map((visit) => visit.id)).toEqual([`${TEST_DATE}/A001/1`, `${TEST_DATE}/A001/2`]);
  });

  test('left open for longer than a day is closed by the next opening, and said so', () => {
    const hall = openHall();
    hall.issue('9:00:00', 'A001');
    const change = hall.open('2026-12-02', '56:00:00');
    expect(change).toMatchObject({ checkpoint: true, anomalies: ['day-left-open'] });
    expect(change.visits).toMatchObject([{ ticket: 'A001', abandonReason: 'reset-at-close' }]);
  });

  test('closed without being open is an anomaly', () => {
    expect(testHall().close('9:00:00').anomalies).toEqual(['day-not-open']);
  });

  test('a time zone that this machine does not know is taken as UTC and said so', () => {
    const hall = testHall();
    const change = hall.tell('8:00:00', 'day.opened', {
      date: TEST_DATE,
      timeZone: 'Mars/Olympus',
      opensAt: at('9:00:00'),
      closesAt: at('17:00:00'),
      targets: {},
    });
    expect(change.anomalies).toEqual(['unknown-time-zone']);
    expect(dayRecords(hall.hall, TEST_DATE)).toMatchObject({ timeZone: 'UTC' });
  });

  test('a hall that nobody opened still keeps its tickets', () => {
    const hall = createHall();
    applyEvent(hall, {
      seq: 1,
      at: Date.parse('2026-11-30T10:00:00Z'),
      type: 'counter.open',
      src: 'bus',
      counter: '1',
    } as HallEvent);
    expect(counterService(hall, '1')).toBeNull();
    expect(counterService(hall, '2')).toBeNull();
    expect(dayRecords(hall, TEST_DATE)).toBeNull();
  });
});

describe('what the hall told a ticket', () => {
  const estimate = { pointMs: 480_000, lowMs: 300_000, highMs: 720_000 };
  const told = (fields: Record<string, unknown>) => ({
    ticket: 'A001',
    service: 'personal',
    class: 'ordinary',
    ahead: 3,
    model: 'place-1',
    ...fields,
  });

  test('stays with its visit, and the first word counts', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    expect(hall.tell('9:00:00', 'wait.estimated', told({ estimate })).visits).toHaveLength(1);
    hall.tell('9:05:00', 'wait.estimated', told({ estimate: null, reason: 'no-counter' }));
    hall.call('9:06:00', 'A001');
    expect(hall.visit('A001')).toMatchObject({ estimate, estimateReason: null });
  });

  test('can be that it does not know, with the reason', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    hall.tell('9:00:00', 'wait.estimated', told({ estimate: null, reason: 'little-data' }));
    expect(hall.visit('A001')).toMatchObject({ estimate: null, estimateReason: 'little-data' });
  });

  test('a ticket that does not wait is told nothing', () => {
    const hall = testHall();
    hall.open();
    hall.issue('9:00:00', 'A001');
    hall.call('9:01:00', 'A001');
    expect(hall.tell('9:02:00', 'wait.estimated', told({ estimate })).anomalies).toEqual(['ticket-not-open']);
    expect(hall.tell('9:02:00', 'wait.estimated', told({ ticket: 'B001', estimate })).anomalies).toHaveLength(1);
    expect(hall.visit('A001')).toMatchObject({ estimate: null, estimateReason: null });
  });
});
