import type { Beta } from './beta.ts';
import { normalQuantile } from './distributions.ts';

/** Draws from distributions, out of a stream of uniform ones in [0, 1) of 32 bits. */

export type Unit = () => number;

/** Half of the step between two draws: what is never 0 where a logarithm follows. */
const HALF_STEP = 2 ** -33;

/** Quantiles in the middle of 65,536 equally likely slices; the outermost lie at ±4.32. */
const NORMAL_SLICES = Float64Array.from({ length: 2 ** 16 }, (_, slice) => normalQuantile((slice + 0.5) / 2 ** 16));

/** Standard normal, one uniform draw each. */
export function drawNormal(unit: Unit): number {
  return NORMAL_SLICES[Math.floor(unit() * 2 ** 16)]!;
}

export function drawBeta({ a, b }: Beta, unit: Unit): number {
  const x = drawGamma(a, unit);
  return x / (x + drawGamma(b, unit));
}

/** Gamma with scale 1, shape > 0 (Marsaglia & Tsang 2000). */
function drawGamma(shape: number, unit: Unit): number {
  if (shape < 1) return drawGamma(shape + 1, unit) * (unit() + HALF_STEP) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = drawNormal(unit);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(unit() + HALF_STEP) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}
