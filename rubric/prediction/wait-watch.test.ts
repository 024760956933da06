import { describe, expect, test } from 'vitest';
import type { EventBody } from '#contract/events.ts';
import { at, testHall } from '../hall/test-hall.ts';
import type { WaitSample } from './question.ts';
import type { CounterServices } from '../hall/queue.ts';
import { serviceRules } from './service-rules.ts';
import { createWaitWatch } from './wait-watch.ts';

const MINUTE = 60_000;

/** A hall whose every event is also told to a watch. */
function watchedHall(counters: readonly CounterServices[] = []) {
  const hall = testHall();
  const watch = createWaitWatch(serviceRules(counters));
  const samples: WaitSample[] = [];
  const tell = (time: string, type: EventBody['type'], fields: Record<string, unknown> = {}): void => {
    hall.tell(time, type, fields);
    samples.push(...watch.apply(hall.hall, hall.events.at(-1)!));
  };
  const queue = { service: 'personal', class: 'ordinary' };
  tell('8:00:00', 'day.opened', {
    date: '2026-11-30',
    timeZone: 'Asia/Shanghai',
    opensAt: at('9:00:00'),
    closesAt: at('17:00:00'),
    targets: {},
  });
  return {
    samples,
    tell,
    login: (time: string, counter = '1') => tell(time, 'counter.login', { counter, teller: 'k3x9q2m4' }),
    issue: (time: string, ticket: string, fields = {}) => tell(time, 'ticket.issued', { ticket, ...queue, ...fields }),
    call: (time: string, ticket: string, counter = '1') => tell(time, 'ticket.called', { ticket, counter }),
  };
}

describe('a watch over waits', () => {
  test('knows at the call who stood ahead and who of them was called first', () => {
    const hall = watchedHall();
    hall.login('8:50:00');
    hall.issue('9:00:00', 'A001');
    hall.call('9:00:10', 'A001');
    hall.issue('9:01:00', 'A002');
    hall.issue('9:02:00', 'V001', { class: 'gold' });
    hall.issue('9:03:00', 'A003');
    hall.call('9:05:00', 'V001');
    hall.call('9:09:00', 'A003');
    expect(hall.samples.map(({ calledAt, issuedAt }) => (calledAt - issuedAt) / MINUTE)).toEqual([1 / 6, 3, 6]);
    expect(hall.samples[0]).toMatchObject({ free: true, ahead: [], oldestAheadMs: 0, hour: 9, date: '2026-11-30' });
    expect(hall.samples[1]).toMatchObject({
      class: 'gold',
      free: false,
      ahead: [{ service: 'personal', class: 'ordinary', count: 1 }],
      calledBefore: [0],
    });
    expect(hall.samples[2]).toMatchObject({
      ahead: [
        { service: 'personal', class: 'ordinary', count: 1 },
        { service: 'personal', class: 'gold', count: 1 },
      ],
      // A002 has left, or was overtaken: nobody called it.
      calledBefore: [0, 1],
      oldestAheadMs: 2 * MINUTE,
    });
  });

  test('a busy hall with nobody waiting is not a free counter', () => {
    const hall = watchedHall();
    hall.issue('9:00:00', 'A001');
    hall.call('9:00:10', 'A001');
    hall.issue('9:01:00', 'A002');
    hall.call('9:04:00', 'A002');
    expect(hall.samples.map(({ free, ahead }) => [free, ahead])).toEqual([[false, []]]);
  });

  test('tickets taken while no counter is open, cancelled, left, or waiting while the clock is set teach nothing', () => {
    const hall = watchedHall();
    hall.issue('8:50:00', 'A001');
    hall.login('9:00:00');
    hall.call('9:00:10', 'A001');
    hall.issue('9:01:00', 'A002');
    hall.tell('9:02:00', 'ticket.cancelled', { ticket: 'A002' });
    hall.issue('9:03:00', 'A003');
    hall.tell('9:04:00', 'clock.stepped', { byMs: 3_600_000 });
    hall.call('10:05:00', 'A003');
    hall.issue('10:06:00', 'A004');
    hall.tell('18:00:00', 'day.closed', { date: '2026-11-30' });
    expect(hall.samples).toEqual([]);
  });

  test('calling again does not make a wait longer, and a no-show was called all the same', () => {
    const hall = watchedHall();
    hall.login('8:50:00');
    hall.issue('9:00:00', 'A001');
    hall.call('9:02:00', 'A001');
    hall.tell('9:04:00', 'ticket.recalled', { ticket: 'A001', counter: '1' });
    hall.tell('9:05:00', 'ticket.no-show', { ticket: 'A001', counter: '1' });
    expect(hall.samples.map(({ calledAt, issuedAt }) => calledAt - issuedAt)).toEqual([2 * MINUTE]);
  });

  test('who waits for counters that never take this service does not stand ahead', () => {
    const counters = [
      { id: '1', services: ['personal'] },
      { id: '2', services: ['corporate'] },
      { id: '3', services: ['wealth', 'personal'] },
    ];
    const hall = watchedHall(counters);
    hall.call('9:00:00', 'X001');
    hall.issue('9:01:00', 'B001', { service: 'corporate' });
    hall.issue('9:02:00', 'W001', { service: 'wealth' });
    hall.issue('9:03:00', 'A001');
    hall.call('9:10:00', 'A001');
    // Wealth shares counter 3 with personal; nothing of B001, for which no counter is open.
    expect(hall.samples.map(({ service, ahead }) => [service, ahead])).toEqual([
      ['personal', [{ service: 'wealth', class: 'ordinary', count: 1 }]],
    ]);
  });
});

describe('which counters take what', () => {
  const rules = serviceRules([{ id: '1', services: ['personal'] }, { id: '2' }]);

  test('a counter without a list takes everything, and so does one that is not on the site map', () => {
    const { hall, tell } = testHall();
    expect(rules.standing(hall, 'corporate')).toBe('closed');
    tell('9:00:00', 'counter.open', { counter: '1' });
    expect(rules.standing(hall, 'personal')).toBe('idle');
    expect(rules.standing(hall, 'corporate')).toBe('closed');
    tell('9:01:00', 'counter.open', { counter: '9' });
    expect(rules.standing(hall, 'corporate')).toBe('idle');
  });

  test('paused is not open, and one idle counter is enough', () => {
    const { hall, tell } = testHall();
    tell('9:00:00', 'counter.open', { counter: '2' });
    tell('9:01:00', 'counter.paused', { counter: '2' });
    expect(rules.standing(hall, 'corporate')).toBe('closed');
    tell('9:02:00', 'ticket.called', { counter: '2', ticket: 'A001' });
    expect(rules.standing(hall, 'personal')).toBe('busy');
    tell('9:03:00', 'counter.open', { counter: '1' });
    expect(rules.standing(hall, 'personal')).toBe('idle');
  });

  test('services share a counter where one takes both', () => {
    const separate = serviceRules([
      { id: '1', services: ['personal'] },
      { id: '2', services: ['corporate'] },
    ]);
    expect([rules.share('personal', 'corporate'), separate.share('personal', 'corporate')]).toEqual([true, false]);
    expect([separate.share('personal', 'personal'), serviceRules([]).share('a', 'b')]).toEqual([true, true]);
  });
});
