import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_COMMENT as contractComment } from '#contract/events.ts';
import { counterIdSchema, ticketNumberSchema } from '#contract/ids.ts';
import { MOST_REASONS as contractReasons } from '#contract/kiosk-settings.ts';
import { ratingDetailRequestSchema, ratingRequestSchema } from '#contract/local-api.ts';
import { clipped, feedbackFlow, MOST_COMMENT, MOST_REASONS, START, UNDONE_MS } from './flow.ts';
import type { FlowConfig, FlowEffect, FlowEvent, FlowState } from './flow.ts';
import { GUARD_MS, MORE_TIME_MS } from './idle.ts';

const CONFIG: FlowConfig = { scale: 4, kiosk: null, fixedCounter: null, idleMs: 15_000, thanksMs: 4_000 };
const NOW = 100_000;
const COUNTER = counterIdSchema.parse('2');
const TICKET = ticketNumberSchema.parse('A012');
const RATING = 'tap-00000001';
const FACE: FlowEvent = { type: 'face', level: 3, rating: RATING };

/** Plays events one second apart unless a time is given; hands out the end and all effects. */
function play(
  events: readonly (FlowEvent | { readonly at: number })[],
  config = CONFIG,
): { state: FlowState; effects: FlowEffect[]; now: number } {
  let state: FlowState = START;
  let now = NOW - 1_000;
  let fixed = false;
  const effects: FlowEffect[] = [];
  for (const event of events) {
    if ('at' in event) {
      now = event.at;
      fixed = true;
      continue;
    }
    if (!fixed) now += 1_000;
    fixed = false;
    const step = feedbackFlow(config)(state, event, now);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects, now };
}

const SCREENS: Readonly<Record<string, readonly FlowEvent[]>> = {
  start: [],
  chosen: [{ type: 'counter', id: COUNTER }],
  thanks: [FACE],
  writing: [FACE, { type: 'write' }],
  undone: [FACE, { type: 'undo' }],
};

const EVENTS: Readonly<Record<FlowEvent['type'], FlowEvent>> = {
  face: { type: 'face', level: 1, rating: 'tap-00000009' },
  counter: { type: 'counter', id: COUNTER },
  ticket: { type: 'ticket', ticket: TICKET },
  reason: { type: 'reason', id: 'friendly' },
  write: { type: 'write' },
  written: { type: 'written' },
  comment: { type: 'comment', text: '很好' },
  undo: { type: 'undo' },
  done: { type: 'done' },
  adjust: { type: 'adjust' },
  touch: { type: 'touch' },
  'more-time': { type: 'more-time' },
  time: { type: 'time' },
};

/** screen → event → screen after it and effects, a second later. `time` comes before the patience ends. */
const TABLE: Readonly<Record<string, Readonly<Record<FlowEvent['type'], string>>>> = {
  start: {
    face: 'thanks rate',
    counter: 'start',
    ticket: 'start',
    reason: 'start',
    write: 'start',
    written: 'start',
    comment: 'start',
    undo: 'start',
    done: 'start',
    adjust: 'start',
    touch: 'start',
    'more-time': 'start',
    time: 'start',
  },
  chosen: {
    face: 'thanks rate',
    counter: 'start',
    ticket: 'start',
    reason: 'start',
    write: 'start',
    written: 'start',
    comment: 'start',
    undo: 'start',
    done: 'start',
    adjust: 'start',
    touch: 'start',
    'more-time': 'start',
    time: 'start',
  },
  thanks: {
    face: 'thanks',
    counter: 'thanks',
    ticket: 'start settle next-person',
    reason: 'thanks detail',
    write: 'thanks',
    written: 'thanks',
    comment: 'thanks detail',
    undo: 'undone withdraw',
    done: 'start settle next-person',
    adjust: 'thanks',
    touch: 'thanks',
    'more-time': 'thanks',
    time: 'thanks',
  },
  writing: {
    face: 'thanks',
    counter: 'thanks',
    ticket: 'start settle next-person',
    reason: 'thanks detail',
    write: 'thanks',
    written: 'thanks',
    comment: 'thanks detail',
    undo: 'undone withdraw',
    done: 'start settle next-person',
    adjust: 'thanks',
    touch: 'thanks',
    'more-time': 'thanks',
    time: 'thanks',
  },
  undone: {
    face: 'start next-person',
    counter: 'start next-person',
    ticket: 'start next-person',
    reason: 'start next-person',
    write: 'start next-person',
    written: 'start next-person',
    comment: 'start next-person',
    undo: 'start next-person',
    done: 'start next-person',
    adjust: 'undone',
    touch: 'start next-person',
    'more-time': 'start next-person',
    time: 'undone',
  },
};

