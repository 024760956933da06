import type { EventBody, EventType, HallEvent } from '#contract/events.ts';
import type { WindowScore } from '#contract/score.ts';
import { HALF_HOUR_MS, type DayCalendar } from './day-times.ts';

/**
 * Which business days are open and which of their half-hours are still to be scored: derived from the journal's own
 * events, so a restart knows it again. Decides when a day opens and closes; opening and closing are events too.
 */

export interface BookedDay {
  readonly date: string;
  readonly openedAt: number;
  /** When the day is to be closed, and when at the latest. */
  readonly dueAt: number;
  readonly latestAt: number;
  /** Beginning of the first half-hour that is not scored yet. */
  readonly windowFrom: number;
  /** Null while open. A closed day stays until its last half-hour is scored. */
  readonly closedAt: number | null;
}

export interface DayBook {
  /** Ascending by date. */
  readonly days: readonly BookedDay[];
  readonly lastClosedDate: string | null;
  readonly lastWindow: WindowScore | null;
}

export const EMPTY_BOOK: DayBook = { days: [], lastClosedDate: null, lastWindow: null };

/** A day opened after its closing time (somebody came back) stays open this long at least. */
export const LATE_OPENING_MS = 3_600_000;
/** A clock set back leaves a day that has not begun yet: closed when it lies further ahead than this. */
const AHEAD_MS = 3_600_000;

/** What one journalled event means for the book. */
export function applyToBook(book: DayBook, event: EventBody | HallEvent, calendar: DayCalendar): DayBook {
  switch (event.type) {
    case 'day.opened':
      return withDay(book, openedDay(event.date, event.at, calendar));
    case 'day.closed':
      return {
        ...book,
        days: book.days.map((day) => (day.date === event.date ? { ...day, closedAt: event.at } : day)),
        lastClosedDate: event.date,
      };
    case 'score.window':
      return event.score.kind === 'half-hour' ? scored(book, event.score) : book;
    default:
      return book;
  }
}

function openedDay(date: string, at: number, calendar: DayCalendar): BookedDay {
  const times = calendar.timesOf(date);
  const dueAt = Math.max(times.dueAt, at >= times.dueAt ? at + LATE_OPENING_MS : 0);
  const latestAt = Math.max(times.latestAt, dueAt);
  return { date, openedAt: at, dueAt, latestAt, windowFrom: calendar.halfHourOf(at), closedAt: null };
}

/** A new day resets the hall, so what a closed one still had to score cannot be computed any more. */
function withDay(book: DayBook, day: BookedDay): DayBook {
  const others = book.days.filter((other) => other.date !== day.date && other.closedAt === null);
  return { ...book, days: [...others, day].toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
}

function scored(book: DayBook, score: WindowScore): DayBook {
  const days = book.days.flatMap((day) => {
    if (day.date !== score.date || score.to <= day.windowFrom) return [day];
    const moved = { ...day, windowFrom: score.to };
    return windowsLeft(moved) ? [moved] : [];
  });
  return { ...book, days, lastWindow: score };
}

export function openDays(book: DayBook): readonly BookedDay[] {
  return book.days.filter((day) => day.closedAt === null);
}

/** Begins a day by itself; whatever else happens while yesterday is still open belongs to yesterday. */
const FIRST_OF_A_DAY: ReadonlySet<EventType> = new Set(['ticket.issued', 'counter.login', 'counter.open']);
/** Reopens a day that was closed: there is business again. A late key or rating does not. */
const REOPENS: ReadonlySet<EventType> = new Set([...FIRST_OF_A_DAY, 'ticket.called']);

/** Says something about what happened before it: begins no day, not even after midnight. */
const LOOKS_BACK: ReadonlySet<EventType> = new Set(['rating.detailed', 'rating.withdrawn']);

/** The date to be opened before this event, null when none. */
export function dayToOpen(book: DayBook, body: EventBody, calendar: DayCalendar): string | null {
  if (!/^(?:ticket|counter|rating|survey)\./.test(body.type) || LOOKS_BACK.has(body.type)) return null;
  const date = calendar.dateOf(body.at);
  const newest = openDays(book).at(-1)?.date;
  if (newest !== undefined) return date > newest && FIRST_OF_A_DAY.has(body.type) ? date : null;
  const closed = book.lastClosedDate;
  return closed !== null && date <= closed && !REOPENS.has(body.type) ? null : date;
}

/** Open days whose time to close has come; `isBusy` says whether a service of that date is still open. */
export function daysToClose(
  book: DayBook,
  now: number,
  calendar: DayCalendar,
  isBusy: (date: string) => boolean,
): readonly string[] {
  return openDays(book)
    .filter((day) => {
      const ahead = day.openedAt > now + AHEAD_MS && day.date > calendar.dateOf(now);
      return ahead || now >= day.latestAt || (now >= day.dueAt && !isBusy(day.date));
    })
    .map((day) => day.date);
}

export interface HalfHour {
  readonly date: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Half-hours that are over and not scored yet, in order. `settleMs` after its end a window is complete: a call may
 * be confirmed, a print job finished a moment late. A day's last window holds its closing and needs no waiting.
 */
export function windowsToScore(book: DayBook, now: number, settleMs: number): readonly HalfHour[] {
  const due: HalfHour[] = [];
  for (const day of book.days) {
    const { date, closedAt, latestAt } = day;
    const isOver = (to: number): boolean =>
      closedAt === null ? to + settleMs <= now : to - HALF_HOUR_MS <= Math.min(closedAt, latestAt);
    for (let from = day.windowFrom; isOver(from + HALF_HOUR_MS) && from <= latestAt; from += HALF_HOUR_MS) {
      due.push({ date, from, to: from + HALF_HOUR_MS });
    }
  }
  return due;
}

function windowsLeft(day: BookedDay): boolean {
  return day.closedAt === null || day.windowFrom <= Math.min(day.closedAt, day.latestAt);
}

/** When the book should be looked at next, null while no day is open. */
export function nextDue(book: DayBook, now: number, settleMs: number): number | null {
  const times = openDays(book).flatMap((day) => {
    const close = day.dueAt > now ? day.dueAt : day.latestAt;
    return [day.windowFrom + HALF_HOUR_MS + settleMs, close];
  });
  return times.length === 0 ? null : Math.min(...times);
}
