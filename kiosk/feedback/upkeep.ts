import type { Cancel, Clock } from '#contract/clock.ts';
import type { HeartbeatRequest } from '#contract/screens.ts';
import { formatTime } from '../shared/format.ts';

/** Keeps a page healthy that runs for years: heartbeat to the watchdog, new builds, a fresh start each night. */

export const BEAT_MS = 15_000;
/** Screens of one hall do not all begin anew in the same minute. */
export const MOST_JITTER_MINUTES = 10;
/** A night's reload that found no calm moment for this long waits for the next night. */
const LATEST_MINUTES = 240;

interface Night {
  readonly wallNow: number;
  readonly timeZone: string;
  /** HH:MM of the branch. */
  readonly reloadAt: string;
  readonly jitterMinutes: number;
  /** How long the page has been running, ms. */
  readonly upMs: number;
}

/** Whether the page has not begun anew since the hour set for it. */
export function nightReloadDue({ wallNow, timeZone, reloadAt, jitterMinutes, upMs }: Night): boolean {
  const since = minutesOf(formatTime(wallNow, timeZone)) - minutesOf(reloadAt) - jitterMinutes;
  const minutes = ((since % 1_440) + 1_440) % 1_440;
  // A minute of grace, as minutes are rounded down: the page that has just begun anew is not due again.
  return minutes < LATEST_MINUTES && upMs > (minutes + 1) * 60_000;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** "turned-away" = this screen is not, or no longer, paired. */
export type BeatAnswer = { readonly build: string | null } | 'turned-away';

export interface UpkeepOptions {
  readonly clock: Clock;
  /** Null = the agent does not answer, or not yet to this. */
  readonly beat: (request: HeartbeatRequest) => Promise<BeatAnswer | null>;
  readonly report: () => HeartbeatRequest;
  readonly nightDue: () => boolean;
  /** Nobody is at the screen. */
  readonly vacant: () => boolean;
  /** Nothing waits to be delivered. */
  readonly delivered: () => boolean;
  readonly reload: () => void;
  /** To where this screen can be paired; what waits to be delivered waits on the device. */
  readonly leave: () => void;
}

/** Beats every 15 s. Loads the page anew only in a calm moment and only while the agent answers, never into nothing. */
export function keepUp(options: UpkeepOptions): Cancel {
  const { clock, beat, report, nightDue, vacant, delivered, reload, leave } = options;
  let cancel: Cancel = () => undefined;
  let stopped = false;
  let build: string | null = null;
  let outdated = false;
  const round = async (): Promise<void> => {
    const answer = await beat(report());
    if (stopped) return;
    cancel = clock.after(BEAT_MS, () => void round());
    if (answer === null) return;
    if (answer === 'turned-away') {
      if (vacant()) leave();
      return;
    }
    outdated ||= isOther(answer.build, build);
    build ??= answer.build;
    if ((outdated || nightDue()) && vacant() && delivered()) reload();
  };
  void round();
  return () => {
    stopped = true;
    cancel();
  };
}

/** An agent that says nothing about builds has no other one. */
function isOther(build: string | null, than: string | null): boolean {
  return build !== null && than !== null && build !== than;
}