describe('transition table', () => {
  for (const [screen, row] of Object.entries(TABLE)) {
    test.each(Object.entries(row))(`at ${screen}, %s leads to %s`, (name, expected) => {
      const before = play(SCREENS[screen]!);
      const event = EVENTS[name as FlowEvent['type']];
      const step = feedbackFlow(CONFIG)(before.state, event, before.now + 1_000);
      expect([step.state.name, ...step.effects.map(({ type }) => type)].join(' ')).toBe(expected);
    });

    const taps = Object.keys(row).filter((name) => !['ticket', 'comment', 'adjust', 'time'].includes(name));
    test.each(taps)(`at ${screen}, %s in the first moment does nothing`, (name) => {
      const { state } = play(SCREENS[screen]!);
      const event = EVENTS[name as FlowEvent['type']];
      expect(feedbackFlow(CONFIG)(state, event, state.since + GUARD_MS - 1)).toEqual({ state, effects: [] });
    });
  }
});

describe('one tap', () => {
  test('is a complete rating, sent at once', () => {
    const { state, effects } = play([FACE]);
    expect(state).toMatchObject({ name: 'thanks', level: 3, patience: { until: NOW + 4_000, touched: false } });
    expect(effects).toEqual([{ type: 'rate', request: { rating: RATING, level: 3, scale: 4 } }]);
  });

  test('ends at the start after the thank-you, within five seconds', () => {
    const { state, effects } = play([FACE, { at: NOW + 4_000 }, { type: 'time' }]);
    expect(state.name).toBe('start');
    expect(effects.map(({ type }) => type)).toEqual(['rate', 'settle', 'next-person']);
  });

  test('a double tap is one rating', () => {
    const { effects } = play([FACE, { at: NOW + 120 }, { ...EVENTS.face }]);
    expect(effects.length).toBe(1);
  });

  test('carries kiosk, counter and ticket, and the ticket binds this one rating only', () => {
    const config = { ...CONFIG, kiosk: 'east' };
    const { state, effects } = play([EVENTS.counter, EVENTS.ticket, FACE, { type: 'done' }], config);
    expect(effects[0]).toMatchObject({ request: { kiosk: 'east', counter: '2', ticket: 'A012' } });
    expect(state).toMatchObject({ name: 'start', counter: null, ticket: null });
  });

  test('a screen at a counter says that counter, whatever was chosen', () => {
    const { effects } = play([EVENTS.counter, FACE], { ...CONFIG, fixedCounter: counterIdSchema.parse('7') });
    expect(effects[0]).toMatchObject({ request: { counter: '7' } });
  });

  test('a counter chosen twice is not chosen', () => {
    expect(play([EVENTS.counter, EVENTS.counter]).state).toMatchObject({ counter: null });
  });
});

describe('patience', () => {
  test('a touch of the glass starts no countdown, a choice does', () => {
    expect(play([{ type: 'touch' }]).state.patience).toBeNull();
    expect(play([EVENTS.counter]).state.patience).toEqual({ until: NOW + 15_000, touched: true });
  });

  test('choices of somebody who has gone are put back', () => {
    const { state, effects } = play([EVENTS.ticket, { at: NOW + 15_000 }, { type: 'time' }]);
    expect(state).toMatchObject({ name: 'start', ticket: null, patience: null });
    expect(effects).toEqual([{ type: 'next-person' }]);
  });

  test.each(['touch', 'reason', 'write', 'comment', 'adjust'] as const)('%s on the thank-you extends it', (name) => {
    const { state } = play([FACE, EVENTS[name]]);
    expect(state.patience).toEqual({ until: NOW + 16_000, touched: true });
  });

  test('more time is more than a touch gives, and a later touch does not take it away', () => {
    const { state } = play([FACE, { type: 'touch' }, { type: 'more-time' }, { type: 'touch' }]);
    expect(state.patience?.until).toBe(NOW + 2_000 + MORE_TIME_MS);
  });

  test('running out while writing keeps what was written', () => {
    const { effects } = play([FACE, { type: 'write' }, EVENTS.comment, { at: NOW + 17_000 }, { type: 'time' }]);
    expect(effects.slice(1)).toEqual([
      { type: 'detail', rating: RATING, detail: { reasons: [], comment: '很好' } },
      { type: 'settle', rating: RATING },
      { type: 'next-person' },
    ]);
  });

  test('"taken back" leaves by itself', () => {
    const { state } = play([FACE, { type: 'undo' }, { at: NOW + 1_000 + UNDONE_MS }, { type: 'time' }]);
    expect(state.name).toBe('start');
  });
});

