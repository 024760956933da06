/**
 * Agreement of two raters beyond chance, from a square table: row = category the first chose, column = the second.
 * Cohen (1960); weighted: Cohen (1968).
 */

export type AgreementTable = readonly (readonly number[])[];

/** How far apart two categories count, by their distance as a share of the scale. Nominal: different is different. */
export type KappaWeights = 'nominal' | 'linear' | 'quadratic';

/**
 * κ = 1 − observed/expected disagreement. Null where it has no value: no ratings, or both raters always chose one
 * and the same category, so that nothing else could be expected. Throws a RangeError on a table that is not square.
 */
export function cohenKappa(table: AgreementTable, weights: KappaWeights = 'nominal'): number | null {
  const size = table.length;
  if (table.some((row) => row.length !== size)) throw new RangeError('an agreement table must be square');
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = table.map((_, column) => table.reduce((sum, row) => sum + row[column]!, 0));
  const n = rows.reduce((sum, count) => sum + count, 0);
  // Whole numbers up to the last division, so the value does not depend on the order of summing.
  let observed = 0;
  let expected = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const apart = distance(Math.abs(i - j), weights);
      observed += apart * table[i]![j]!;
      expected += apart * rows[i]! * columns[j]!;
    }
  }
  return expected === 0 ? null : 1 - (observed * n) / expected;
}

/** The width of the scale cancels in the quotient. */
function distance(steps: number, weights: KappaWeights): number {
  if (weights === 'nominal') return Math.min(1, steps);
  return weights === 'linear' ? steps : steps * steps;
}

/** Table of pairs over an ordered list of categories. Throws a RangeError on a rating that is none of them. */
export function agreementTable<Category>(
  pairs: readonly (readonly [Category, Category])[],
  categories: readonly Category[],
): AgreementTable {
  const place = new Map(categories.map((category, index) => [category, index]));
  const table = categories.map(() => categories.map(() => 0));
  for (const [first, second] of pairs) {
    const row = place.get(first);
    const column = place.get(second);
    if (row === undefined || column === undefined) throw new RangeError('a rating is not among the categories');
    table[row]![column]! += 1;
  }
  return table;
}
