import type { SparseHistogram } from '#contract/score.ts';
import { OVERFLOW_BIN } from '#rubric/metrics/histogram.ts';

/**
 * Histograms of waits as short text that a database joins into one: for each bin how far it lies behind the one before
 * it, and its count; then a zero. Numbers are written five bits a character, the lowest first, with the sixth bit set
 * while more follows. Tens of thousands are added up in the time that it takes to parse the JSON of a few hundred.
 */

const MORE = 32;
/** Characters from "0" on. */
const FIRST = 48;

export function packHistogram(histogram: SparseHistogram): string {
  let text = '';
  const write = (number: number): void => {
    let rest = number;
    for (; rest >= MORE; rest = Math.floor(rest / MORE)) text += String.fromCharCode(FIRST + MORE + (rest % MORE));
    text += String.fromCharCode(FIRST + rest);
  };
  let last = -1;
  for (const [bin, count] of histogram) {
    write(bin - last);
    write(count);
    last = bin;
  }
  write(0);
  return text;
}

/** The sum of packed histograms one behind the other; in any order the same. Throws a RangeError on other text. */
export function mergePacked(packed: string): SparseHistogram {
  const counts = new Float64Array(OVERFLOW_BIN + 1);
  let [bin, value, unit] = [-1, 0, 1];
  let isCount = false;
  for (let at = 0; at < packed.length; at += 1) {
    const digit = packed.charCodeAt(at) - FIRST;
    if (digit < 0 || digit >= 2 * MORE) throw new RangeError(`a histogram has no "${packed[at]!}"`);
    value += (digit % MORE) * unit;
    unit *= MORE;
    if (digit >= MORE) continue;
    if (isCount) counts[bin]! += value;
    else bin = value === 0 ? -1 : bin + value;
    if (bin > OVERFLOW_BIN) throw new RangeError(`a histogram has no bin ${String(bin)}`);
    isCount = !isCount && bin >= 0;
    [value, unit] = [0, 1];
  }
  if (bin >= 0 || unit > 1) throw new RangeError('a histogram ends in the middle');
  return [...counts].flatMap((count, index): [number, number][] => (count > 0 ? [[index, count]] : []));
}
