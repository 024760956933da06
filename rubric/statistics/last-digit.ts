import { chiSquareTail } from './distributions.ts';

/**
 * Are the last digits of figures that people typed spread evenly? Invented figures like to end in 0 and 5. For times
 * typed by hand; first-digit tests do not suit waits.
 */

export interface LastDigits {
  /** How many figures end in 0, 1, … 9. */
  readonly counts: readonly number[];
  readonly n: number;
  /** χ² against an even spread, 9 degrees of freedom. */
  readonly chiSquare: number;
  readonly p: number;
}

/** Five are expected of each digit from here on, below that χ² says nothing. */
const MIN_FIGURES = 50;

/** Null below 50 figures. Throws a RangeError on figures that are not whole. */
export function lastDigits(figures: readonly number[]): LastDigits | null {
  if (!figures.every(Number.isSafeInteger)) throw new RangeError('figures must be whole numbers');
  const n = figures.length;
  if (n < MIN_FIGURES) return null;
  const counts = Array.from({ length: 10 }, () => 0);
  for (const figure of figures) counts[Math.abs(figure) % 10]! += 1;
  // Σ(count − n/10)²/(n/10), in whole numbers up to the last division.
  const chiSquare = counts.reduce((sum, count) => sum + (10 * count - n) ** 2, 0) / (10 * n);
  return { counts, n, chiSquare, p: chiSquareTail(chiSquare, 9) };
}
