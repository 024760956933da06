import { beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { eventBodySchema, type EventBody } from '#contract/events.ts';
import { screenHealthSchema } from '#contract/lobby-view.ts';
import type { HeartbeatRequest } from '#contract/screens.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { createScreenWatch, FORGOTTEN_AFTER_MS, SILENT_AFTER_MS, type ScreenWatch } from './screen-watch.ts';

const NOW = 1_796_000_000_000;
let pace: VirtualClock;
let events: EventBody[];
let changes: number;
let watch: ScreenWatch;

beforeEach(() => {
  pace = new VirtualClock(0);
  events = [];
  changes = 0;
  watch = createScreenWatch({
    now: () => NOW + pace.now(),
    pace,
    report: (bodies) => events.push(...bodies.map((body) => eventBodySchema.parse(body))),
    log: recordingAgentLog(),
  });
  watch.onChange(() => (changes += 1));
});

const beat = (change: Partial<HeartbeatRequest> = {}): boolean =>
  watch.beat({ screen: 'hall-2', role: 'kiosk', pending: 0, refused: 0, ...change });
const types = (): string[] => events.map(({ type }) => type);

describe('a screen', () => {
  test('that was never heard of is not listed, and its first sign of life is not journalled', () => {
    expect(watch.list()).toEqual([]);
    beat({ pending: 2 });
    expect(watch.list()).toEqual([
      { screen: 'hall-2', role: 'kiosk', state: 'alive', lastSeenAt: NOW, pending: 2, refused: 0 },
    ]);
    expect(screenHealthSchema.safeParse(watch.list()[0]).success).toBe(true);
    expect(events).toEqual([]);
  });

  test('is alive as long as it speaks, and silent once it does not: journalled once per change', () => {
    for (let i = 0; i < 10; i++) {
      beat();
      pace.advance(SILENT_AFTER_MS - 1);
    }
    expect(types()).toEqual([]);
    pace.advance(1);
    expect(watch.list()[0]).toMatchObject({ state: 'silent', lastSeenAt: NOW + 9 * (SILENT_AFTER_MS - 1) });
    pace.advance(3_600_000);
    expect(types()).toEqual(['device.offline']);
    expect(events[0]).toMatchObject({ device: 'kiosk-hall-2', src: 'agent', at: NOW + pace.now() - 3_600_000 });
    beat();
    beat();
    expect(types()).toEqual(['device.offline', 'device.online']);
    expect(watch.list()[0]?.state).toBe('alive');
  });

  test('is forgotten after a week of silence, and new when it comes back', () => {
    beat();
    pace.advance(FORGOTTEN_AFTER_MS - 1);
    expect(watch.list()).toHaveLength(1);
    pace.advance(1);
    expect(watch.list()).toEqual([]);
    beat();
    expect(types()).toEqual(['device.offline']);
  });

  test('with the longest name still makes a device of the contract', () => {
    beat({ screen: 'x'.repeat(24), role: 'display' });
    pace.advance(SILENT_AFTER_MS);
    expect(types()).toEqual(['device.offline']);
  });

  test('of another role is another screen', () => {
    beat();
    beat({ role: 'display' });
    expect(watch.list().map(({ role }) => role)).toEqual(['kiosk', 'display']);
  });
});

test('only what is worth showing is told', () => {
  beat();
  beat();
  beat();
  expect(changes).toBe(1);
  beat({ pending: 3 });
  beat({ pending: 3, refused: 1 });
  expect(changes).toBe(3);
  pace.advance(SILENT_AFTER_MS);
  expect(changes).toBe(4);
});

test('invented names do not fill the memory', () => {
  for (let i = 0; i < 64; i++) expect(beat({ screen: `k${i}` })).toBe(true);
  expect(beat({ screen: 'one-more' })).toBe(false);
  expect(beat({ screen: 'k5' })).toBe(true);
  expect(watch.list()).toHaveLength(64);
});

test('once stopped it reports nothing any more', () => {
  beat();
  watch.stop();
  pace.advance(FORGOTTEN_AFTER_MS);
  expect(events).toEqual([]);
});
