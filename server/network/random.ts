import { seededUnit, seedFor } from '#rubric/statistics/random.ts';

/** Repeatable chance for the fictional network: the same name and seed draw the same. */
export interface Chance {
  /** Uniform in [0, 1). */
  unit(): number;
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  happens(probability: number): boolean;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  one<T>(list: readonly T[]): T;
}

export function chanceOf(name: string, seed: number): Chance {
  const unit = seededUnit(seedFor(name, seed));
  return {
    unit,
    between: (low, high) => low + unit() * (high - low),
    whole: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    happens: (probability) => unit() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    one: (list) => list[Math.floor(unit() * list.length)]!,
  };
}
