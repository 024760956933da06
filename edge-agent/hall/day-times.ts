import type { EventOf } from '#contract/events.ts';
import type { Site } from '#devices/sites/site.ts';

/** Local calendar arithmetic of one branch. Times are epoch ms, dates YYYY-MM-DD in the branch's time zone. */

/** A service still open when the day should close keeps it open, but never longer than this. */
export const LONGEST_OVERRUN_MS = 6 * 3_600_000;
export const HALF_HOUR_MS = 30 * 60_000;

export interface DayTimes {
  readonly date: string;
  readonly opensAt: number;
  readonly closesAt: number;
  /** When the day is to be closed unless a service is still open. */
  readonly dueAt: number;
  readonly latestAt: number;
}

export interface DayCalendar {
  dateOf(at: number): string;
  timesOf(date: string): DayTimes;
  /** Beginning of the half-hour of the local clock in which `at` lies. */
  halfHourOf(at: number): number;
  /** The event that declares a day and the rules in force. */
  opening(date: string, at: number): EventOf<'day.opened'>;
}

export function createCalendar(site: Pick<Site, 'timeZone' | 'hours' | 'classes'>): DayCalendar {
  const { timeZone, hours } = site;
  const targets = Object.fromEntries(
    Object.entries(site.classes).map(([id, { targetMinutes }]) => [id, Math.round(targetMinutes * 60_000)]),
  );
  // Nearly every question is about the date of the one before.
  let known = { date: '', from: 0, to: 0 };
  const dateOf = (at: number): string => {
    if (at < known.from || at >= known.to) known = dateAround(at, timeZone);
    return known.date;
  };
  const timesOf = (date: string): DayTimes => {
    const dueAt = localTime(date, hours.dayClose, timeZone);
    return {
      date,
      opensAt: localTime(date, hours.open, timeZone),
      closesAt: localTime(date, hours.close, timeZone),
      dueAt,
      latestAt: dueAt + LONGEST_OVERRUN_MS,
    };
  };
  return {
    dateOf,
    timesOf,
    halfHourOf(at) {
      const offset = zoned(at, timeZone).offsetNanoseconds / 1_000_000;
      return at - ((((at + offset) % HALF_HOUR_MS) + HALF_HOUR_MS) % HALF_HOUR_MS);
    },
    opening(date, at) {
      const { opensAt, closesAt } = timesOf(date);
      return { type: 'day.opened', at, src: 'agent', date, timeZone, opensAt, closesAt, targets };
    },
  };
}

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

function dateAround(at: number, timeZone: string): { date: string; from: number; to: number } {
  const plain = zoned(at, timeZone).toPlainDate();
  const midnight = (day: Temporal.PlainDate): number => day.toZonedDateTime(timeZone).epochMilliseconds;
  return { date: plain.toString(), from: midnight(plain), to: midnight(plain.add({ days: 1 })) };
}

/** "24:00" is the midnight that ends the date. */
function localTime(date: string, time: string, timeZone: string): number {
  const plain = Temporal.PlainDate.from(date);
  if (time === '24:00') return plain.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  return plain.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
