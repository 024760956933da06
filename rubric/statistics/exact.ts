/**
 * Exact arithmetic for points and published figures: whole numbers and fractions, rounded once at the end, halves
 * away from zero. So 0.1 + 0.2 is 0.3, and a figure does not depend on the machine or the order of arrival.
 */

/** `sum / count` for whole numbers below 2^53, rounded to a whole number, halves up. `sum` ≥ 0, `count` > 0. */
export function divideRounded(sum: number, count: number): number {
  const rest = sum % count;
  return (sum - rest) / count + (rest * 2 >= count ? 1 : 0);
}

export interface Fraction {
  readonly over: bigint;
  /** Always positive. */
  readonly under: bigint;
}

/** `over / under` for whole numbers, `under` > 0. Throws a RangeError on anything else. */
export function fraction(over: number, under = 1): Fraction {
  if (!(under > 0)) throw new RangeError(`a fraction over ${under} has no value`);
  return { over: BigInt(over), under: BigInt(under) };
}

export const ZERO = fraction(0);
export const ONE = fraction(1);

export function add(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.under - b.over * a.under, under: a.under * b.under };
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.over, under: a.under * b.under };
}

/** `b` must not be zero. */
export function divide(a: Fraction, b: Fraction): Fraction {
  const sign = b.over < 0n ? -1n : 1n;
  if (b.over === 0n) throw new RangeError('division by zero');
  return { over: sign * a.over * b.under, under: sign * a.under * b.over };
}

export function less(a: Fraction, b: Fraction): boolean {
  return a.over * b.under < b.over * a.under;
}

export function smaller(a: Fraction, b: Fraction): Fraction {
  return less(b, a) ? b : a;
}

/** Between 0 and 1. */
export function clampToUnit(a: Fraction): Fraction {
  return less(a, ZERO) ? ZERO : smaller(a, ONE);
}

/** `a × factor` as a whole number, halves away from zero. */
export function roundTimes(a: Fraction, factor: number): number {
  const over = a.over * BigInt(factor) * 2n;
  const sign = over < 0n ? -1n : 1n;
  return Number(sign * ((sign * over + a.under) / (a.under * 2n)));
}

/** A share in 1/10,000; a share of nothing is 0. */
export function basisPoints(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(10_000, roundTimes(fraction(part, whole), 10_000));
}
