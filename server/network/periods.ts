import { dateAfter, daysOfQuarter, quarterOf } from '../inspections/planning/quarter.ts';

/** A quarter as `2026-Q4`, with its days [from, to). */
export interface Quarter {
  readonly quarter: string;
  readonly from: string;
  readonly to: string;
}

/** The quarters that have a day in [from, to), the first first. */
export function quartersBetween(from: string, to: string): readonly Quarter[] {
  const quarters: Quarter[] = [];
  for (let date = from; date < to; date = quarters.at(-1)!.to) {
    const quarter = quarterOf(date);
    const days = daysOfQuarter(quarter)!;
    quarters.push({ quarter, from: days.from, to: dateAfter(days.to, 1) });
  }
  return quarters;
}
