import { BIN_MS, histogramCount, histogramPercentile } from '#rubric/metrics/histogram.ts';
import { mergePacked } from './packed-histogram.ts';
import type { WaitsView } from './wire.ts';

/** Waits of many branches together: percentiles from the sum, never an average of percentiles. */
export function waitsView(
  date: string,
  { branches, packed }: { readonly branches: number; readonly packed: string },
): WaitsView {
  const histogram = mergePacked(packed);
  return {
    date,
    branches,
    n: histogramCount(histogram),
    binMs: BIN_MS,
    p50Ms: histogramPercentile(histogram, 50),
    p80Ms: histogramPercentile(histogram, 80),
    p90Ms: histogramPercentile(histogram, 90),
    histogram,
  };
}
