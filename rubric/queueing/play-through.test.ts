import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mean, standardDeviation } from '../statistics/summary.ts';
import { erlangC, waitOverProbability } from './erlang.ts';
import { affordableRuns, playedWaits, playThrough, type HallLoad, type PlayCounter } from './play-through.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const HALF_HOUR = { horizonMs: 30 * MINUTE, runs: 50, seed: 1 };
const QUEUE = { service: 'personal', class: 'ordinary' };
const FREE: PlayCounter = { services: null, busyForMs: null };

function aLoad(fields: Partial<HallLoad> = {}): HallLoad {
  return {
    waiting: [],
    arrivals: [],
    doorsMs: HOUR,
    services: [{ service: 'personal', durationMs: 3 * MINUTE }],
    changeoverMs: 0,
    ...fields,
  };
}

const waitingFor = (...agesMs: number[]) => agesMs.map((ageMs) => ({ ...QUEUE, ageMs }));
const places = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const free = (count: number): PlayCounter[] => places(count).map(() => FREE);

describe('what can be told by hand', () => {
  const p90Of = (hall: HallLoad, counters: readonly PlayCounter[]) =>
    playThrough(hall, counters, [places(counters.length)], HALF_HOUR)![0]!.p90Ms;

  test('a free counter calls who waits at once: the wait so far', () => {
    expect(p90Of(aLoad({ waiting: waitingFor(90_000) }), free(1))).toBe(90_000);
  });

  test('one counter takes them oldest first, a service and a changeover apart', () => {
    const hall = aLoad({ waiting: waitingFor(0, 60_000, 30_000), changeoverMs: 10_000 });
    const [queues] = playedWaits(hall, free(1), [[0]], { ...HALF_HOUR, runs: 1 })!;
    // Called now, in 190 s and in 380 s.
    expect(queues![0]!.waitsMs).toEqual([60_000, 220_000, 380_000]);
  });

  test('a service that runs already takes the rest of an observed one', () => {
    const busy: PlayCounter = { services: null, busyForMs: 2 * MINUTE };
    expect(p90Of(aLoad({ waiting: waitingFor(0) }), [busy])).toBe(MINUTE);
  });

  test('a service longer than all observed ones takes as long again as one of them', () => {
    const busy: PlayCounter = { services: null, busyForMs: 20 * MINUTE };
    expect(p90Of(aLoad({ waiting: waitingFor(0) }), [busy])).toBe(3 * MINUTE);
  });

  test('the clock was set back: a ticket from the future has waited no time', () => {
    expect(p90Of(aLoad({ waiting: waitingFor(-60_000) }), free(1))).toBe(0);
  });

  test('nobody comes after the doors are closed', () => {
    const hall = aLoad({ arrivals: [{ ...QUEUE, perHour: 60 }], doorsMs: 0 });
    expect(p90Of(hall, free(1))).toBeNull();
  });

  test('a counter with few services is used before one that takes all', () => {
    const waiting = [
      { service: 'personal', class: 'ordinary', ageMs: 2_000 },
      { service: 'corporate', class: 'ordinary', ageMs: 1_000 },
    ];
    const counters: PlayCounter[] = [FREE, { services: ['personal'], busyForMs: null }];
    expect(p90Of(aLoad({ waiting }), counters)).toBe(2_000);
  });

  test('a queue that no open counter takes has no percentile, and counts as waiting to the end of the horizon', () => {
    const hall = aLoad({ waiting: [{ service: 'corporate', class: 'ordinary', ageMs: MINUTE }] });
    const [closed, open] = playThrough(hall, [{ services: ['personal'], busyForMs: null }, FREE], [[0], [0, 1]], {
      ...HALF_HOUR,
      runs: 2,
    })!;
    const queue = { service: 'corporate', class: 'ordinary' };
    expect(closed).toEqual({ p90Ms: 31 * MINUTE, queues: [{ ...queue, p90Ms: null, joinP90Ms: null }] });
    expect(open!.queues[0]!.p90Ms).toBe(MINUTE);
  });

  test('who joins now stands behind all who wait, and ahead of all who come later', () => {
    const hall = aLoad({ waiting: waitingFor(60_000, 30_000), arrivals: [{ ...QUEUE, perHour: 600 }] });
    const joining = (counters: number) =>
      playThrough(hall, free(counters), [places(counters)], HALF_HOUR)![0]!.queues[0]!.joinP90Ms;
    expect([1, 2, 3].map(joining)).toEqual([6 * MINUTE, 3 * MINUTE, 0]);
    const nobodyElse = aLoad({ waiting: waitingFor(60_000) });
    expect(playThrough(nobodyElse, free(1), [[0]], HALF_HOUR)![0]!.queues[0]!.joinP90Ms).toBe(3 * MINUTE);
  });

  test('without a single service there is no answer, however many wait', () => {
    const hall = aLoad({ waiting: waitingFor(...places(200).map((n) => n * 1_000)), services: [] });
    expect(playThrough(hall, free(40), [places(40)], HALF_HOUR)).toBeNull();
  });
});

/** Quantiles of the exponential distribution: drawing from them is drawing from it. */
function exponentialServices(meanMs: number) {
  return Array.from({ length: 4_000 }, (_, i) => ({
    service: 'personal',
    durationMs: -Math.log(1 - (i + 0.5) / 4_000) * meanMs,
  }));
}

