import type { Cancel, Clock } from '#contract/clock.ts';
import type { HallEvent } from '#contract/events.ts';
import type { BranchId } from '#contract/ids.ts';
import type { ScoreMessage } from '#contract/score.ts';
import type { StatusMessage } from '#contract/status.ts';
import { dayRecords, heldDays } from '#rubric/hall/hall.ts';
import { liveSnapshot } from '#rubric/hall/live.ts';
import { dayScore, halfHourScore } from '#rubric/metrics/window-score.ts';
import type { Recorder } from './recorder.ts';
import { createThrottle } from './throttle.ts';
import type { Uplink } from '../ports.ts';

export const LIVE_GAP_MS = 1_000;
export const SCORE_GAP_MS = 5_000;
export const STATUS_EVERY_MS = 60_000;

export interface PublisherOptions {
  readonly branch: BranchId;
  readonly recorder: Recorder;
  readonly uplink: Pick<Uplink, 'publish'>;
  /** The hall's time, in the messages. */
  readonly clock: Clock;
  /** Real time, between the messages. */
  readonly pace: Clock;
  readonly status: () => StatusMessage;
}

/** Keeps the retained messages of the branch current: hall, scores, status. */
export interface Publisher {
  start(): void;
  healthChanged(): void;
  /** Publishes at once what still waits for its gap. */
  flush(): void;
  stop(): void;
}

export function createPublisher(options: PublisherOptions): Publisher {
  const { branch, recorder, uplink, clock, pace, status } = options;
  const publishScore = (): void => {
    const message = scoreMessage(recorder, branch, clock.now());
    if (message !== null) uplink.publish('score', message);
  };
  const live = createThrottle(pace, LIVE_GAP_MS, () =>
    uplink.publish('live', liveSnapshot(recorder.hall, branch, clock.now())),
  );
  const score = createThrottle(pace, SCORE_GAP_MS, publishScore);
  const health = createThrottle(pace, LIVE_GAP_MS, () => uplink.publish('status', status()));
  let cancelStatus: Cancel = () => {};
  let cancelStored: Cancel = () => {};

  const everyMinute = (): void => {
    health.request();
    cancelStatus = pace.after(STATUS_EVERY_MS, everyMinute);
  };
  const stored = (events: readonly HallEvent[]): void => {
    live.request();
    if (events.some((event) => event.type === 'score.window')) publishScore();
    else score.request();
  };
  return {
    start() {
      cancelStored = recorder.onStored(stored);
      live.request();
      score.request();
      everyMinute();
    },
    healthChanged: () => health.request(),
    flush() {
      for (const throttle of [live, score, health]) throttle.flush();
    },
    stop() {
      cancelStored();
      cancelStatus();
      for (const throttle of [live, score, health]) throttle.stop();
    },
  };
}

/** Null before the first day. */
export function scoreMessage(recorder: Recorder, branch: BranchId, at: number): ScoreMessage | null {
  const { hall, calendar } = recorder;
  const newest = heldDays(hall).at(-1);
  const records = newest === undefined ? null : dayRecords(hall, newest.date);
  if (records === null) return null;
  const upto = hall.upto;
  const from = calendar.halfHourOf(at);
  return {
    v: 1,
    branch,
    at,
    // Up to this very millisecond: waiting is judged at the end of a window, not in the future.
    current: halfHourScore(records, { from, to: at + 1, upto }),
    lastClosed: recorder.book().lastWindow,
    day: dayScore(records, { at, upto }),
  };
}
