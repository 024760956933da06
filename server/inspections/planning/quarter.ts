/** Quarters and the days in them. Dates are YYYY-MM-DD, quarters `2026-Q4`. */

const QUARTER = /^(2\d{3})-Q([1-4])$/;
const DAY_MS = 86_400_000;

/** First and last day. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Null for text that names no quarter. */
export function daysOfQuarter(quarter: string): Days | null {
  const match = QUARTER.exec(quarter);
  if (match === null) return null;
  const [year, number] = [Number(match[1]), Number(match[2])];
  return {
    from: dateOf(Date.UTC(year, 3 * number - 3, 1)),
    to: dateOf(Date.UTC(year, 3 * number, 0)),
  };
}

export function quarterOf(date: string): string {
  return `${date.slice(0, 4)}-Q${String(Math.ceil(Number(date.slice(5, 7)) / 3))}`;
}

/** The quarter `count` quarters later, or earlier when negative. */
export function quarterAfter(quarter: string, count: number): string {
  const index = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + count;
  return `${String(Math.floor(index / 4))}-Q${String((index % 4) + 1)}`;
}

/** How many quarters lie between the quarters of two dates; 0 in the same one. */
export function quartersBetween(a: string, b: string): number {
  const index = (date: string): number => Number(date.slice(0, 4)) * 4 + Math.ceil(Number(date.slice(5, 7)) / 3);
  return Math.abs(index(a) - index(b));
}

/** Weeks from Monday on, counted through all years. */
export function weekNumber(date: string): number {
  // 1970-01-01 was a Thursday.
  return Math.floor((Date.parse(date) / DAY_MS + 3) / 7);
}

/** First day of a week by its number. */
export function mondayOf(week: number): string {
  return dateOf((week * 7 - 3) * DAY_MS);
}

export function dateAfter(date: string, days: number): string {
  return dateOf(Date.parse(date) + days * DAY_MS);
}

/** The days cut into `count` windows that follow each other, as long as each other within a day. */
export function windowsOf({ from, to }: Days, count: number): readonly Days[] {
  const length = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  const start = (index: number): number => Math.floor((index * length) / count);
  return Array.from({ length: count }, (_, index) => ({
    from: dateAfter(from, start(index)),
    to: dateAfter(from, Math.max(start(index), start(index + 1) - 1)),
  }));
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
