import { signTest } from './binomial.ts';
import { holm } from './holm.ts';
import { tInterval, type Interval } from './intervals.ts';
import { mean } from './summary.ts';

/** Does one of two raters score an item higher than the other, again and again? */

/** Both scores of one item at one double visit, in whole units such as hundredths of a point. */
export interface ScorePair {
  readonly item: string;
  readonly first: number;
  readonly second: number;
}

export interface ItemDrift {
  readonly item: string;
  readonly pairs: number;
  readonly higherFirst: number;
  readonly higherSecond: number;
  /** Mean of first − second, with its 95 % t interval from two pairs on. */
  readonly meanDifference: number;
  readonly interval: Interval | null;
  /** Exact sign test over the pairs that differ, corrected for the number of items (Holm). */
  readonly p: number;
  readonly drifts: boolean;
}

const SIGNIFICANT = 0.05;

/** By item name; order of input does not matter. */
export function itemDrift(pairs: readonly ScorePair[]): readonly ItemDrift[] {
  const items = [...Map.groupBy(pairs, (pair) => pair.item)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([item, scored]) => {
      const differences = scored.map(({ first, second }) => first - second).toSorted((a, b) => a - b);
      return {
        item,
        pairs: differences.length,
        higherFirst: differences.filter((difference) => difference > 0).length,
        higherSecond: differences.filter((difference) => difference < 0).length,
        meanDifference: mean(differences)!,
        interval: tInterval(differences),
      };
    });
  const corrected = holm(items.map(({ higherFirst, higherSecond }) => signTest(higherFirst, higherSecond)));
  return items.map((item, index) => ({ ...item, p: corrected[index]!, drifts: corrected[index]! < SIGNIFICANT }));
}
