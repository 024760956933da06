import type { Estimate } from '#contract/estimate.ts';
import type { Language } from './language.ts';

/** An expected wait as people are told it, in whole steps of five minutes. */
export interface MinuteRange {
  /** 0 = "up to". */
  readonly from: number;
  readonly to: number;
}

const STEP_MS = 5 * 60_000;

/** Rounded outwards, so that the band said is never narrower than the band that was computed. */
export function estimateRange({ lowMs, highMs }: Pick<Estimate, 'lowMs' | 'highMs'>): MinuteRange {
  const from = Math.floor(Math.max(0, lowMs) / STEP_MS);
  const to = Math.max(from + 1, Math.ceil(highMs / STEP_MS));
  return { from: from * 5, to: to * 5 };
}

/** Exactly at a limit counts as inside, as people read "10–15 minutes". */
export function withinRange(waitMs: number, { from, to }: MinuteRange): boolean {
  return waitMs >= from * 60_000 && waitMs <= to * 60_000;
}

export function rangeWords({ from, to }: MinuteRange, language: Language): string {
  if (language === 'zh') return from === 0 ? `${to} 分钟以内` : `${from}–${to} 分钟`;
  return from === 0 ? `up to ${to} min` : `${from}–${to} min`;
}
