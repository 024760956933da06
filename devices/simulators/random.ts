/** Repeatable chance: the same seed gives the same sequence on every machine. Not for secrets. */
export interface Random {
  /** Uniform in [0, 1). */
  unit(): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** Exponential with this mean. */
  exponential(mean: number): number;
  /** Log-normal: half of the values below `median`; `spread` is the standard deviation of the logarithm. */
  logNormal(median: number, spread: number): number;
  /** Index drawn in proportion to the weights; −1 when none is positive. */
  weighted(weights: readonly number[]): number;
}

/** Chris Doty-Humphrey's sfc32 (public domain, PractRand), seeded by one integer and run in. */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 16; i++) next();
  const unit = (): number => next() / 2 ** 32;
  // 1 − unit() is never 0, so the logarithm is finite.
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
  return {
    unit,
    between: (from, to) => from + (to - from) * unit(),
    chance: (probability) => unit() < probability,
    exponential: (mean) => -mean * Math.log(1 - unit()),
    logNormal: (median, spread) => median * Math.exp(spread * normal()),
    weighted(weights) {
      let left = unit() * weights.reduce((sum, weight) => sum + Math.max(0, weight), 0);
      const chosen = weights.findIndex((weight) => weight > 0 && (left -= weight) < 0);
      // Rounding may leave a crumb beyond the last weight.
      return chosen >= 0 ? chosen : weights.findLastIndex((weight) => weight > 0);
    },
  };
}
