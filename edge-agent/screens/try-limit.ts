/** How often a short secret may be guessed: a few wrong tries per while, counted over everybody. */

export const MOST_TRIES = 5;
export const TRY_WINDOW_MS = 10 * 60_000;

/** Those that still count. Times in the future are of a clock that has been set back since. */
export function recentTries(tries: readonly number[], now: number): readonly number[] {
  return tries.filter((at) => at <= now && now - at < TRY_WINDOW_MS);
}

/** How long until another try is allowed; 0 = now. */
export function lockedForMs(tries: readonly number[], now: number): number {
  const recent = recentTries(tries, now);
  if (recent.length < MOST_TRIES) return 0;
  // When all but the allowed number less one have been forgotten.
  return recent.at(-MOST_TRIES)! + TRY_WINDOW_MS - now;
}
