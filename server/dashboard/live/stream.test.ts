import { expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { followHeadOffice } from './stream.ts';
import type { Source } from './stream.ts';

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

  emit(type: string, data?: unknown): void {
    this.#listeners.get(type)!({ data });
  }
}

function follow(): { clock: VirtualClock; sources: FakeSource[]; heard: unknown[]; stop: () => void } {
  const clock = new VirtualClock(0);
  const sources: FakeSource[] = [];
  const heard: unknown[] = [];
  const open = (): FakeSource => {
    sources.push(new FakeSource());
    return sources.at(-1)!;
  };
  const stop = followHeadOffice(open, clock, {
    branches: (branches) => heard.push(branches.map(({ id }) => id)),
    live: ({ id }) => heard.push(id),
    connected: (connected) => heard.push(connected),
    refused: () => heard.push('refused'),
  });
  return { clock, sources, heard, stop };
}

test('branches, live halls and the connection itself are passed on', () => {
  const { sources, heard } = follow();
  sources[0]!.emit('open');
  sources[0]!.emit('branches', '[{"id":"b01"}]');
  sources[0]!.emit('live', '{"id":"b01"}');
  sources[0]!.emit('live', '{"id":');
  expect(heard).toEqual([true, ['b01'], 'b01']);
});

test('a connection that the browser gave up is opened again, one that it mends itself is not', () => {
  const { clock, sources, heard } = follow();
  sources[0]!.readyState = 0;
  sources[0]!.emit('error');
  clock.advance(10_000);
  expect(sources).toHaveLength(1);
  sources[0]!.readyState = 2;
  sources[0]!.emit('error');
  clock.advance(3_000);
  expect(sources).toHaveLength(2);
  expect(heard).toEqual([false, false, 'refused']);
});

test('a connection that has been silent for long is replaced', () => {
  const { clock, sources, heard } = follow();
  clock.advance(20_000);
  sources[0]!.emit('heartbeat', '{}');
  clock.advance(24_999);
  expect(sources).toHaveLength(1);
  clock.advance(1);
  expect([sources.length, sources[0]!.closed]).toEqual([2, true]);
  expect(heard).toEqual([false]);
});

test('stopping closes the connection and opens no other', () => {
  const { clock, sources, stop } = follow();
  sources[0]!.readyState = 2;
  sources[0]!.emit('error');
  stop();
  clock.advance(60_000);
  expect([sources.length, sources[0]!.closed]).toEqual([1, true]);
});
