import { describe, expect, test } from 'vitest';
import { createHall } from '../hall/hall.ts';
import { at, testHall } from '../hall/test-hall.ts';
import { isAtWork, nextFor, pictureOf, queuesNow } from './picture.ts';
import { aCounter, aTicket } from './test-picture.ts';

const PLANS = [{ id: '2', services: ['corporate'] }, { id: '1' }];

describe('a picture of the hall', () => {
  test('shows who waits, longest first, and what every counter does, also one that nobody listed', () => {
    const bench = testHall();
    bench.open();
    bench.issue('9:00:00', 'A001');
    bench.issue('9:01:00', 'A002');
    bench.issue('9:02:00', 'A003', 'gold');
    bench.call('9:03:00', 'A001', '7');
    const picture = pictureOf(bench.hall, at('9:05:00'), PLANS);
    expect(picture.waiting).toEqual([
      { ticket: 'A002', service: 'personal', class: 'ordinary', ageMs: 240_000 },
      { ticket: 'A003', service: 'personal', class: 'gold', ageMs: 180_000 },
    ]);
    expect(picture.counters).toEqual([
      { counter: '2', services: ['corporate'], state: 'closed', forMs: 0, ticket: null, service: null },
      { counter: '1', services: null, state: 'closed', forMs: 0, ticket: null, service: null },
      { counter: '7', services: null, state: 'called', forMs: 120_000, ticket: 'A001', service: 'personal' },
    ]);
    expect(picture).toMatchObject({ isOpen: true, opensAt: at('9:00:00'), targets: { gold: 300_000 } });
    expect(picture.visits).toHaveLength(3);
  });

  test('a hall that was never opened, and one whose day is closed, are not open', () => {
    expect(pictureOf(createHall(), 0, PLANS)).toMatchObject({ isOpen: false, waiting: [], visits: [], targets: {} });
    const bench = testHall();
    bench.open();
    bench.issue('9:00:00', 'A001');
    bench.close('18:00:00');
    expect(pictureOf(bench.hall, at('18:00:00'), PLANS)).toMatchObject({ isOpen: false, waiting: [], visits: [] });
  });

  test('a clock set back makes nobody younger than new', () => {
    const bench = testHall();
    bench.open();
    bench.issue('9:00:00', 'A001');
    bench.call('9:00:00', 'A001', '1');
    bench.issue('9:00:00', 'A002');
    const picture = pictureOf(bench.hall, at('8:30:00'), PLANS);
    expect([...picture.waiting.map(({ ageMs }) => ageMs), ...picture.counters.map(({ forMs }) => forMs)]).toEqual([
      0, 0, 0,
    ]);
  });
});

describe('counters and queues', () => {
  test('a counter takes the oldest ticket of its services', () => {
    const waiting = [aTicket('A001', 9), aTicket('B001', 5)];
    expect(nextFor(aCounter('1', 'idle'), waiting)?.ticket).toBe('A001');
    expect(nextFor(aCounter('1', 'idle', 1, { services: ['corporate'] }), waiting)?.ticket).toBe('B001');
    expect(nextFor(aCounter('1', 'idle', 1, { services: ['wealth'] }), waiting)).toBeNull();
  });

  test('a counter that is idle for long although people wait for long is not attended', () => {
    const waiting = [aTicket('A001', 6)];
    expect(isAtWork(aCounter('1', 'idle', 6), waiting)).toBe(false);
    expect(isAtWork(aCounter('1', 'idle', 4), waiting)).toBe(true);
    expect(isAtWork(aCounter('1', 'idle', 60), [aTicket('A001', 1)])).toBe(true);
    expect(isAtWork(aCounter('1', 'idle', 60, { services: ['wealth'] }), waiting)).toBe(true);
    expect(isAtWork(aCounter('1', 'serving', 60), waiting)).toBe(true);
    expect(isAtWork(aCounter('1', 'paused', 1), waiting)).toBe(false);
  });

  test('queues are counted by service and class, the one with the longest wait first', () => {
    const queues = queuesNow([aTicket('B001', 9), aTicket('A001', 5), aTicket('B002', 1)]);
    expect(queues.map(({ service, waiting, longest }) => [service, waiting, longest.ticket])).toEqual([
      ['corporate', 2, 'B001'],
      ['personal', 1, 'A001'],
    ]);
  });
});