describe('details', () => {
  test('each change carries the whole', () => {
    const { effects } = play([FACE, EVENTS.reason, EVENTS.comment, EVENTS.reason]);
    expect(effects.slice(1).map((effect) => (effect.type === 'detail' ? effect.detail : null))).toEqual([
      { reasons: ['friendly'], comment: '' },
      { reasons: ['friendly'], comment: '很好' },
      { reasons: [], comment: '很好' },
    ]);
  });

  test('a ten-thousand-character comment is cut to what the agent takes', () => {
    const { effects } = play([FACE, { type: 'comment', text: '好'.repeat(10_000) }]);
    expect(effects[1]?.type === 'detail' && effects[1].detail.comment.length).toBe(500);
  });

  test('cutting never leaves half a character', () => {
    expect(clipped(`${'a'.repeat(499)}😀`)).toBe('a'.repeat(499));
    expect(clipped(`${'a'.repeat(498)}😀`).length).toBe(500);
  });
});

test('the limits of the page are those of the contract', () => {
  expect([MOST_COMMENT, MOST_REASONS]).toEqual([contractComment, contractReasons]);
});

test('mashing thirty times a second is at most three ratings a second, each of them visible', () => {
  const events = Array.from({ length: 300 }, (_, index) => [
    { at: NOW + Math.round((index * 1_000) / 30) },
    // The finger meets a face at the start and the button "done" on the thank-you.
    index % 2 === 0 ? ({ type: 'face', level: 1 + (index % 4), rating: `tap-${10_000_000 + index}` } as const) : null,
    { at: NOW + Math.round((index * 1_000) / 30) },
    { type: 'done' } as const,
  ]).flatMap((list) => list.filter((item) => item !== null));
  const rated = play(events).effects.filter(({ type }) => type === 'rate');
  expect(rated.length).toBeGreaterThan(5);
  expect(rated.length).toBeLessThanOrEqual(30);
});

test('whatever is done in whatever order, only what the agent takes is sent, and a rating is sent before its detail', () => {
  const event = fc.constantFrom(...Object.values(EVENTS));
  const gap = fc.constantFrom(10, 100, 400, 1_000, 5_000, 20_000, 70_000);
  fc.assert(
    fc.property(fc.array(fc.tuple(event, gap), { maxLength: 60 }), (steps) => {
      let state: FlowState = START;
      let now = NOW;
      const rated = new Set<string>();
      const wrong: FlowEffect[] = [];
      for (const [next, after] of steps) {
        now += after;
        const named = next.type === 'face' ? { ...next, rating: `tap-${now}` } : next;
        const step = feedbackFlow(CONFIG)(state, named, now);
        state = step.state;
        for (const effect of step.effects) {
          if (effect.type === 'rate') rated.add(effect.request.rating);
          if (!isTaken(effect, rated)) wrong.push(effect);
        }
      }
      expect(wrong).toEqual([]);
    }),
  );
});

function isTaken(effect: FlowEffect, rated: ReadonlySet<string>): boolean {
  if (effect.type === 'next-person') return true;
  if (effect.type === 'rate') return ratingRequestSchema.safeParse(effect.request).success;
  const detailed = effect.type !== 'detail' || ratingDetailRequestSchema.safeParse(effect.detail).success;
  return detailed && rated.has(effect.rating);
}
