import type { SparseHistogram } from '#contract/score.ts';

/**
 * Fixed 30-second bins over 0–240 min and one overflow bin, right-closed: bin k holds (k·30 s, (k+1)·30 s], bin 0 also
 * zero. Every target in half minutes is a bin edge, so attainment from a histogram is exact, and histograms add in
 * any order to the same bytes.
 */

export const BIN_MS = 30_000;
export const OVERFLOW_BIN = 480;

/** Bin of a duration in ms, ≥ 0. */
export function binOf(durationMs: number): number {
  return Math.min(OVERFLOW_BIN, Math.max(0, Math.ceil(durationMs / BIN_MS) - 1));
}

/** Right edge of a bin in ms; null for the overflow bin. */
export function binEdgeMs(bin: number): number | null {
  return bin >= OVERFLOW_BIN ? null : (bin + 1) * BIN_MS;
}

export function histogramOf(durationsMs: Iterable<number>): SparseHistogram {
  const counts = new Map<number, number>();
  for (const duration of durationsMs) {
    const bin = binOf(duration);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return sparse(counts);
}

/** Sum of histograms; the order does not matter. */
export function mergeHistograms(histograms: Iterable<SparseHistogram>): SparseHistogram {
  const counts = new Map<number, number>();
  for (const histogram of histograms) {
    for (const [bin, count] of histogram) counts.set(bin, (counts.get(bin) ?? 0) + count);
  }
  return sparse(counts);
}

function sparse(counts: ReadonlyMap<number, number>): SparseHistogram {
  return [...counts].filter(([, count]) => count > 0).toSorted(([a], [b]) => a - b);
}

export function histogramCount(histogram: SparseHistogram): number {
  return histogram.reduce((sum, [, count]) => sum + count, 0);
}

/** How many lasted longer than `thresholdMs`; exact when that is a bin edge up to 240 min, else null. */
export function histogramOver(histogram: SparseHistogram, thresholdMs: number): number | null {
  if (thresholdMs % BIN_MS !== 0 || thresholdMs > OVERFLOW_BIN * BIN_MS) return null;
  const first = thresholdMs / BIN_MS;
  return histogram.reduce((sum, [bin, count]) => (bin >= first ? sum + count : sum), 0);
}

/**
 * Type-7 percentile of right bin edges: never below the percentile of the raw values and at most `BIN_MS` above it.
 * Null for nothing, or when it falls into the overflow bin. `percent` is a whole number 0…100.
 */
export function histogramPercentile(histogram: SparseHistogram, percent: number): number | null {
  const n = histogramCount(histogram);
  if (n === 0) return null;
  const scaled = (n - 1) * percent;
  const rest = scaled % 100;
  const rank = (scaled - rest) / 100;
  const low = edgeAt(histogram, rank);
  const high = rest === 0 ? low : edgeAt(histogram, rank + 1);
  if (low === null || high === null) return null;
  return Math.round(low + ((high - low) * rest) / 100);
}

/** Right edge of the bin that holds the value of this rank, counted from 0. */
function edgeAt(histogram: SparseHistogram, rank: number): number | null {
  let seen = 0;
  for (const [bin, count] of histogram) {
    seen += count;
    if (rank < seen) return binEdgeMs(bin);
  }
  return null;
}
