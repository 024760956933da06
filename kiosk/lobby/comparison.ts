import type { Comparison } from '#contract/lobby-view.ts';

/** One figure of the day so far against the same weekday of the weeks before. */
export interface Trend {
  readonly direction: 'more' | 'less' | 'same';
  /** People or ms, never negative. */
  readonly difference: number;
  readonly usual: number;
  /** Whether the difference is welcome; more tickets are neither. */
  readonly tone: 'good' | 'bad' | 'plain';
}

export type ComparedFigure = 'issued' | 'served' | 'abandoned' | 'meanWaitMs';

/** A difference below this is no difference: half a minute of mean wait is noise. */
const LEAST: Readonly<Record<ComparedFigure, number>> = { issued: 1, served: 1, abandoned: 1, meanWaitMs: 30_000 };
const LESS_IS_GOOD: ReadonlySet<ComparedFigure> = new Set(['abandoned', 'meanWaitMs']);

/** Null where either side is unknown. */
export function trendOf(comparison: Comparison | null, figure: ComparedFigure): Trend | null {
  const { today, usual } = comparison?.[figure] ?? { today: null, usual: null };
  if (today === null || usual === null) return null;
  const difference = Math.abs(today - usual);
  if (difference < LEAST[figure]) return { direction: 'same', difference, usual, tone: 'plain' };
  const direction = today > usual ? 'more' : 'less';
  const welcome = direction === 'less' ? 'good' : 'bad';
  return { direction, difference, usual, tone: LESS_IS_GOOD.has(figure) ? welcome : 'plain' };
}

/** Day of the week of a date (YYYY-MM-DD), 0 = Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}
