/** Agreement of any number of raters, with gaps (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"). */

export type ScaleLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/** One thing that was rated: what each rater gave it, null where a rater did not. Nominal values are codes. */
export type RatedUnit = readonly (number | null)[];

/**
 * α = 1 − observed/expected disagreement of all pairs of values within units. Null where it has no value: nothing was
 * rated twice, or all values that can be paired are the same. Does not depend on the order of units or raters.
 * Throws a RangeError on values that are not numbers, and on negative ones of a ratio scale.
 */
export function krippendorffAlpha(units: readonly RatedUnit[], level: ScaleLevel): number | null {
  const pairable = units.map((unit) => unit.filter((value) => value !== null)).filter((unit) => unit.length >= 2);
  const values = [...new Set(pairable.flat())].toSorted((a, b) => a - b);
  if (!values.every((value) => Number.isFinite(value) && (level !== 'ratio' || value >= 0)))
    throw new RangeError(`a value does not fit a scale of level ${level}`);
  const totals = values.map(() => 0);
  const index = new Map(values.map((value, position) => [value, position]));
  for (const value of pairable.flat()) totals[index.get(value)!]! += 1;
  const n = totals.reduce((sum, count) => sum + count, 0);
  const difference = differences(values, totals)[level];
  const coincidences = coincidenceMatrix(pairable, index);
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < values.length; c += 1) {
    for (let k = c + 1; k < values.length; k += 1) {
      const square = difference(c, k) ** 2;
      observed += square * coincidences[c]![k]!;
      expected += square * totals[c]! * totals[k]!;
    }
  }
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected;
}

/**
 * How often value c meets value k within a unit, over (raters of the unit − 1). Whole counts are summed by number of
 * raters first, so that rounding does not follow the order of units.
 */
function coincidenceMatrix(
  units: readonly (readonly number[])[],
  index: ReadonlyMap<number, number>,
): readonly (readonly number[])[] {
  const matrix = [...index].map(() => [...index].map(() => 0));
  const sizes = [...new Set(units.map((unit) => unit.length))].toSorted((a, b) => a - b);
  for (const size of sizes) {
    const pairs = matrix.map((row) => row.map(() => 0));
    for (const unit of units) if (unit.length === size) countPairs(unit, index, pairs);
    for (const [c, row] of pairs.entries())
      for (const [k, count] of row.entries()) matrix[c]![k]! += count / (size - 1);
  }
  return matrix;
}

function countPairs(unit: readonly number[], index: ReadonlyMap<number, number>, pairs: number[][]): void {
  for (const [i, first] of unit.entries()) {
    for (const [j, second] of unit.entries()) if (i !== j) pairs[index.get(first)!]![index.get(second)!]! += 1;
  }
}

/** Difference of the values at two positions c < k. */
type Difference = (c: number, k: number) => number;

function differences(values: readonly number[], totals: readonly number[]): Readonly<Record<ScaleLevel, Difference>> {
  return {
    nominal: () => 1,
    // How many values lie between, the ends by half.
    ordinal: (c, k) => totals.slice(c, k + 1).reduce((sum, count) => sum + count, 0) - (totals[c]! + totals[k]!) / 2,
    interval: (c, k) => values[k]! - values[c]!,
    ratio: (c, k) => (values[k]! - values[c]!) / (values[k]! + values[c]!),
  };
}

/** Usual reading: below 0.667 an item is not scored, from 0.8 on it is reliable, tentative between. */
export type AgreementReading = 'reliable' | 'tentative' | 'not-scored' | 'insufficient';

export function agreementReading(alpha: number | null): AgreementReading {
  if (alpha === null) return 'insufficient';
  if (alpha < 0.667) return 'not-scored';
  return alpha < 0.8 ? 'tentative' : 'reliable';
}
