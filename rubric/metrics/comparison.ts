import type { Comparison } from '#contract/lobby-view.ts';
import type { WindowScore } from '#contract/score.ts';
import { divideRounded } from '../statistics/exact.ts';

/** The day so far against the same weekday of the weeks before, half-hour by half-hour. */

/** One scored half-hour, cut down to what adds up. */
export interface HalfHourFigures {
  /** Local time of day at its beginning, ms since midnight. */
  readonly dayTimeMs: number;
  readonly to: number;
  readonly issued: number;
  readonly served: number;
  readonly abandoned: number;
  /** Waits of those called in it, and their sum in ms. */
  readonly waits: number;
  readonly waitSumMs: number;
}

/** `dayTimeMs`: local time of day at `score.from`. The sum of the waits is exact to half a ms per ticket. */
export function halfHourFigures(score: WindowScore, dayTimeMs: number): HalfHourFigures {
  const { to, tickets, wait } = score;
  const { issued, served, abandoned } = tickets;
  return { dayTimeMs, to, issued, served, abandoned, waits: wait.n, waitSumMs: wait.n * (wait.meanMs ?? 0) };
}

type Sums = Pick<HalfHourFigures, 'issued' | 'served' | 'abandoned' | 'waits' | 'waitSumMs'>;

/**
 * Only half-hours of the clock that have closed today count on the other days too, so that like is compared with
 * like. `usual` is the mean per day, for the wait the mean over all their tickets. A day without any of these
 * half-hours does not count. Null when no half-hour has closed today, or no day counts.
 */
export function compareDays(
  today: readonly HalfHourFigures[],
  earlier: readonly (readonly HalfHourFigures[])[],
): Comparison | null {
  const times = new Set(today.map(({ dayTimeMs }) => dayTimeMs));
  const days = earlier
    .map((day) => day.filter(({ dayTimeMs }) => times.has(dayTimeMs)))
    .filter((halfHours) => halfHours.length > 0);
  if (today.length === 0 || days.length === 0) return null;
  const now = sumOf(today);
  const then = sumOf(days.flat());
  const figure = (field: 'issued' | 'served' | 'abandoned') => ({
    today: now[field],
    usual: divideRounded(then[field], days.length),
  });
  return {
    days: days.length,
    until: Math.max(...today.map(({ to }) => to)),
    issued: figure('issued'),
    served: figure('served'),
    abandoned: figure('abandoned'),
    meanWaitMs: { today: meanWaitMs(now), usual: meanWaitMs(then) },
  };
}

function meanWaitMs({ waits, waitSumMs }: Sums): number | null {
  return waits === 0 ? null : divideRounded(waitSumMs, waits);
}

function sumOf(halfHours: readonly HalfHourFigures[]): Sums {
  return halfHours.reduce<Sums>(
    (sum, each) => ({
      issued: sum.issued + each.issued,
      served: sum.served + each.served,
      abandoned: sum.abandoned + each.abandoned,
      waits: sum.waits + each.waits,
      waitSumMs: sum.waitSumMs + each.waitSumMs,
    }),
    { issued: 0, served: 0, abandoned: 0, waits: 0, waitSumMs: 0 },
  );
}
