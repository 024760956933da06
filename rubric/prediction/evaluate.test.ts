import { describe, expect, test } from 'vitest';
import { createBaselines } from './baselines.ts';
import { evaluate } from './evaluate.ts';
import { errorFigures } from './figures.ts';
import { inOrder } from './in-order.ts';
import type { WaitSample } from './question.ts';
import { madeUpDays, waited } from './test-queue.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function split(samples: readonly WaitSample[], days: number) {
  const dates = [...new Set(samples.map((sample) => sample.date))];
  const isEarly = (sample: WaitSample): boolean => dates.indexOf(sample.date) < days;
  return { training: samples.filter(isEarly), test: samples.filter((sample) => !isEarly(sample)) };
}

describe('error figures', () => {
  test('are those of the definitions', () => {
    const figures = errorFigures([
      { estimateMs: 10, waitMs: 13 },
      { estimateMs: 10, waitMs: 6 },
      { estimateMs: 10, waitMs: 11 },
    ]);
    // Waits 13, 6, 11: mean 10, squared distances 9 + 16 + 1; errors −3, 4, −1: the same squares.
    expect(figures).toEqual({ n: 3, meanAbsErrorMs: 8 / 3, rmseMs: Math.sqrt(26 / 3), biasMs: 0, r2: 0 });
  });

  test('of nothing are none, and of equal waits there is no R²', () => {
    expect(errorFigures([])).toEqual({ n: 0, meanAbsErrorMs: null, rmseMs: null, biasMs: null, r2: null });
    expect(errorFigures([{ estimateMs: 1, waitMs: 2 }]).r2).toBeNull();
  });
});

test('at one instant calls come before issues, and nobody is called before being issued', () => {
  const told: string[] = [];
  const first = waited(MINUTE, 0, { class: 'first' });
  const second = waited(MINUTE, 0, { class: 'second', issuedAt: MINUTE });
  const atOnce = waited(0, 0, { class: 'at-once', issuedAt: MINUTE });
  inOrder([atOnce, second, first], {
    asked: (sample) => told.push(`asked ${sample.class}`),
    called: (sample) => told.push(`called ${sample.class}`),
  });
  expect(told).toEqual([
    'asked first',
    'called first',
    'asked at-once',
    'asked second',
    'called at-once',
    'called second',
  ]);
});

test('the simple methods say what their names say', () => {
  const baselines = createBaselines([
    waited(2 * MINUTE, 0, { hour: 9 }),
    waited(4 * MINUTE, 1, { hour: 9 }),
    waited(9 * MINUTE, 2, { hour: 12 }),
  ]);
  const asked = waited(MINUTE, 2, { issuedAt: 60 * MINUTE, hour: 9, oldestAheadMs: 7 * MINUTE });
  expect(baselines.ask(asked)).toEqual({
    'training-mean': 5 * MINUTE,
    'hour-mean': 3 * MINUTE,
    // Nobody was called yet.
    'last-customer': 5 * MINUTE,
    'head-of-line': 7 * MINUTE,
    'queue-pace': 5 * MINUTE,
    // Ratios 2, 2, 3 minutes.
    'place-median': 6 * MINUTE,
  });
  baselines.called(waited(11 * MINUTE, 0, { issuedAt: 30 * MINUTE }));
  baselines.called(waited(0, 0, { issuedAt: 50 * MINUTE, free: true }));
  // Two calls within the hour, three places; a customer who did not queue is no last customer.
  expect(baselines.ask(asked)).toMatchObject({ 'last-customer': 11 * MINUTE, 'queue-pace': 90 * MINUTE });
});

describe('an evaluation', () => {
  const evaluation = evaluate(split(madeUpDays(20), 10))!;
  const maeOf = (method: string) => evaluation.methods.find((each) => each.method === method)!.meanAbsErrorMs!;

  test('of a made-up queue: nearer than last customer and hour mean, and the band holds four of five', () => {
    expect(evaluation.band.judged).toBeGreaterThan(1_000);
    expect(maeOf('place-1')).toBeLessThan(0.76 * maeOf('last-customer'));
    expect(maeOf('place-1')).toBeLessThan(0.76 * maeOf('hour-mean'));
    const coverage = evaluation.band.hits / evaluation.band.judged;
    expect(coverage).toBeGreaterThan(0.75);
    expect(coverage).toBeLessThan(0.85);
    expect(evaluation.free.n).toBeGreaterThan(100);
  });

  test('asks every method about the same tickets', () => {
    expect(new Set(evaluation.methods.map(({ n }) => n)).size).toBe(1);
  });

  test('looks at no test ticket before it is called', () => {
    const { training, test: later } = split(madeUpDays(20), 10);
    const last = later.at(-1)!;
    const changed = [...later.slice(0, -1), { ...last, calledAt: last.calledAt + 60 * MINUTE }];
    const [before, after] = [evaluate({ training, test: later })!, evaluate({ training, test: changed })!];
    // One ticket more or less right; nothing else moves.
    const sum = (from: typeof before): number => from.methods[0]!.meanAbsErrorMs! * from.methods[0]!.n;
    expect(Math.abs(sum(after) - sum(before))).toBeLessThanOrEqual(60 * MINUTE + 1);
  });

  test('with too little to learn from says so instead of guessing', () => {
    const few = madeUpDays(2).filter((sample) => !sample.free);
    const result = evaluate({ training: few.slice(0, 29), test: few.slice(29) })!;
    expect(result.littleData).toBe(few.length - 29);
    expect(result.band).toMatchObject({ judged: 0, hits: 0, meanWidthMs: null });
  });

  test('is about the services that were asked for', () => {
    const { training, test: later } = split(madeUpDays(8), 4);
    const strange = later.map((sample, index) => (index % 2 === 0 ? sample : { ...sample, service: 'corporate' }));
    const personal = strange.filter((sample) => sample.service === 'personal' && !sample.free);
    expect(evaluate({ training, test: strange, services: ['personal'] })!.band.judged).toBe(personal.length);
    expect(evaluate({ training, test: strange, services: ['wealth'] })).toBeNull();
    expect(evaluate({ training: [], test: later })).toBeNull();
  });
});
