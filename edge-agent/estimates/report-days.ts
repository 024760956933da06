import type { WaitSample } from '#rubric/prediction/question.ts';

/** Which days are learned from and which are judged. */

export interface DayRange {
  readonly from: string;
  readonly to: string;
}

export type Split =
  | { readonly ok: true; readonly learn: DayRange; readonly test: DayRange }
  | { readonly ok: false; readonly problem: string };

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** "2026-11-02..2026-11-15" or one date; null for anything else. */
export function parseRange(text: string): DayRange | null {
  const [from = '', to = from, ...rest] = text.split('..');
  const isDate = (date: string): boolean => DATE.test(date) && !Number.isNaN(Date.parse(date));
  return isDate(from) && isDate(to) && from <= to && rest.length === 0 ? { from, to } : null;
}

export function isWithin({ from, to }: DayRange, date: string): boolean {
  return date >= from && date <= to;
}

/**
 * Unless told otherwise the first half of the days (of an odd number, one more) is learned from and the rest is
 * judged; where one range is given, the other is what comes after or before it.
 */
export function splitDays(
  samples: readonly Pick<WaitSample, 'date'>[],
  { learn, test }: { readonly learn: DayRange | null; readonly test: DayRange | null },
): Split {
  const dates = [...new Set(samples.map(({ date }) => date))].toSorted();
  const refuse = (problem: string): Split => ({ ok: false, problem });
  if (dates.length === 0) return refuse('No ticket was called in what was recorded.');
  if (learn !== null && test !== null && learn.from <= test.to && test.from <= learn.to) {
    return refuse('The days to learn from and the days to judge overlap.');
  }
  const half = dates.slice(0, Math.ceil(dates.length / 2));
  const learned = dates.filter((date) => {
    if (learn !== null) return isWithin(learn, date);
    return test === null ? half.includes(date) : date < test.from;
  });
  const judged = dates.filter((date) => (test === null ? date > (learned.at(-1) ?? '') : isWithin(test, date)));
  if (learned.length === 0 || judged.length === 0) {
    const what = learned.length === 0 ? 'learn from' : 'judge';
    return refuse(
      `There is no day to ${what}: the record holds ${dates[0]}${dates.length > 1 ? ` to ${dates.at(-1)}` : ' only'}. ` +
        'At least two days are needed.',
    );
  }
  return { ok: true, learn: rangeOf(learned), test: rangeOf(judged) };
}

function rangeOf(dates: readonly string[]): DayRange {
  return { from: dates[0]!, to: dates.at(-1)! };
}
