/** A quarter as `2026-Q4`, with its days [from, to). */
export interface Quarter {
  readonly quarter: string;
  readonly from: string;
  readonly to: string;
}

export function quarterOf(date: string): Quarter {
  const year = Number(date.slice(0, 4));
  const nth = Math.floor((Number(date.slice(5, 7)) - 1) / 3);
  const first = (month: number): string => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  return { quarter: `${String(year)}-Q${String(nth + 1)}`, from: first(nth * 3), to: first(nth * 3 + 3) };
}

/** The quarters that have a day in [from, to), the first first. */
export function quartersBetween(from: string, to: string): readonly Quarter[] {
  const quarters: Quarter[] = [];
  for (let date = from; date < to; date = quarters.at(-1)!.to) quarters.push(quarterOf(date));
  return quarters;
}
