import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shrunk } from './cells.ts';
import { fitModel, learnedWaitMs, placeOf, type Scope, type WaitModel } from './model.ts';
import type { WaitQuestion, WaitSample } from './question.ts';
import { finish } from './steps.ts';
import { madeUpDays, waited } from './test-queue.ts';

const MINUTE = 60_000;

function fitted(samples: readonly WaitSample[], scope: Scope): WaitModel {
  return finish(fitModel(samples, scope));
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function joins(count: number, fields: Partial<WaitQuestion> = {}): WaitQuestion {
  const queue = { service: fields.service ?? 'personal', class: fields.class ?? 'ordinary' };
  return { ...queue, hour: 9, free: false, ahead: count === 0 ? [] : [{ ...queue, count }], ...fields };
}

describe('borrowing', () => {
  test('a cell counts as many tickets as it has against the strength of the general figure', () => {
    const cells = { '': { value: 100, n: 500 }, 'a x': { value: 40, n: 30 }, 'a y': { value: 40, n: 3_000 } };
    expect(shrunk(cells, ['', 'a x'], 30)).toBe(70);
    expect(shrunk(cells, ['', 'a y'], 30)).toBeCloseTo(40.6, 1);
    expect(shrunk(cells, ['', 'unheard of'], 30)).toBe(100);
    expect(shrunk(cells, ['unheard of'], 30)).toBeNull();
  });
});

describe('learned minutes per place', () => {
  test('give back a queue that moves one place in two minutes, at any length', () => {
    const model = fitted(
      many(200, (index) => waited((index % 5) * 2 * MINUTE + 2 * MINUTE, index % 5)),
      'hall',
    );
    // A fifth of it is the mean of the hour: 6 minutes.
    expect(learnedWaitMs(model, joins(4))).toBeCloseTo(0.8 * 10 * MINUTE + 0.2 * 6 * MINUTE, 3);
    expect(learnedWaitMs(model, joins(9))).toBeCloseTo(0.8 * 20 * MINUTE + 0.2 * 6 * MINUTE, 3);
  });

  test('a new queue borrows from its class first, and a class nobody knows from the whole branch', () => {
    const model = fitted(
      [
        ...many(300, () => waited(10 * MINUTE, 0, { service: 'corporate' })),
        ...many(300, () => waited(2 * MINUTE, 0, { service: 'corporate', class: 'gold' })),
        ...many(300, () => waited(6 * MINUTE, 0, { service: 'corporate', class: 'silver' })),
      ],
      'hall',
    );
    const rate = (fields: Partial<WaitQuestion>) => learnedWaitMs(model, joins(0, fields))! / MINUTE;
    expect(rate({ service: 'wealth', class: 'gold' })).toBeLessThan(rate({ service: 'wealth', class: 'ordinary' }));
    expect(rate({ service: 'corporate', class: 'gold' })).toBeLessThan(rate({ service: 'wealth', class: 'gold' }));
    const branch = rate({ service: 'wealth', class: 'platinum' });
    expect(branch).toBeGreaterThan(rate({ service: 'wealth', class: 'gold' }));
    expect(branch).toBeLessThan(rate({ service: 'wealth', class: 'ordinary' }));
  });

  test('a slow part of the day is told apart from a fast one', () => {
    const model = fitted(
      [...many(200, () => waited(2 * MINUTE, 0, { hour: 9 })), ...many(200, () => waited(8 * MINUTE, 0, { hour: 12 }))],
      'hall',
    );
    expect(learnedWaitMs(model, joins(0, { hour: 9 }))).toBeLessThan(4 * MINUTE);
    expect(learnedWaitMs(model, joins(0, { hour: 12 }))).toBeGreaterThan(6 * MINUTE);
  });

  test('who finds a counter free is learned apart from who has to queue', () => {
    const model = fitted(
      [...many(100, () => waited(20_000, 0, { free: true })), ...many(100, () => waited(10 * MINUTE))],
      'hall',
    );
    expect(learnedWaitMs(model, joins(0, { free: true }))).toBe(20_000);
    expect(learnedWaitMs(model, joins(0))).toBeCloseTo(10 * MINUTE);
    expect(model.trained).toEqual({ free: 100, queued: 100 });
  });

  test('nothing learned, nothing said', () => {
    const model = fitted([], 'hall');
    expect(learnedWaitMs(model, joins(3))).toBeNull();
    expect(learnedWaitMs(model, joins(0, { free: true }))).toBeNull();
  });
});

describe('the place in the queue', () => {
  const gold = { service: 'personal', class: 'gold', count: 2 };
  const ordinary = { service: 'personal', class: 'ordinary', count: 4 };

  test('learns who goes first: an ordinary customer ahead of a gold one hardly counts', () => {
    const model = fitted(
      [
        ...many(300, () => waited(MINUTE, 0, { class: 'gold', ahead: [ordinary], calledBefore: [0] })),
        ...many(300, () => waited(9 * MINUTE, 0, { ahead: [gold], calledBefore: [2] })),
      ],
      'hall',
    );
    expect(placeOf(model, joins(0, { class: 'gold', ahead: [ordinary] }))).toBeLessThan(1.2);
    expect(placeOf(model, joins(0, { ahead: [gold] }))).toBeGreaterThan(2.9);
  });

  test('counts everybody fully as long as nothing is known', () => {
    expect(placeOf(fitted([], 'hall'), joins(0, { ahead: [gold, ordinary] }))).toBe(7);
  });

  test('in a hall of separate queues only the own service counts', () => {
    const other = { service: 'corporate', class: 'ordinary', count: 9 };
    expect(placeOf(fitted([], 'service'), joins(0, { ahead: [other, ordinary] }))).toBe(5);
  });
});

describe('always', () => {
  const model = fitted(madeUpDays(5), 'hall');
  const question = fc.record({
    service: fc.constantFrom('personal', 'unheard-of'),
    class: fc.constantFrom('ordinary', 'gold', 'platinum'),
    hour: fc.integer({ min: 0, max: 23 }),
    free: fc.constant(false),
    ahead: fc.array(
      fc.record({
        service: fc.constantFrom('personal', 'wealth'),
        class: fc.constantFrom('ordinary', 'gold'),
        count: fc.integer({ min: 1, max: 200 }),
      }),
      { maxLength: 4 },
    ),
  });

  test('one person more ahead never shortens the wait, and no wait is negative', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const less = learnedWaitMs(model, asked)!;
        const more = learnedWaitMs(model, {
          ...asked,
          ahead: [...asked.ahead, { service: 'personal', class: 'ordinary', count: 1 }],
        })!;
        expect(less).toBeGreaterThanOrEqual(0);
        expect(more).toBeGreaterThanOrEqual(less);
      }),
    );
  });

  test('the model is plain data: written down and read back it says the same', () => {
    const copy = JSON.parse(JSON.stringify(model)) as typeof model;
    expect(copy).toEqual(model);
    fc.assert(fc.property(question, (asked) => learnedWaitMs(copy, asked) === learnedWaitMs(model, asked)));
  });

  test('the same tickets give the same model', () => {
    expect(fitted(madeUpDays(5), 'hall')).toEqual(model);
    expect(fitted(madeUpDays(5, 2), 'hall')).not.toEqual(model);
  });
});
