import { describe, expect, test } from 'vitest';
import { eventBodySchema, type HallEvent } from '#contract/events.ts';
import type { ScreenHealth } from '#contract/lobby-view.ts';
import type { DeviceHealth } from '#contract/status.ts';
import { aVisit } from '../metrics/test-visit.ts';
import { alertKey, alertOfEvent, alertsDue, type AlertFacts } from './alerts.ts';
import { aCounter, aPicture, aTicket, MINUTE, NOW, thresholds, tickets } from './test-picture.ts';

type Given = Partial<Omit<AlertFacts, 'picture'>> & { readonly hall?: Parameters<typeof aPicture>[0] };

function due({ hall = {}, ...facts }: Given) {
  const alerts = alertsDue({ picture: aPicture(hall), thresholds: thresholds(), devices: [], screens: [], ...facts });
  for (const about of alerts) {
    eventBodySchema.parse({ type: 'alert.raised', at: 0, src: 'agent', alert: 'a', ...about });
  }
  expect(new Set(alerts.map(alertKey)).size).toBe(alerts.length);
  return alerts;
}

const kinds = (given: Given) => due(given).map(({ kind }) => kind);
const QUIET = thresholds({ stalledMinutes: 0 });

describe('queues', () => {
  test('are too long above their limit, not at it', () => {
    expect(kinds({ hall: { waiting: tickets(15, 1) } })).toEqual([]);
    expect(due({ hall: { waiting: tickets(16, 1) } })).toEqual([
      {
        kind: 'queue-long',
        service: 'personal',
        class: 'ordinary',
        value: 16,
        limit: 15,
        detail: '16 wait for personal/ordinary, limit 15',
      },
    ]);
  });

  test('wait too long beyond their limit; one alert names the longest', () => {
    const hall = { waiting: [aTicket('V001', 6), aTicket('V002', 5.5), aTicket('A001', 10)] };
    expect(due({ hall, thresholds: QUIET })).toEqual([
      {
        kind: 'wait-over',
        service: 'wealth',
        class: 'gold',
        ticket: 'V001',
        value: 360_000,
        limit: 300_000,
        detail: 'V001 has waited 6 min for wealth/gold, limit 5',
      },
    ]);
  });

  test('own limits of a queue replace the general ones, 0 is no limit', () => {
    const queues = [{ service: 'personal', waiting: 2, waitMinutes: 0 }];
    const hall = { waiting: tickets(3, 60) };
    expect(kinds({ hall, thresholds: thresholds({ stalledMinutes: 0, queues }) })).toEqual(['queue-long']);
  });
});

describe('a service is stalled', () => {
  const waiting = [aTicket('A001', 11)];
  const limits = thresholds({ queues: [{ service: 'personal', waitMinutes: 0 }] });
  const calledAgo = (minutes: number, service = 'personal') => [
    aVisit({ service, lastCalledAt: NOW - minutes * MINUTE, finishedAt: NOW - minutes * MINUTE }),
  ];

  test.each([
    ['a counter is open for longer, nobody was called', { counters: [aCounter('1', 'idle', 11)] }, 1],
    ['as long as the limit is not too long', { counters: [aCounter('1', 'idle', 10)] }, 0],
    ['somebody was called', { counters: [aCounter('1', 'idle', 11)], visits: calledAgo(9) }, 0],
    ['somebody was called longer ago', { counters: [aCounter('1', 'idle', 20)], visits: calledAgo(10.5) }, 1],
    ['another service was called', { counters: [aCounter('1', 'idle', 11)], visits: calledAgo(1, 'wealth') }, 1],
    ['no counter is open', { counters: [aCounter('1', 'closed', 60), aCounter('2', 'paused', 60)] }, 0],
    ['no open counter takes it', { counters: [aCounter('1', 'idle', 60, { services: ['wealth'] })] }, 0],
    ['the counter has just opened', { counters: [aCounter('1', 'idle', 2)] }, 0],
    ['the hall has just opened', { counters: [aCounter('1', 'idle', 60)], opensAt: NOW - 5 * MINUTE }, 0],
    ['the hall opens later', { counters: [aCounter('1', 'idle', 60)], opensAt: NOW + 5 * MINUTE }, 0],
    ['nobody has waited so long', { counters: [aCounter('1', 'idle', 60)], waiting: [aTicket('A001', 9)] }, 0],
    ['nobody waits', { counters: [aCounter('1', 'idle', 60)], waiting: [] }, 0],
  ])('%s', (_why, fields, expected) => {
    const alerts = due({ hall: { waiting, ...fields }, thresholds: limits });
    expect(alerts.map(({ kind }) => kind)).toEqual(expected === 1 ? ['queue-stalled'] : []);
  });

  test('it says for how long', () => {
    const hall = { waiting, counters: [aCounter('1', 'idle', 30)], visits: calledAgo(10.5) };
    expect(due({ hall, thresholds: limits })).toMatchObject([
      { service: 'personal', value: 10.5 * MINUTE, limit: 10 * MINUTE },
    ]);
  });
});

