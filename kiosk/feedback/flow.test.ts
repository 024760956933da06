import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counterIdSchema } from '#contract/ids.ts';
import { ratingRequestSchema } from '#contract/local-api.ts';
import { ASK_MS, feedbackFlow, START, THANKS_MS, wakeAt } from './flow.ts';
import type { FlowConfig, FlowEffect, FlowEvent, FlowState } from './flow.ts';

const CONFIG: FlowConfig = { scale: 4, fixedCounter: null, asksReasons: true, idleMs: 15_000 };
const THREE = counterIdSchema.parse('3');
const transition = feedbackFlow(CONFIG);

const face = (level: number, rating = 'tap-00000001'): FlowEvent => ({ type: 'face', level, rating });
const reason = (id: string): FlowEvent => ({ type: 'reason', id });
const counter: FlowEvent = { type: 'counter', id: THREE };

/** Runs events at their times and returns the last state and all effects. */
function run(
  events: readonly (readonly [number, FlowEvent])[],
  config: FlowConfig = CONFIG,
): { state: FlowState; effects: FlowEffect[] } {
  const effects: FlowEffect[] = [];
  let state: FlowState = START;
  for (const [at, event] of events) {
    const step = feedbackFlow(config)(state, event, at);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const keeps = (effects: readonly FlowEffect[]): FlowEffect[] => effects.filter(({ type }) => type === 'keep');

describe('one tap', () => {
  test('is kept at once and leaves after the moment for a reason', () => {
    const { state, effects } = run([[1_000, face(4)]]);
    expect(state).toMatchObject({ name: 'asking', level: 4, sendAt: 1_000 + ASK_MS });
    expect(effects).toEqual([
      { type: 'keep', request: { rating: 'tap-00000001', level: 4, scale: 4 }, sendAt: 1_000 + ASK_MS },
    ]);
  });

  test('leaves early enough to be at head office within two seconds', () => {
    expect(ASK_MS).toBeLessThanOrEqual(1_500);
  });

  test('leaves at once where the hall asks for no reasons', () => {
    const { state, effects } = run([[1_000, face(2)]], { ...CONFIG, asksReasons: false });
    expect(state).toMatchObject({ name: 'thanks', level: 2, until: 1_000 + THANKS_MS });
    expect(effects).toMatchObject([{ type: 'keep', sendAt: 1_000 }]);
  });

  test('is thanked for, and the screen is free again within five seconds', () => {
    const { state, effects } = run([
      [0, face(4)],
      [ASK_MS, { type: 'time' }],
      [ASK_MS + THANKS_MS, { type: 'time' }],
    ]);
    expect(THANKS_MS).toBeLessThanOrEqual(5_000);
    expect(state).toEqual(START);
    expect(effects.at(-1)).toEqual({ type: 'next-person' });
    expect(keeps(effects)).toHaveLength(1);
  });
});

describe('reasons', () => {
  test('chosen before the face travel with it, without any waiting', () => {
    const { state, effects } = run([
      [0, reason('waiting')],
      [9_000, reason('attitude')],
      [9_500, face(1)],
    ]);
    expect(state.name).toBe('thanks');
    expect(effects).toEqual([
      {
        type: 'keep',
        request: { rating: 'tap-00000001', level: 1, scale: 4, reasons: ['waiting', 'attitude'] },
        sendAt: 9_500,
      },
    ]);
  });

  test('after the face replace what is kept, and each gives time for another', () => {
    const { state, effects } = run([
      [0, face(1)],
      [1_000, reason('waiting')],
      [2_000, reason('attitude')],
    ]);
    expect(state).toMatchObject({ name: 'asking', sendAt: 2_000 + ASK_MS });
    expect(effects.at(-1)).toMatchObject({ request: { rating: 'tap-00000001', reasons: ['waiting', 'attitude'] } });
  });

  test('are taken back by a second tap', () => {
    const { effects } = run([
      [0, face(1)],
      [500, reason('waiting')],
      [900, reason('waiting')],
    ]);
    expect(effects.at(-1)).toMatchObject({ request: { level: 1 } });
    expect(effects.at(-1)).not.toHaveProperty('request.reasons');
  });

  test('that come when the rating has left change nothing, even if the timer is late', () => {
    const { state, effects } = run([
      [0, face(1)],
      [ASK_MS, reason('waiting')],
    ]);
    expect(state.name).toBe('thanks');
    expect(keeps(effects)).toHaveLength(1);
  });
});

describe('second thoughts', () => {
  test('another face corrects the rating under the same id', () => {
    const { effects } = run([
      [0, face(1)],
      [800, face(4, 'tap-00000002')],
    ]);
    expect(effects.map((effect) => effect.type === 'keep' && [effect.request.rating, effect.request.level])).toEqual([
      ['tap-00000001', 1],
      ['tap-00000001', 4],
    ]);
  });

  test('the same face again says that this is all', () => {
    const { state, effects } = run([
      [0, face(3)],
      [300, face(3, 'tap-00000002')],
    ]);
    expect(state.name).toBe('thanks');
    expect(effects.at(-1)).toMatchObject({ sendAt: 300, request: { rating: 'tap-00000001' } });
  });

  test('a face tapped on the thank-you is not there to be tapped', () => {
    const { effects } = run([
      [0, face(3)],
      [ASK_MS, { type: 'time' }],
      [ASK_MS + 100, face(4, 'tap-00000002')],
    ]);
    expect(keeps(effects)).toHaveLength(1);
  });

  test('the thank-you can be left early', () => {
    const { state } = run([
      [0, face(3)],
      [ASK_MS, { type: 'time' }],
      [ASK_MS + 500, { type: 'again' }],
    ]);
    expect(state).toEqual(START);
  });
});

describe('counter', () => {
  test('chosen before or after the face belongs to the rating', () => {
    expect(
      run([
        [0, counter],
        [100, face(4)],
      ]).effects,
    ).toMatchObject([{ request: { counter: '3' } }]);
    expect(
      run([
        [0, face(4)],
        [100, counter],
      ]).effects.at(-1),
    ).toMatchObject({ request: { counter: '3' } });
  });

  test('a second tap takes it back', () => {
    expect(
      run([
        [0, counter],
        [50, counter],
        [100, face(4)],
      ]).effects[0],
    ).not.toHaveProperty('request.counter');
  });

  test('of the screen itself needs no choice', () => {
    const { effects } = run([[0, face(4)]], { ...CONFIG, fixedCounter: THREE });
    expect(effects).toMatchObject([{ request: { counter: '3' } }]);
  });
});

describe('people who leave', () => {
  test('choices left alone are cleared for the next person', () => {
    const { state, effects } = run([
      [0, reason('waiting')],
      [5_000, { type: 'touch' }],
      [19_999, { type: 'time' }],
    ]);
    expect(state).toMatchObject({ name: 'start', reasons: ['waiting'] });
    expect(effects).toEqual([]);
    expect(transition(state, { type: 'time' }, 20_000)).toEqual({
      state: START,
      effects: [{ type: 'next-person' }],
    });
  });

  test('an untouched screen waits without a timer', () => {
    expect(wakeAt(START, CONFIG)).toBeNull();
    expect(transition(START, { type: 'time' }, 1e9)).toEqual({ state: START, effects: [] });
  });
});

test('whatever people tap, every rating is kept once per id, leaves at most once, and is one the agent takes', () => {
  const event = fc.oneof(
    fc.record({ type: fc.constant('face' as const), level: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ type: fc.constant('reason' as const), id: fc.constantFrom('waiting', 'attitude', 'other') }),
    fc.constant(counter),
    fc.constantFrom({ type: 'touch' } as const, { type: 'again' } as const, { type: 'time' } as const),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), event), { maxLength: 60 }), (taps) => {
      let now = 0;
      const final = new Map<string, number>();
      let state: FlowState = START;
      taps.forEach(([pause, tap], index) => {
        now += pause;
        const rating = `tap-${String(index).padStart(8, '0')}`;
        const step = transition(state, tap.type === 'face' ? { ...tap, rating } : tap, now);
        state = step.state;
        for (const effect of step.effects) {
          if (effect.type !== 'keep') continue;
          expect(ratingRequestSchema.safeParse(effect.request).success).toBe(true);
          // Never changed after it may have left.
          expect(final.get(effect.request.rating) ?? Infinity).toBeGreaterThan(now);
          final.set(effect.request.rating, effect.sendAt);
        }
      });
    }),
  );
});
