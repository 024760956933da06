/** Part of the scale of 0–100 points, in 1/10,000 of a point. */
export interface PointRange {
  readonly from: number;
  readonly to: number;
}

const TEN_POINTS = 100_000;

interface Drawn {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Whole tens that hold all scores with their intervals: one scale for all that are compared. */
export function rangeOf(scores: readonly Drawn[]): PointRange {
  const all = scores.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  if (all.length === 0) return { from: 0, to: 10 * TEN_POINTS };
  const from = Math.floor(Math.min(...all) / TEN_POINTS) * TEN_POINTS;
  return { from, to: Math.max(from + TEN_POINTS, Math.ceil(Math.max(...all) / TEN_POINTS) * TEN_POINTS) };
}

/** "60–100". */
export function formatRange({ from, to }: PointRange): string {
  return `${String(from / 10_000)}–${String(to / 10_000)}`;
}
