import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { HeartbeatRequest } from '#contract/screens.ts';
import { BEAT_MS, keepUp, nightReloadDue } from './upkeep.ts';
import type { BeatAnswer } from './upkeep.ts';

const HOUR = 3_600_000;

describe('each night', () => {
  /** 2026-03-02 in Shanghai. */
  function due(time: string, upHours: number, jitterMinutes = 0): boolean {
    const wallNow = Date.parse(`2026-03-02T${time}:30+08:00`);
    return nightReloadDue({
      wallNow,
      timeZone: 'Asia/Shanghai',
      reloadAt: '03:00',
      jitterMinutes,
      upMs: upHours * HOUR,
    });
  }

  test.each([
    ['02:59', 20, false],
    ['03:01', 20, true],
    ['03:45', 20, true],
    ['03:45', 0.5, false],
    ['06:59', 20, true],
    ['09:00', 20, false],
  ])('at %s, %d h after its start, a page begins anew: %s', (time, up, expected) => {
    expect(due(time, up)).toBe(expected);
  });

  test('a page that has just begun anew is not due again', () => {
    expect(due('03:00', 0.001)).toBe(false);
  });

  test('screens take turns', () => {
    expect([due('03:05', 20, 0), due('03:05', 20, 10), due('03:11', 20, 10)]).toEqual([true, false, true]);
  });

  test('an hour before midnight is the hour of the branch', () => {
    const wallNow = Date.parse('2026-03-02T00:10:00+08:00');
    expect(
      nightReloadDue({ wallNow, timeZone: 'Asia/Shanghai', reloadAt: '23:55', jitterMinutes: 0, upMs: 20 * HOUR }),
    ).toBe(true);
  });
});

class Screen {
  readonly clock = new VirtualClock(0);
  answer: BeatAnswer | null = { build: 'one' };
  night = false;
  vacant = true;
  delivered = true;
  left = 0;
  reloads = 0;
  readonly beats: HeartbeatRequest[] = [];
  readonly stop = keepUp({
    clock: this.clock,
    beat: async (request) => {
      this.beats.push(request);
      return this.answer;
    },
    report: () => ({ screen: 'kiosk', role: 'kiosk', pending: 0, refused: 0 }),
    nightDue: () => this.night,
    vacant: () => this.vacant,
    delivered: () => this.delivered,
    reload: () => (this.reloads += 1),
    leave: () => (this.left += 1),
  });

  async pass(ms: number): Promise<void> {
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
    this.clock.advance(ms);
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  }
}

describe('the heartbeat', () => {
  test('comes at once and every 15 seconds, also when nobody answers', async () => {
    const screen = new Screen();
    screen.answer = null;
    for (let round = 0; round < 3; round += 1) await screen.pass(BEAT_MS);
    expect(screen.beats.length).toBe(4);
    screen.stop();
    await screen.pass(BEAT_MS);
    expect(screen.beats.length).toBe(4);
  });

  test('a new build is loaded in a calm moment', async () => {
    const screen = new Screen();
    await screen.pass(0);
    screen.answer = { build: 'two' };
    screen.vacant = false;
    await screen.pass(BEAT_MS);
    screen.vacant = true;
    screen.delivered = false;
    await screen.pass(BEAT_MS);
    expect(screen.reloads).toBe(0);
    screen.delivered = true;
    await screen.pass(BEAT_MS);
    expect(screen.reloads).toBe(1);
    screen.stop();
  });

  test('an agent that says nothing about builds never causes a reload', async () => {
    const screen = new Screen();
    await screen.pass(0);
    screen.answer = { build: null };
    await screen.pass(BEAT_MS);
    expect(screen.reloads).toBe(0);
    screen.stop();
  });

  test('the night reload waits for an agent that answers', async () => {
    const screen = new Screen();
    await screen.pass(0);
    screen.answer = null;
    screen.night = true;
    await screen.pass(BEAT_MS);
    expect(screen.reloads).toBe(0);
    screen.answer = { build: 'one' };
    await screen.pass(BEAT_MS);
    expect(screen.reloads).toBe(1);
    screen.stop();
  });

  test('a screen that is no longer paired leaves when nobody is at it, also with ratings on it', async () => {
    const screen = new Screen();
    await screen.pass(0);
    screen.answer = 'turned-away';
    screen.delivered = false;
    screen.vacant = false;
    await screen.pass(BEAT_MS);
    expect(screen.left).toBe(0);
    screen.vacant = true;
    await screen.pass(BEAT_MS);
    expect([screen.left, screen.reloads]).toEqual([1, 0]);
    screen.stop();
  });
});