describe('a long day comes to the steady state of Erlang C', () => {
  // 30 runs of 400 hours each, started empty: between 240,000 and 650,000 people per row. Tolerance: 4 standard
  // errors of the mean over the runs, which themselves must be below 4 % of the figure.
  test.each([
    [20, 6, 4],
    [30, 10, 4],
    [54, 12, 5],
  ])('λ %d/h, μ %d/h, %d counters', (arrivalsPerHour, servicesPerHour, counters) => {
    const load = { arrivalsPerHour, servicesPerHour, counters };
    const hall = aLoad({
      arrivals: [{ ...QUEUE, perHour: arrivalsPerHour }],
      doorsMs: Infinity,
      services: exponentialServices(HOUR / servicesPerHour),
    });
    const byRun = Array.from({ length: 30 }, (_, seed) => {
      const options = { horizonMs: 400 * HOUR, runs: 1, seed };
      return playedWaits(hall, free(counters), [places(counters)], options)![0]![0]!.waitsMs;
    });
    const share = (waits: readonly number[], overMs: number) => waits.filter((w) => w > overMs).length / waits.length;
    const agrees = (sample: readonly number[], truth: number): void => {
      const error = standardDeviation(sample)! / Math.sqrt(sample.length);
      expect(error / truth).toBeLessThan(0.04);
      expect(Math.abs(mean(sample)! - truth)).toBeLessThan(4 * error);
    };
    const { waitProbability, meanWaitHours } = erlangC(load)!;
    agrees(
      byRun.map((waits) => mean(waits)!),
      meanWaitHours * HOUR,
    );
    agrees(
      byRun.map((waits) => share(waits, 0)),
      waitProbability,
    );
    agrees(
      byRun.map((waits) => share(waits, 10 * MINUTE)),
      waitOverProbability(load, 1 / 6)!,
    );
  });
});

const anAge = fc.integer({ min: 0, max: HOUR });
const aHall = fc.record({
  waiting: fc.array(anAge, { maxLength: 60 }).map((ages) => waitingFor(...ages)),
  arrivals: fc.integer({ min: 0, max: 80 }).map((perHour) => [{ ...QUEUE, perHour }]),
  doorsMs: fc.integer({ min: 0, max: HOUR }),
  services: fc
    .array(fc.integer({ min: 0, max: 30 * MINUTE }), { minLength: 1, maxLength: 30 })
    .map((durations) => durations.map((durationMs) => ({ service: 'personal', durationMs }))),
  changeoverMs: fc.integer({ min: 0, max: MINUTE }),
});
const someCounters = fc
  .array(fc.option(anAge), { minLength: 1, maxLength: 12 })
  .map((busy) => busy.map((busyForMs): PlayCounter => ({ services: null, busyForMs })));

describe('plans on the same people', () => {
  test('one more counter makes nobody wait longer, in no run', () => {
    fc.assert(
      fc.property(aHall, someCounters, fc.integer(), (hall, counters, seed) => {
        const all = [...counters, FREE];
        const plans = [places(counters.length), places(all.length)];
        const [fewer, more] = playedWaits(hall, all, plans, { horizonMs: 30 * MINUTE, runs: 3, seed })!;
        fewer!.forEach(({ waitsMs }, queue) =>
          waitsMs.forEach((wait, person) => expect(more![queue]!.waitsMs[person]).toBeLessThanOrEqual(wait)),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('the same hall and seed give the same bytes, another seed gives others', () => {
    const hall = aLoad({
      waiting: waitingFor(10_000, 400_000),
      arrivals: [{ ...QUEUE, perHour: 40 }],
      services: [2, 3, 5, 9].map((minutes) => ({ service: 'personal', durationMs: minutes * MINUTE })),
    });
    const played = (seed: number) => JSON.stringify(playThrough(hall, free(2), [[0], [0, 1]], { ...HALF_HOUR, seed }));
    expect(played(7)).toBe(played(7));
    expect(played(8)).not.toBe(played(7));
  });

  test('a service is drawn from its own kind where there are enough, else from all', () => {
    const services = [
      ...places(10).map(() => ({ service: 'personal', durationMs: MINUTE })),
      ...places(9).map(() => ({ service: 'corporate', durationMs: 20 * MINUTE })),
    ];
    const second = (service: string) => {
      const waiting = [0, 1].map(() => ({ service, class: 'ordinary', ageMs: 0 }));
      return playThrough(aLoad({ waiting, services }), free(1), [[0]], { ...HALF_HOUR, runs: 400 })![0]!.p90Ms;
    };
    expect(second('personal')).toBe(MINUTE);
    expect(second('corporate')).toBeGreaterThan(MINUTE);
  });
});

test('a small hall gets all its runs, a full one as many as it may cost, an endless one still one', () => {
  const arrivals = [{ ...QUEUE, perHour: 60 }];
  expect(affordableRuns(aLoad({ arrivals }), 30 * MINUTE, 200)).toBe(200);
  const full = aLoad({ arrivals, waiting: waitingFor(...places(200)) });
  expect(affordableRuns(full, 30 * MINUTE, 200)).toBe(43);
  expect(affordableRuns(aLoad({ waiting: waitingFor(...places(30_000)) }), HOUR, 200)).toBe(1);
});
