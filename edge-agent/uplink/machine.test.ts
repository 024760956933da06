import { expect, test } from 'vitest';
import { epochIdSchema } from '#contract/ids.ts';
import type { DownMessage } from '#contract/down.ts';
import { LIVE_DELAY_MS, pending } from './lanes.ts';
import { BACK_OFF_MAX_MS, CONNECT_TIMEOUT_MS, STEADY_MS, backOffMs, transition, wakeAt } from './machine.ts';
import { initialUplink, type Phase, type UplinkEvent, type UplinkState } from './state.ts';

const epoch = epochIdSchema.parse('00112233445566ff');
const foreign = epochIdSchema.parse('ffffffffffffffff');
const NOW = 1_000_000;

const closed: UplinkEvent = { type: 'closed', reason: 'connection refused', refused: false, random: 0.5 };

function down(message: DownMessage, random = 0): UplinkEvent {
  return { type: 'down', message, random };
}

/** A machine in `phase`, entered at NOW, with 20 events of which 5 are acknowledged. */
function inPhase(phase: Phase, last = 20): UplinkState {
  const start = initialUplink(epoch, 5, last);
  const path: Record<Phase, readonly UplinkEvent[]> = {
    stopped: [],
    connecting: [{ type: 'start' }],
    waiting: [{ type: 'start' }, closed],
    connected: [{ type: 'start' }, { type: 'opened' }],
    closing: [{ type: 'start' }, { type: 'opened' }, { type: 'stop' }],
  };
  return path[phase].reduce((state, event) => transition(state, event, NOW).state, start);
}

function effectsOf(state: UplinkState, event: UplinkEvent, now = NOW): string[] {
  return transition(state, event, now).effects.map((effect) => {
    if (effect.type === 'log') return effect.event;
    if (effect.type === 'send') return `send ${effect.send.lane} from ${effect.send.from}`;
    return effect.type;
  });
}

const tick: UplinkEvent = { type: 'tick' };
const stop: UplinkEvent = { type: 'stop' };
const start: UplinkEvent = { type: 'start' };
const opened: UplinkEvent = { type: 'opened' };

test.each<[Phase, UplinkEvent, number, Phase, string[]]>([
  ['stopped', start, 0, 'connecting', ['connect']],
  ['stopped', stop, 0, 'stopped', []],
  ['stopped', opened, 0, 'stopped', []],
  ['stopped', closed, 0, 'stopped', []],
  ['stopped', tick, 0, 'stopped', []],

  ['connecting', start, 0, 'connecting', []],
  ['connecting', stop, 0, 'closing', ['abort']],
  ['connecting', opened, 0, 'connected', ['uplink.connected', 'send live from 6']],
  ['connecting', closed, 0, 'waiting', ['uplink.lost']],
  ['connecting', { ...closed, refused: true }, 0, 'waiting', ['uplink.refused']],
  ['connecting', tick, CONNECT_TIMEOUT_MS - 1, 'connecting', []],
  ['connecting', tick, CONNECT_TIMEOUT_MS, 'connecting', ['abort']],

  ['waiting', start, 0, 'waiting', []],
  ['waiting', stop, 0, 'stopped', []],
  ['waiting', opened, 0, 'waiting', []],
  ['waiting', closed, 0, 'waiting', []],
  ['waiting', tick, 499, 'waiting', []],
  ['waiting', tick, 500, 'connecting', ['connect']],

  ['connected', start, 0, 'connected', []],
  ['connected', stop, 0, 'closing', ['goodbye']],
  ['connected', opened, 0, 'connected', []],
  ['connected', closed, 0, 'waiting', ['uplink.lost']],
  ['connected', tick, 0, 'connected', []],

  ['closing', start, 0, 'closing', []],
  ['closing', stop, 0, 'closing', []],
  ['closing', opened, 0, 'closing', []],
  ['closing', closed, 0, 'stopped', []],
  ['closing', tick, 0, 'closing', []],
])('%s, on %o after %i ms: %s %j', (...[phase, event, afterMs, next, effects]) => {
  const state = inPhase(phase);
  expect(effectsOf(state, event, NOW + afterMs)).toEqual(effects);
  expect(transition(state, event, NOW + afterMs).state.phase).toBe(next);
});

test('nothing is sent unless connected, and new events are counted all the same', () => {
  for (const phase of ['stopped', 'connecting', 'waiting', 'closing'] as const) {
    const state = inPhase(phase);
    const event: UplinkEvent = { type: 'appended', last: 80 };
    expect(effectsOf(state, event)).toEqual([]);
    expect(pending(transition(state, event, NOW).state.lanes)).toBe(75);
  }
});

