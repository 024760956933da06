/** The functions behind the distributions. Relative error about 1e-12, of incomplete functions of huge arguments 1e-9. */

const SHIFT_TO = 15;
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** ln Γ(x) for x > 0: Stirling's series (Abramowitz & Stegun 6.1.41), smaller x moved up by Γ(x + 1) = xΓ(x). */
export function logGamma(x: number): number {
  let moved = 1;
  let at = x;
  for (; at < SHIFT_TO; at += 1) moved *= at;
  const square = 1 / (at * at);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / at;
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + series - Math.log(moved);
}

/** Keeps a continued fraction from dividing by zero (modified Lentz). */
const TINY = 1e-300;
const PRECISION = 1e-15;
const MAX_TERMS = 100_000;

function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

/** b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified Lentz method; `step` gives [aₖ, bₖ] for k = 1, 2, … */
function continuedFraction(b0: number, step: (k: number) => readonly [number, number]): number {
  let value = awayFromZero(b0);
  let c = value;
  let d = 0;
  for (let k = 1; k < MAX_TERMS; k += 1) {
    const [a, b] = step(k);
    d = 1 / awayFromZero(b + a * d);
    c = awayFromZero(b + a / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return value;
}

/** Regularised incomplete beta function I_x(a, b), a, b > 0, 0 ≤ x ≤ 1 (Abramowitz & Stegun 26.5.8). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // On this side of the mean the fraction converges fast.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b);
  const fraction = continuedFraction(1, (k) => {
    const m = k >> 1;
    const over = k % 2 === 0 ? m * (b - m) : -(a + m) * (a + b + m);
    return [(over * x) / ((a + k - 1) * (a + k)), 1];
  });
  return Math.exp(front) / (a * fraction);
}

export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Regularised upper incomplete gamma function Q(a, x), a > 0, x ≥ 0 (Abramowitz & Stegun 6.5.29 and 6.5.31). */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = a + 1; term > sum * PRECISION; k += 1) {
      term *= x / k;
      sum += term;
    }
    return 1 - front * sum;
  }
  return front / continuedFraction(x + 1 - a, (k) => [-k * (k - a), x + 1 - a + 2 * k]);
}
