/** Bars of the wait histogram. The stored bins of 30 s are too narrow to look at; they add up exactly to wider ones. */

export interface Bar {
  /** Whole minutes, right-closed like the bins: more than `from`, up to `to`; `to` null = everything beyond. */
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
}

const BINS_PER_MINUTE = 2;
const OVERFLOW_BIN = 480;
/** Widths in minutes that people read easily; the first that needs at most so many bars is taken. */
const WIDTHS = [1, 2, 5, 10, 15, 30];
const MAX_BARS = 24;

export function histogramBars(histogram: readonly (readonly [bin: number, count: number])[]): readonly Bar[] {
  const bins = histogram.filter(([bin]) => bin < OVERFLOW_BIN);
  const overflow = histogram.reduce((sum, [bin, count]) => (bin >= OVERFLOW_BIN ? sum + count : sum), 0);
  const minutes = Math.max(1, ...bins.map(([bin]) => Math.floor(bin / BINS_PER_MINUTE) + 1));
  const width = WIDTHS.find((candidate) => Math.ceil(minutes / candidate) <= MAX_BARS) ?? WIDTHS.at(-1)!;
  const counts = Array.from({ length: Math.ceil(minutes / width) }, () => 0);
  for (const [bin, count] of bins) counts[Math.floor(bin / (BINS_PER_MINUTE * width))]! += count;
  const bars: Bar[] = counts.map((count, index) => ({ from: index * width, to: (index + 1) * width, count }));
  return overflow === 0 ? bars : [...bars, { from: 240, to: null, count: overflow }];
}