test('a send is answered before the next one starts', () => {
  let state = inPhase('connected', 1_000);
  expect(state.sending).toEqual({ lane: 'ahead', from: 951, limit: 50 });
  expect(effectsOf(state, { type: 'appended', last: 1_100 })).toEqual([]);

  const step = transition(state, { type: 'sent', id: state.lanes.nextId, first: 951, last: 1_000 }, NOW);
  expect(step.effects).toMatchObject([{ type: 'send', send: { lane: 'catch-up', from: 6 } }]);
  state = transition(step.state, { type: 'sent', id: step.state.lanes.nextId, first: 6, last: 505 }, NOW).state;
  expect(state.sending).toBeNull();
  expect(state.counts).toMatchObject({ batches: 2, events: 550 });
});

/** Connected, all 15 events sent. */
function flying(): UplinkState {
  const state = inPhase('connected');
  return transition(state, { type: 'sent', id: state.lanes.nextId, first: 6, last: 20 }, NOW).state;
}

test('an acknowledgement is recorded, an older one changes nothing', () => {
  const step = transition(flying(), down({ type: 'ack', epoch, upto: 12 }), NOW);
  expect(step.effects).toEqual([{ type: 'set-acked', seq: 12 }]);
  expect(step.state.lanes.flights).toHaveLength(1);
  expect(effectsOf(step.state, down({ type: 'ack', epoch, upto: 12 }))).toEqual([]);
  expect(effectsOf(step.state, down({ type: 'ack', epoch, upto: 3 }))).toEqual([]);

  const all = transition(step.state, down({ type: 'ack', epoch, upto: 20 }), NOW).state;
  expect(pending(all.lanes)).toBe(0);
  expect(wakeAt(all, NOW)).toBeNull();
});

test('an acknowledgement for another journal is ignored, counted, and logged the first and every tenfold time', () => {
  let state = flying();
  const logged: string[] = [];
  for (let i = 0; i < 100; i++) {
    const step = transition(state, down({ type: 'ack', epoch: foreign, upto: 20 }), NOW);
    logged.push(...step.effects.map((effect) => (effect.type === 'log' ? effect.event : effect.type)));
    ({ state } = step);
  }
  expect(logged).toEqual(Array.from({ length: 3 }, () => 'uplink.foreign-epoch'));
  expect(state.counts.foreignEpoch).toBe(100);
  expect(state.lanes.acked).toBe(5);
  expect(effectsOf(state, down({ type: 'want', epoch: foreign, from: 1 }))).toEqual([]);
});

test('an acknowledgement or wish beyond the journal is ignored and named', () => {
  expect(effectsOf(flying(), down({ type: 'ack', epoch, upto: 21 }))).toEqual(['uplink.beyond-journal']);
  expect(effectsOf(flying(), down({ type: 'want', epoch, from: 22 }))).toEqual(['uplink.beyond-journal']);
  expect(effectsOf(flying(), down({ type: 'want', epoch, from: 21 }))).toEqual([]);
});

test('a wish for acknowledged events takes the acknowledgement back and sends them again', () => {
  const step = transition(flying(), down({ type: 'want', epoch, from: 2 }), NOW);
  expect(step.effects).toMatchObject([
    { type: 'set-acked', seq: 1 },
    { type: 'log', event: 'uplink.rewound' },
    { type: 'send', send: { lane: 'live', from: 2 } },
  ]);
  expect(step.state.lanes.acked).toBe(1);
});

test('a wish for what was sent long enough ago sends it again, without taking back what is acknowledged', () => {
  const late = NOW + 10_000;
  const step = transition(flying(), down({ type: 'want', epoch, from: 9 }), late);
  expect(step.effects).toMatchObject([
    { type: 'log', event: 'uplink.rewound' },
    { type: 'send', send: { lane: 'live', from: 9 } },
  ]);
  expect(step.state.lanes.acked).toBe(5);
  expect(effectsOf(flying(), down({ type: 'want', epoch, from: 9 }), NOW + 100)).toEqual([]);
});

test('rows that are no longer kept are named, and the oldest kept ones take their place', () => {
  const state = transition(flying(), down({ type: 'want', epoch, from: 1 }), NOW).state;
  const step = transition(state, { type: 'sent', id: state.lanes.nextId, first: 4, last: 20 }, NOW);
  expect(step.effects).toMatchObject([{ type: 'log', event: 'uplink.gone', detail: { asked: 1, oldest: 4 } }]);
  expect(step.state.lanes).toMatchObject({ acked: 3, cursor: 21 });
});

test('a pause is kept, spread a little, and ends with sending from the last acknowledgement', () => {
  const step = transition(flying(), down({ type: 'retry', afterMs: 10_000 }, 0.5), NOW);
  expect(step.effects).toMatchObject([{ type: 'log', event: 'uplink.paused', detail: { pauseMs: 11_000 } }]);
  expect(wakeAt(step.state, NOW)).toBe(NOW + 11_000);
  expect(effectsOf(step.state, tick, NOW + 10_999)).toEqual([]);
  expect(effectsOf(step.state, tick, NOW + 11_000)).toEqual(['send live from 6']);
});

