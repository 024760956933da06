import type { StoredTimers, Timers } from './wire.ts';

/** A device whose clock is off by more than this is pointed out; its times are corrected beside the device's own. */
const SKEW_LIMIT_MS = 120_000;

export function isSkewed(skewMs: number | null): boolean {
  return skewMs !== null && Math.abs(skewMs) > SKEW_LIMIT_MS;
}

/** The device's times, and beside them the same by head office's clock. */
export function withCorrection(timers: Timers, skewMs: number): StoredTimers {
  const correct = (at: number | null): number | null => (at === null ? null : Math.max(0, at - skewMs));
  const sections = Object.entries(timers.sections).map(([section, at]) => [section, Math.max(0, at - skewMs)]);
  return {
    ...timers,
    corrected: {
      startedAt: correct(timers.startedAt),
      endedAt: correct(timers.endedAt),
      sections: Object.fromEntries(sections) as Timers['sections'],
    },
  };
}

/** Local day of a visit that began at `at` by head office's clock. */
export function localDay(at: number, offsetMinutes: number): string {
  return new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 10);
}
