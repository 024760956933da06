import { describe, expect, test } from 'vitest';
import { erlangA, erlangC, waitOverProbability } from './erlang.ts';

const MINUTES_PER_HOUR = 60;

/** Vectors T-Q of the measuring definitions. */
describe('Erlang C', () => {
  test.each([
    [20, 6, 4, 0.65772, 9.866, 0.3377],
    [30, 10, 4, 0.50943, 3.057, 0.0962],
    [54, 12, 5, 0.76249, 7.625, 0.2805],
  ])('λ %d/h, μ %d/h, %d counters: C %d, mean wait %d min, P(W > 10 min) %d', (...row) => {
    const [arrivalsPerHour, servicesPerHour, counters, waitProbability, meanWaitMin, overTen] = row;
    const load = { arrivalsPerHour, servicesPerHour, counters };
    const queue = erlangC(load)!;
    expect(queue.waitProbability).toBeCloseTo(waitProbability, 5);
    expect(queue.meanWaitHours * MINUTES_PER_HOUR).toBeCloseTo(meanWaitMin, 3);
    expect(waitOverProbability(load, 10 / MINUTES_PER_HOUR)).toBeCloseTo(overTen, 4);
  });

  test('one counter is the M/M/1 queue: ρ and ρ/(μ − λ)', () => {
    const queue = erlangC({ arrivalsPerHour: 3, servicesPerHour: 4, counters: 1 })!;
    expect(queue.waitProbability).toBeCloseTo(0.75, 12);
    expect(queue.meanWaitHours).toBeCloseTo(0.75, 12);
  });

  test('more arrivals than can be served have no steady state', () => {
    const load = { arrivalsPerHour: 24, servicesPerHour: 6, counters: 4 };
    expect(erlangC(load)).toBeNull();
    expect(waitOverProbability(load, 1)).toBeNull();
  });

  test('nobody comes, nobody waits', () => {
    expect(erlangC({ arrivalsPerHour: 0, servicesPerHour: 6, counters: 2 })).toEqual({
      waitProbability: 0,
      meanWaitHours: 0,
    });
  });
});

describe('Erlang A', () => {
  test('λ 20/h, μ 6/h, 4 counters, leaving 2/h: the published figures', () => {
    const queue = erlangA({ arrivalsPerHour: 20, servicesPerHour: 6, counters: 4 }, 2);
    expect(queue.waitProbability).toBeCloseTo(0.50608, 5);
    expect(queue.abandonProbability).toBeCloseTo(0.08861, 5);
    expect(queue.meanWaiting).toBeCloseTo(0.88609, 5);
    expect(queue.meanQueueHours).toBeCloseTo(0.0443, 4);
  });

  test('people of endless patience are those of Erlang C', () => {
    const load = { arrivalsPerHour: 20, servicesPerHour: 6, counters: 4 };
    expect(erlangA(load, 1e-9).meanQueueHours).toBeCloseTo(erlangC(load)!.meanWaitHours, 6);
  });

  test('an overloaded hall has a steady state, because people leave', () => {
    const { abandonProbability } = erlangA({ arrivalsPerHour: 60, servicesPerHour: 6, counters: 4 }, 2);
    expect(abandonProbability).toBeCloseTo(0.6, 2);
  });

  test('forty counters and a hundred people on their way are no trouble, nor is an empty street', () => {
    expect(erlangA({ arrivalsPerHour: 400, servicesPerHour: 12, counters: 40 }, 1).waitProbability).toBeLessThan(0.5);
    expect(erlangA({ arrivalsPerHour: 0, servicesPerHour: 12, counters: 40 }, 1)).toMatchObject({ waitProbability: 0 });
  });
});