describe('devices and screens', () => {
  const device = (port: string, state: DeviceHealth['state'], reason = ''): DeviceHealth => ({
    port,
    profile: 'ff68-bus',
    state,
    reason,
    lastByteAt: null,
    bytes: 0,
    messages: 0,
    discardedBytes: 0,
  });
  const screen = (name: string, state: ScreenHealth['state'], role: ScreenHealth['role'] = 'kiosk'): ScreenHealth => ({
    screen: name,
    role,
    state,
    lastSeenAt: 0,
    pending: 0,
    refused: 0,
  });

  test('those that are down or silent, by name', () => {
    const devices = [
      device('bus', 'backing-off', `Not found: ${'x'.repeat(300)}`),
      device('strip', 'running'),
      device('keypad', 'disabled'),
      device('printer', 'opening'),
    ];
    const alerts = due({ devices, screens: [screen('east', 'silent'), screen('west', 'alive')] });
    expect(alerts.map((about) => about.device)).toEqual(['bus', 'keypad', 'kiosk-east']);
    expect(alerts.map(({ detail }) => detail.length <= 200)).toEqual([true, true, true]);
  });

  test('two screens of one name are two troubles, and the only one of its role goes by its role', () => {
    const screens = [screen('east', 'silent'), screen('east', 'silent', 'display'), screen('lobby', 'silent', 'lobby')];
    const alerts = due({ screens });
    expect(alerts.map((about) => about.device)).toEqual(['kiosk-east', 'display-east', 'lobby']);
  });

  test('nothing is due while no day is open', () => {
    const hall = { isOpen: false, waiting: tickets(200, 90) };
    expect(kinds({ hall, devices: [device('bus', 'backing-off')] })).toEqual([]);
  });
});

test('200 tickets at 40 counters are one long queue with one long wait', () => {
  const counters = Array.from({ length: 40 }, (_, n) => aCounter(String(n), 'serving', 3));
  expect(kinds({ hall: { waiting: tickets(200, 90), counters } })).toEqual(['queue-long', 'wait-over']);
});

describe('single events', () => {
  const told = (body: object, lowRating = 1, isCounted = true) => {
    const event = { ...eventBodySchema.parse({ at: 5, src: 'test', ...body }), seq: 1 } as HallEvent;
    return alertOfEvent(event, thresholds({ lowRating }), () => isCounted);
  };
  const rated = (level: number, scale: number) => ({
    type: 'rating.given',
    rating: 'tap-00000001',
    channel: 'kiosk',
    level,
    scale,
  });

  test.each([
    [1, 4, 1, true],
    [2, 4, 1, false],
    [2, 4, 2, true],
    [2, 5, 1, true],
    [1, 3, 1, true],
    [1, 4, 0, false],
  ])('level %d of %d with threshold %d: %s', (level, scale, threshold, isTold) => {
    expect(told(rated(level, scale), threshold) !== null).toBe(isTold);
  });

  test('a low rating says where, and one that the rules set aside says nothing', () => {
    expect(told({ ...rated(1, 4), counter: '3', ticket: 'A001' })).toEqual({
      kind: 'low-rating',
      counter: '3',
      ticket: 'A001',
      value: 1,
      limit: 1,
      detail: 'Rated 1 of 4 at counter 3',
    });
    expect(told(rated(1, 4), 1, false)).toBeNull();
  });

  test('a teller asks for help, paper runs out', () => {
    expect(told({ type: 'assistance.requested', counter: '2', kind: 'manager' })).toMatchObject({
      kind: 'assistance',
      counter: '2',
      value: 2,
    });
    expect(told({ type: 'device.paper-low', device: 'printer' })).toMatchObject({ kind: 'paper', value: 1 });
    expect(told({ type: 'device.paper-out', device: 'printer' })).toMatchObject({ kind: 'paper', value: 0 });
    expect(told({ type: 'day.closed', date: '2026-11-30' })).toBeNull();
  });
});