test('a pause outlives the connection', () => {
  let { state } = transition(flying(), down({ type: 'retry', afterMs: 600_000 }), NOW);
  for (const event of [{ ...closed, random: 0 }, tick, opened]) ({ state } = transition(state, event, NOW + 500));
  expect(state).toMatchObject({ phase: 'connected', sending: null });
  expect(wakeAt(state, NOW + 500)).toBe(NOW + 600_000);
});

test('commands and configurations are answered without touching delivery', () => {
  const command = down({ type: 'command', id: 'c-000001', name: 'publish-score' });
  expect(transition(flying(), command, NOW).effects).toMatchObject([
    { type: 'log', event: 'uplink.command' },
    { type: 'republish', kind: 'score' },
  ]);
  const message = { type: 'config', version: 3, config: {} } as const;
  expect(transition(flying(), down(message), NOW).effects).toMatchObject([
    { type: 'log', event: 'uplink.config', detail: { version: 3 } },
    { type: 'configure', message },
  ]);
});

test('a malformed message is counted and logged', () => {
  const step = transition(flying(), { type: 'malformed', detail: 'not JSON' }, NOW);
  expect(step.effects).toMatchObject([{ type: 'log', event: 'uplink.malformed-down', detail: { count: 1 } }]);
  expect(step.state.counts.malformed).toBe(1);
});

test('being done with a backlog is said once', () => {
  let state = inPhase('connected', 700);
  state = transition(state, { type: 'sent', id: state.lanes.nextId, first: 651, last: 700 }, NOW).state;
  state = transition(state, { type: 'sent', id: state.lanes.nextId, first: 6, last: 505 }, NOW).state;
  const step = transition(state, down({ type: 'ack', epoch, upto: 700 }), NOW);
  expect(step.effects).toMatchObject([{ type: 'set-acked' }, { type: 'log', event: 'uplink.caught-up' }]);
  expect(step.state.behind).toBe(false);
});

test('the delay between attempts is drawn between nothing and a doubling limit', () => {
  expect([0, 1, 2, 3, 10, 1_000].map((failures) => backOffMs(failures, 0.999_999))).toEqual([
    999, 1_999, 3_999, 7_999, 59_999, 59_999,
  ]);
  expect(backOffMs(1_000, 0)).toBe(0);
  expect(backOffMs(3, 0.5)).toBe(4_000);
});

test('attempts that fail for the same reason grow apart and are logged once', () => {
  let state = inPhase('connecting');
  let now = NOW;
  const delays: number[] = [];
  const logged: string[] = [];
  for (let attempt = 0; attempt < 9; attempt++) {
    logged.push(...effectsOf(state, closed, now));
    ({ state } = transition(state, closed, now));
    delays.push(wakeAt(state, now)! - now);
    now = wakeAt(state, now)!;
    ({ state } = transition(state, tick, now));
  }
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  expect(Math.max(...delays)).toBeLessThanOrEqual(BACK_OFF_MAX_MS);
  expect(logged).toEqual(['uplink.lost']);
});

test('a broker that accepts and drops is not hammered; an acknowledgement or a steady connection starts afresh', () => {
  const failing: UplinkState = { ...flying(), failures: 6 };
  const delayAfter = (state: UplinkState, now: number): number => transition(state, closed, now).state.retryAt - now;

  expect(delayAfter(failing, NOW + 1)).toBe(30_000);
  expect(delayAfter(failing, NOW + STEADY_MS)).toBe(500);
  expect(delayAfter(transition(failing, down({ type: 'ack', epoch, upto: 6 }), NOW).state, NOW + 1)).toBe(500);
});

test('with no acknowledgement the events are sent again and that is logged', () => {
  const late = wakeAt(flying(), NOW)!;
  expect(effectsOf(flying(), tick, late - 1)).toEqual([]);
  expect(effectsOf(flying(), tick, late)).toEqual(['uplink.resent', 'send live from 6']);
  expect(transition(flying(), tick, late).state.counts.timeouts).toBe(1);
});

test('the next tick for a live event is a quarter of a second away', () => {
  const idle = transition(flying(), down({ type: 'ack', epoch, upto: 20 }), NOW).state;
  const one = transition(idle, { type: 'appended', last: 21 }, NOW);
  expect(one.effects).toEqual([]);
  expect(wakeAt(one.state, NOW)).toBe(NOW + LIVE_DELAY_MS);
  expect(effectsOf(one.state, tick, NOW + LIVE_DELAY_MS)).toEqual(['send live from 21']);
});
