import type { CompositeWindow } from '#rubric/composite/score.ts';

/** Periods of scores: quarters (`2026-Q4`) and months (`2026-11`). */

const PERIOD = /^(\d{4})-(?:Q([1-4])|(0[1-9]|1[0-2]))$/;

/** Months of a period, ascending; null when it is none. */
export function monthsOf(period: string): readonly string[] | null {
  const match = PERIOD.exec(period);
  if (match === null) return null;
  const [, year, quarter, month] = match;
  if (month !== undefined) return [`${year}-${month}`];
  return [0, 1, 2].map((index) => monthName(Number(year), Number(quarter) * 3 - 2 + index));
}

/** Business days [from, to) of a period. */
export function windowOf(period: string): CompositeWindow | null {
  const months = monthsOf(period);
  if (months === null) return null;
  const [year, month] = months.at(-1)!.split('-').map(Number);
  return { from: `${months[0]}-01`, to: `${month === 12 ? monthName(year! + 1, 1) : monthName(year!, month! + 1)}-01` };
}

/** The last day of a period, YYYY-MM-DD: where branches hang and which policy holds is asked for then. */
export function lastDayOf({ to }: CompositeWindow): string {
  return new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
}

/** Quarter and month that a day lies in. */
export function periodsOf(date: string): readonly [quarter: string, month: string] {
  const month = date.slice(0, 7);
  return [`${date.slice(0, 4)}-Q${String(Math.ceil(Number(month.slice(5)) / 3))}`, month];
}

function monthName(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}
