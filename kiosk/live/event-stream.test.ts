import { beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { NOON, SAMPLE_VIEW } from '../shared/sample-hall.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import { followStream } from './event-stream.ts';
import type { Source } from './event-stream.ts';
import { agentNow, isStale, type StreamState } from './stream-state.ts';

class FakeSource implements Source {
  readyState = 1;
  closed = false;
  readonly #listeners = new Map<string, (event: { data?: unknown }) => void>();

  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.#listeners.set(type, listener);
  }

  close(): void {
    this.closed = true;
  }

  say(type: string, value: unknown): void {
    this.#listeners.get(type)!({ data: typeof value === 'string' ? value : JSON.stringify(value) });
  }

  /** What a browser does after an answer that is no stream: it gives up. */
  fail(readyState: 0 | 2): void {
    this.readyState = readyState;
    this.#listeners.get('error')!({});
  }
}

let clock: VirtualClock;
let sources: FakeSource[];
let states: StreamState[];
let stop: () => void;
let wake: () => void;

beforeEach(() => {
  clock = new VirtualClock(NOON);
  sources = [];
  states = [];
  stop = followStream<LobbyView>(
    {
      channel: { event: 'lobby', atOf: ({ live }) => live.at },
      open() {
        const source = new FakeSource();
        sources.push(source);
        return source;
      },
      clock,
      onWake(listener) {
        wake = listener;
        return () => (wake = () => undefined);
      },
    },
    (state) => states.push(state),
  );
});

test('views and heartbeats become states', () => {
  sources[0]!.say('lobby', SAMPLE_VIEW);
  clock.advance(2_000);
  sources[0]!.say('heartbeat', { at: NOON + 2_000 });
  expect(states.map(({ view, heardAt }) => [view?.live.upto, heardAt])).toEqual([
    [40, NOON],
    [40, NOON + 2_000],
  ]);
});

test('a message that was cut off is ignored', () => {
  sources[0]!.say('lobby', '{"live":');
  expect(states).toEqual([]);
});

test('a broken connection is left to the browser, which resumes by itself', () => {
  sources[0]!.say('lobby', SAMPLE_VIEW);
  sources[0]!.fail(0);
  clock.advance(5_000);
  expect(sources).toHaveLength(1);
  expect(states.at(-1)).toMatchObject({ connected: false, failures: 1 });
});

test('an answer that makes the browser give up is followed by a new connection', () => {
  sources[0]!.fail(2);
  clock.advance(1_000);
  expect(sources).toHaveLength(2);
  sources[1]!.say('lobby', SAMPLE_VIEW);
  expect(states.at(-1)).toMatchObject({ connected: true, failures: 0 });
});

test('a connection that is silent for long is replaced, and its late words no longer count', () => {
  sources[0]!.say('lobby', SAMPLE_VIEW);
  clock.advance(11_999);
  expect(sources).toHaveLength(1);
  clock.advance(1);
  expect(sources).toHaveLength(2);
  expect(sources[0]!.closed).toBe(true);
  const before = states.length;
  sources[0]!.fail(2);
  expect(states).toHaveLength(before);
});

test('what was silent for long is stale, also on a tablet whose clock was set back meanwhile', () => {
  sources[0]!.say('lobby', SAMPLE_VIEW);
  const now = clock.now.bind(clock);
  clock.now = () => now() - 3_600_000;
  clock.advance(12_000);
  expect(isStale(states.at(-1)!, clock.now())).toBe(true);
  expect(agentNow(states.at(-1)!, clock.now())).toBe(NOON);
});

test('stopping closes the connection for good', () => {
  sources[0]!.fail(2);
  stop();
  clock.advance(60_000);
  expect(sources).toHaveLength(1);
  expect(sources[0]!.closed).toBe(true);
});

test('a tablet that slept for six hours opens one new connection when it wakes, and is live with its first word', () => {
  sources[0]!.say('lobby', SAMPLE_VIEW);
  const asleep = states.length;
  // Timers rest while a device sleeps; only its clock has moved on when it wakes.
  const awake = clock.now() + 6 * 3_600_000;
  clock.now = () => awake;
  wake();
  wake();
  wake();
  expect(sources.map(({ closed }) => closed)).toEqual([true, false]);
  expect(states.length - asleep).toBe(1);
  expect(states.at(-1)!.view).toEqual(SAMPLE_VIEW);
  sources.at(-1)!.say('heartbeat', { at: awake });
  expect(states.at(-1)).toMatchObject({ connected: true, failures: 0, heardAt: awake });
});

test('waking up leaves a connection alone that has just said something', () => {
  sources[0]!.say('lobby', SAMPLE_VIEW);
  clock.advance(4_000);
  wake();
  expect(sources).toHaveLength(1);
});

test('a retry that was due is not made on top of the one on waking', () => {
  sources[0]!.say('lobby', SAMPLE_VIEW);
  clock.advance(6_000);
  sources[0]!.fail(2);
  wake();
  clock.advance(5_000);
  expect(sources).toHaveLength(2);
});

test('stopping no longer listens for waking up', () => {
  sources[0]!.say('lobby', SAMPLE_VIEW);
  stop();
  clock.advance(60_000);
  wake();
  expect(sources).toHaveLength(1);
});
