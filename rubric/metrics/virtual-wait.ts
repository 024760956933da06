import type { Visit } from '../hall/visit.ts';
import type { Observation } from '../statistics/product-limit.ts';
import { firstWaitOf, waitOf } from './wait.ts';

/**
 * Time until the hall calls, also for those who did not stay for it: what the product-limit mean is made of when
 * people leave. Source: measuring definitions, censoring.
 *
 * - Called by `now`, even in vain (no-show): known, though nobody knows when a customer who did not come had left.
 * - Cancelled, or still waiting at `now`: at least until then (censored).
 * - Never called and closed by the day reset: the customer left at some time between issue and close. An interval of
 *   hours tells nothing about waits of minutes; taking its end would make one silent leaver weigh as a whole
 *   afternoon. Such tickets tell nothing here and show in abandonment instead.
 * - Without a known issue, or called ambiguously: nothing.
 */
export function virtualWaitOf(visit: Visit, now: number): Observation | null {
  const { issuedAt, firstCalledAt, finishedAt, outcome } = visit;
  if (issuedAt === null || visit.ambiguous) return null;
  if (firstCalledAt !== null && firstCalledAt <= now) {
    const time = (outcome === 'abandoned' ? null : waitOf(visit)) ?? firstWaitOf(visit);
    return time === null ? null : { time, happened: true };
  }
  const left = finishedAt !== null && finishedAt <= now;
  if (left && visit.abandonReason === 'reset-at-close') return null;
  return { time: Math.max(0, (left ? finishedAt : now) - issuedAt), happened: false };
}
