import { normalQuantile } from './distributions.ts';
import type { Interval } from './intervals.ts';
import { incompleteBeta, logBeta } from './special-functions.ts';

/** A share that is not known for certain: Beta(a, b), both positive. */
export interface Beta {
  readonly a: number;
  readonly b: number;
}

export function betaMean({ a, b }: Beta): number {
  return a / (a + b);
}

/** Quantile of a beta distribution, 0 < p < 1, to about 1e-12: Newton steps, kept inside a bracket. */
export function betaQuantile(p: number, { a, b }: Beta): number {
  let low = 0;
  let high = 1;
  let x = startingPoint(p, { a, b });
  for (let step = 0; step < 200; step += 1) {
    const error = incompleteBeta(x, a, b) - p;
    if (error > 0) high = x;
    else low = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b));
    const newton = x - error / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-14 * next || next <= low || next >= high) return next;
    x = next;
  }
  return x;
}

/** The normal approximation where it lies inside the unit, otherwise the mean. */
function startingPoint(p: number, beta: Beta): number {
  const mean = betaMean(beta);
  const deviation = Math.sqrt((mean * (1 - mean)) / (beta.a + beta.b + 1));
  const guess = mean + normalQuantile(p) * deviation;
  return guess > 0 && guess < 1 ? guess : mean;
}

/** Equal-tailed credible interval. */
export function betaInterval(beta: Beta, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  return { low: betaQuantile(tail, beta), high: betaQuantile(1 - tail, beta) };
}
