import type { Steps } from './steps.ts';

/** Figures learned per cell, each with how many tickets it rests on, and borrowing where they are few. */

export interface Cell {
  readonly value: number;
  readonly n: number;
}

/** By key; plain data. */
export type Cells = Readonly<Record<string, Cell>>;

/**
 * Empirical Bayes with one strength: from the most general key to the most particular, each cell with n tickets
 * counts n against `strength` tickets of what the cells before it say. Null when even the first is empty.
 */
export function shrunk(cells: Cells, keys: readonly string[], strength: number): number | null {
  let value: number | null = null;
  for (const key of keys) {
    const cell = cells[key];
    if (cell === undefined) continue;
    value = value === null ? cell.value : (cell.n * cell.value + strength * value) / (cell.n + strength);
  }
  return value;
}

interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** Values gathered under keys. */
export class Gathering {
  readonly #lists = new Map<string, Weighted[]>();

  add(keys: readonly string[], value: number, weight = 1): void {
    const entry = { value, weight };
    for (const key of keys) {
      const list = this.#lists.get(key);
      if (list === undefined) this.#lists.set(key, [entry]);
      else list.push(entry);
    }
  }

  medians(): Steps<Cells> {
    return this.#cells(weightedMedian);
  }

  means(): Steps<Cells> {
    return this.#cells((list) => {
      const weights = list.reduce((sum, { weight }) => sum + weight, 0);
      return list.reduce((sum, { value, weight }) => sum + value * weight, 0) / weights;
    });
  }

  *#cells(figure: (list: readonly Weighted[]) => number): Steps<Cells> {
    const cells: Record<string, Cell> = {};
    for (const [key, list] of this.#lists) {
      cells[key] = { value: figure(list), n: list.length };
      yield;
    }
    return cells;
  }
}

/** Smallest value at which half of the weight is reached. `list` must not be empty. */
function weightedMedian(list: readonly Weighted[]): number {
  const sorted = list.toSorted((a, b) => a.value - b.value);
  let left = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  for (const { value, weight } of sorted) {
    left -= weight;
    if (left <= 0) return value;
  }
  return sorted.at(-1)!.value;
}
