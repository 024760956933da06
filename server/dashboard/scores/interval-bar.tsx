import type { JSX } from 'preact';
import { formatPoints } from './format.ts';
import type { PointRange } from './point-range.ts';
import { SCORE_WORDS } from './words.ts';
import type { Language } from '../shell/language.ts';

interface IntervalBarProps {
  /** 1/10,000 of a point. */
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** What the bar stands for. */
  readonly range: PointRange;
}

/** The interval as a band, the score as a mark. Says nothing that does not stand beside it in figures. */
export function IntervalBar({ value, low, high, range }: IntervalBarProps): JSX.Element {
  const width = range.to - range.from;
  const at = (points: number): string => `${((100 * (points - range.from)) / width).toFixed(3)}%`;
  return (
    <span class="interval-bar" aria-hidden="true">
      {low === null || high === null ? null : (
        <span class="band" style={{ insetInlineStart: at(low), inlineSize: at(range.from + high - low) }} />
      )}
      <span class="mark" style={{ insetInlineStart: at(value) }} />
    </span>
  );
}

/** "81.20–86.41". */
export function intervalText(low: number | null, high: number | null, language: Language): string {
  if (low === null || high === null) return `${SCORE_WORDS[language].interval} –`;
  return `${formatPoints(low)}–${formatPoints(high)}`;
}
