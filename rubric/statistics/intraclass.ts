/** Intraclass correlation: how much of the spread of scores is between what was scored (Shrout & Fleiss 1979). */

export interface IntraclassCorrelations {
  /** One rater; each target has raters of its own. */
  readonly single1: number;
  /** One rater out of many; all targets have the same raters, and how strict a rater is counts as error. */
  readonly single2: number;
  /** One of exactly these raters; how strict each is does not count. */
  readonly single3: number;
  /** The same three for the mean of all raters: ICC(1,k), (2,k), (3,k). */
  readonly mean1: number;
  readonly mean2: number;
  readonly mean3: number;
}

/**
 * ICC(1,1), (2,1), (3,1) and their k-rater forms from a full table: a row per target (visit), a column per rater, in
 * whole units such as hundredths of a point; sums are exact, so the order of rows and columns does not matter. Null
 * where they have no value: fewer than two rows or columns, or no spread at all. Throws a RangeError on rows of
 * different length or scores that are not whole.
 */
export function intraclassCorrelations(scores: readonly (readonly number[])[]): IntraclassCorrelations | null {
  const n = scores.length;
  const k = scores[0]?.length ?? 0;
  if (scores.some((row) => row.length !== k)) throw new RangeError('every target needs a score of every rater');
  if (!scores.flat().every(Number.isSafeInteger)) throw new RangeError('scores must be whole numbers');
  if (n < 2 || k < 2) return null;
  const { rows, columns, error, within } = meanSquares(scores, n, k);
  if (rows === 0 && within === 0) return null;
  const strictness = (k * (columns - error)) / n;
  return {
    single1: ratio(rows - within, rows + (k - 1) * within),
    single2: ratio(rows - error, rows + (k - 1) * error + strictness),
    single3: ratio(rows - error, rows + (k - 1) * error),
    mean1: ratio(rows - within, rows),
    mean2: ratio(rows - error, rows + strictness / k),
    mean3: ratio(rows - error, rows),
  };
}

/** Where all spread is between raters there is none left to correlate. */
function ratio(over: number, under: number): number {
  return under === 0 ? 0 : over / under;
}

function meanSquares(scores: readonly (readonly number[])[], n: number, k: number) {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const squares = (values: readonly number[]): number => values.reduce((total, value) => total + value * value, 0);
  const rowSums = scores.map(sum);
  const columnSums = scores[0]!.map((_, rater) => sum(scores.map((row) => row[rater]!)));
  const total = sum(rowSums);
  // n·k times each sum of squares is a whole number.
  const all = n * k * squares(scores.flat()) - total * total;
  const between = n * squares(rowSums) - total * total;
  const raters = k * squares(columnSums) - total * total;
  const per = (times: number, degrees: number): number => times / (n * k * degrees);
  return {
    rows: per(between, n - 1),
    columns: per(raters, k - 1),
    error: per(all - between - raters, (n - 1) * (k - 1)),
    within: per(all - between, n * (k - 1)),
  };
}
