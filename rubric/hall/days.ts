import type { EventOf } from '#contract/events.ts';
import { noteAnomaly, type Day, type Hall, type Work } from './state.ts';

/** Which business day something belongs to. */

/** Local calendar date of a moment, YYYY-MM-DD. `timeZone` must be one that `knownTimeZone` accepted. */
export function localDate(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** Local hour of the day, 0–23. `timeZone` as for `localDate`. */
export function localHour(at: number, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).hour;
}

/** The zone itself, or UTC when this machine does not know it. */
export function knownTimeZone(timeZone: string): { readonly timeZone: string; readonly known: boolean } {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return { timeZone, known: true };
  } catch {
    return { timeZone: 'UTC', known: false };
  }
}

function midnight(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime(timeZone).epochMilliseconds;
}

export function makeDay(date: string, timeZone: string): Day {
  const plain = Temporal.PlainDate.from(date);
  return {
    date,
    status: 'undeclared',
    timeZone,
    startsAt: midnight(plain, timeZone),
    endsAt: midnight(plain.add({ days: 1 }), timeZone),
    opensAt: null,
    closesAt: null,
    targets: {},
    visits: [],
    ratings: [],
    ratingsById: new Map(),
    taps: new Map(),
    surveys: new Map(),
    slots: new Map(),
    openLegs: new Set(),
  };
}

/** Takes the rules of a `day.opened` into a day, which is open from then on. */
export function declareDay(day: Day, event: EventOf<'day.opened'>, timeZone: string): void {
  const plain = Temporal.PlainDate.from(day.date);
  day.status = 'open';
  day.timeZone = timeZone;
  day.startsAt = midnight(plain, timeZone);
  day.endsAt = midnight(plain.add({ days: 1 }), timeZone);
  day.opensAt = event.opensAt;
  day.closesAt = event.closesAt;
  day.targets = event.targets;
}

function contains(day: Day, at: number): boolean {
  return at >= day.startsAt && at < day.endsAt;
}

function runningDay(hall: Hall, at: number): Day | null {
  const { newestDay } = hall;
  const newestRuns = newestDay !== null && newestDay.status !== 'closed';
  if (newestRuns && contains(newestDay, at)) return newestDay;
  let any: Day | null = newestRuns ? newestDay : null;
  for (const day of hall.days.values()) {
    if (day.status === 'closed') continue;
    if (contains(day, at)) return day;
    any ??= day;
  }
  return any;
}

/**
 * The day that a ticket seen at `at` belongs to: the running day whose date it falls on, else the newest running day
 * (a hall that stays open past midnight), else an undeclared day made for it.
 */
export function dayOfTicket(work: Work, at: number): Day {
  const running = runningDay(work.hall, at);
  if (running !== null) return running;
  const day = dayByDate(work.hall, at);
  if (day.status === 'closed') {
    noteAnomaly(work, 'day-reopened');
    day.status = 'undeclared';
  }
  return day;
}

/** The day that a rating without a ticket is listed under; a closed day stays closed. */
export function dayOfRating(hall: Hall, at: number): Day {
  return runningDay(hall, at) ?? dayByDate(hall, at);
}

function dayByDate(hall: Hall, at: number): Day {
  const date = localDate(at, hall.timeZone);
  const existing = hall.days.get(date);
  if (existing !== undefined) return existing;
  const day = makeDay(date, hall.timeZone);
  addDay(hall, day);
  return day;
}

export function addDay(hall: Hall, day: Day): void {
  hall.days.set(day.date, day);
  if (hall.newestDay === null || day.date > hall.newestDay.date) hall.newestDay = day;
}

/** The newest first. */
export function* daysNewestFirst(hall: Hall): Generator<Day> {
  if (hall.newestDay !== null) yield hall.newestDay;
  if (hall.days.size < 2) return;
  for (const day of [...hall.days.values()].toReversed()) {
    if (day !== hall.newestDay) yield day;
  }
}
