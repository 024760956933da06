/** Times of the kiosk's screens, and what is left of them. All of the page's steady clock, ms. */

/**
 * A tap this soon after a screen appeared was meant for the one before: the second half of a double tap, or mashing. It
 * also keeps mashing to at most three ratings a second, which the agent then recognises and sets aside.
 */
export const GUARD_MS = 350;
/** How long before the end the countdown shows. */
export const WARNING_MS = 10_000;
/** "I need more time" grants this much at once; it may be asked for again and again. */
export const MORE_TIME_MS = 60_000;

/** The time that a screen has. `touched` = somebody is there and will be warned before it ends. */
export interface Patience {
  readonly until: number;
  readonly touched: boolean;
}

/** A touch never shortens what was granted before. */
export function extended(patience: Patience | null, now: number, forMs: number): Patience {
  return { until: Math.max(patience?.until ?? 0, now + forMs), touched: true };
}

/** Whole seconds left while the warning is due, else null. */
export function warningSeconds(patience: Patience | null, now: number): number | null {
  if (patience === null || !patience.touched) return null;
  const left = patience.until - now;
  return left > WARNING_MS ? null : secondsLeft(patience, now);
}

export function secondsLeft(patience: Patience, now: number): number {
  return Math.max(0, Math.ceil((patience.until - now) / 1_000));
}

/** When the warning is also spoken and sounded: as it appears and at five seconds, not every second. */
export function announced(seconds: number | null): 10 | 5 | null {
  if (seconds === null) return null;
  return seconds > 5 ? 10 : 5;
}
