import type { Cancel, Clock } from '#contract/clock.ts';
import type { EventBody } from '#contract/events.ts';
import type { ScreenHealth } from '#contract/lobby-view.ts';
import { screenDevice, type HeartbeatRequest } from '#contract/screens.ts';
import type { ScreenLogger } from './log-events.ts';

/** Pages report every 15 s; three missed ones are bad luck, four are not. */
export const SILENT_AFTER_MS = 60_000;
/** A screen that was taken away is not mentioned for ever. */
export const FORGOTTEN_AFTER_MS = 7 * 86_400_000;
const MOST_SCREENS = 64;

export interface ScreenWatchOptions {
  /** The hall's time, in what is shown and stored. */
  readonly now: () => number;
  /** Real time. Timers only, so that a clock that is set makes nobody silent. */
  readonly pace: Clock;
  /** Journals. */
  readonly report: (bodies: readonly EventBody[]) => void;
  readonly log: ScreenLogger;
}

/** Whether the pages of the hall live: they say so, and their silence is noticed. */
export interface ScreenWatch {
  /** False when there are too many screens for another one. */
  beat(request: HeartbeatRequest): boolean;
  /** Screens heard of since the start of the agent. */
  list(): readonly ScreenHealth[];
  /** Something worth showing has changed; not each sign of life is. */
  onChange(listener: () => void): Cancel;
  stop(): void;
}

interface Watched {
  health: ScreenHealth;
  cancel: Cancel;
}

export function createScreenWatch(options: ScreenWatchOptions): ScreenWatch {
  return new Watch(options);
}

class Watch implements ScreenWatch {
  readonly #options: ScreenWatchOptions;
  readonly #screens = new Map<string, Watched>();
  readonly #listeners = new Set<() => void>();

  constructor(options: ScreenWatchOptions) {
    this.#options = options;
  }

  beat({ screen, role, pending, refused }: HeartbeatRequest): boolean {
    const device = screenDevice({ role, screen });
    const before = this.#screens.get(device);
    if (before === undefined && this.#screens.size >= MOST_SCREENS) return false;
    before?.cancel();
    const { now, pace, report, log } = this.#options;
    const at = now();
    this.#screens.set(device, {
      health: { screen, role, state: 'alive', lastSeenAt: at, pending, refused },
      cancel: pace.after(SILENT_AFTER_MS, () => this.#silent(device)),
    });
    // The first sign of life is no news: its silence before it is not known.
    if (before?.health.state === 'silent') {
      log.write('screens.back', { device });
      report([{ type: 'device.online', at, src: 'agent', device }]);
    }
    if (before === undefined || isNews(before.health, { state: 'alive', pending, refused })) this.#changed();
    return true;
  }

  list(): readonly ScreenHealth[] {
    return [...this.#screens.values()].map(({ health }) => health);
  }

  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop(): void {
    for (const { cancel } of this.#screens.values()) cancel();
  }

  #silent(device: string): void {
    const watched = this.#screens.get(device)!;
    const { now, pace, report, log } = this.#options;
    watched.health = { ...watched.health, state: 'silent' };
    watched.cancel = pace.after(FORGOTTEN_AFTER_MS - SILENT_AFTER_MS, () => {
      this.#screens.delete(device);
      this.#changed();
    });
    log.write('screens.silent', { device });
    const reason = 'No sign of life for 60 s: page closed, device off, or network down.';
    report([{ type: 'device.offline', at: now(), src: 'agent', device, reason }]);
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

type News = Pick<ScreenHealth, 'state' | 'pending' | 'refused'>;

function isNews(before: News, now: News): boolean {
  return before.state !== now.state || before.pending !== now.pending || before.refused !== now.refused;
}
