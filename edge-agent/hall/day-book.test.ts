import { describe, expect, test } from 'vitest';
import type { EventBody } from '#contract/events.ts';
import { counterIdSchema, ticketNumberSchema } from '#contract/ids.ts';
import { applyToBook, daysToClose, dayToOpen, EMPTY_BOOK, nextDue, windowsToScore, type DayBook } from './day-book.ts';
import { createCalendar, HALF_HOUR_MS } from './day-times.ts';
import { demoHall } from './demo-hall.ts';

const SITE = demoHall();
/** Asia/Shanghai; the demo hall closes its day at 18:00. */
const calendar = createCalendar(SITE);
const at = (text: string): number => Date.parse(`${text}+08:00`);

const counter = counterIdSchema.parse('1');
const ticket = ticketNumberSchema.parse('A001');
const issued = (time: number): EventBody => ({
  type: 'ticket.issued',
  at: time,
  src: 'printer',
  ticket,
  service: 'personal',
  class: 'ordinary',
});
const finished = (time: number): EventBody => ({
  type: 'ticket.finished',
  at: time,
  src: 'bus',
  ticket,
  counter,
  reason: 'evaluate',
});

function bookOf(...events: EventBody[]): DayBook {
  return events.reduce((book, event) => applyToBook(book, event, calendar), EMPTY_BOOK);
}

const open = (date: string, time: string): EventBody => calendar.opening(date, at(time));
const close = (date: string, time: string): EventBody => ({ type: 'day.closed', at: at(time), src: 'agent', date });
const idle = (): boolean => false;
const busy = (): boolean => true;

describe('local time of a branch', () => {
  test('a date, its hours and its half-hours are those of the branch, not of UTC', () => {
    expect(calendar.dateOf(at('2026-03-02T00:00:00'))).toBe('2026-03-02');
    expect(calendar.dateOf(at('2026-03-01T23:59:59.999'))).toBe('2026-03-01');
    expect(calendar.timesOf('2026-03-02')).toEqual({
      date: '2026-03-02',
      opensAt: at('2026-03-02T09:00:00'),
      closesAt: at('2026-03-02T17:00:00'),
      dueAt: at('2026-03-02T18:00:00'),
      latestAt: at('2026-03-03T00:00:00'),
    });
    expect(calendar.halfHourOf(at('2026-03-02T09:59:59.999'))).toBe(at('2026-03-02T09:30:00'));
    expect(calendar.halfHourOf(at('2026-03-02T10:00:00'))).toBe(at('2026-03-02T10:00:00'));
  });

  test('24:00 is the midnight that ends the date, also when clocks change', () => {
    const berlin = createCalendar({
      ...SITE,
      timeZone: 'Europe/Berlin',
      hours: { open: '00:00', close: '24:00', dayClose: '24:00' },
    });
    const spring = berlin.timesOf('2026-03-29');
    expect(spring.closesAt - spring.opensAt).toBe(23 * 3_600_000);
    expect(berlin.dateOf(spring.closesAt - 1)).toBe('2026-03-29');
    expect(berlin.dateOf(spring.closesAt)).toBe('2026-03-30');
  });

  test('half-hours follow a time zone that is not whole half-hours from UTC', () => {
    const nepal = createCalendar({ ...SITE, timeZone: 'Asia/Kathmandu' });
    const start = nepal.halfHourOf(Date.parse('2026-03-02T10:20:00+05:45'));
    expect(start).toBe(Date.parse('2026-03-02T10:00:00+05:45'));
  });

  test('the opening carries the rules in force', () => {
    expect(open('2026-03-02', '2026-03-02T08:40:00')).toEqual({
      type: 'day.opened',
      at: at('2026-03-02T08:40:00'),
      src: 'agent',
      date: '2026-03-02',
      timeZone: 'Asia/Shanghai',
      opensAt: at('2026-03-02T09:00:00'),
      closesAt: at('2026-03-02T17:00:00'),
      targets: { ordinary: 600_000, gold: 300_000 },
    });
  });
});

describe('opening a day', () => {
  const morning = at('2026-03-02T08:40:00');
  const night = at('2026-03-03T00:10:00');

  test('the first ticket, counter or rating event opens it, a device event does not', () => {
    expect(dayToOpen(EMPTY_BOOK, issued(morning), calendar)).toBe('2026-03-02');
    expect(dayToOpen(EMPTY_BOOK, finished(morning), calendar)).toBe('2026-03-02');
    const device: EventBody = { type: 'device.online', at: morning, src: 'bus', device: 'bus' };
    expect(dayToOpen(EMPTY_BOOK, device, calendar)).toBeNull();
  });

  test('a questionnaire opens the day, what is said about an earlier rating does not', () => {
    const about = { at: morning, src: 'kiosk', rating: 'tap-00000001' } as const;
    expect(dayToOpen(EMPTY_BOOK, { type: 'rating.withdrawn', ...about }, calendar)).toBeNull();
    expect(dayToOpen(EMPTY_BOOK, { type: 'rating.detailed', ...about }, calendar)).toBeNull();
    const { rating: response, ...head } = about;
    const answered = { survey: 'intercept', version: 1, complete: true, answers: [] };
    expect(dayToOpen(EMPTY_BOOK, { type: 'survey.answered', response, ...head, ...answered }, calendar)).toBe(
      '2026-03-02',
    );
  });

  test('it is opened once', () => {
    const book = bookOf(open('2026-03-02', '2026-03-02T08:40:00'));
    expect(dayToOpen(book, issued(morning + 60_000), calendar)).toBeNull();
  });

  test('a service that ends past midnight belongs to yesterday, a new ticket opens the new day', () => {
    const book = bookOf(open('2026-03-02', '2026-03-02T08:40:00'));
    expect(dayToOpen(book, finished(night), calendar)).toBeNull();
    expect(dayToOpen(book, issued(night), calendar)).toBe('2026-03-03');
  });

  test('a late event of an earlier date opens nothing while a later day runs', () => {
    const book = bookOf(open('2026-03-03', '2026-03-03T08:40:00'));
    expect(dayToOpen(book, issued(morning), calendar)).toBeNull();
  });

  test('a closed day is opened again by business, not by a late key', () => {
    const book = bookOf(open('2026-03-02', '2026-03-02T08:40:00'), close('2026-03-02', '2026-03-02T18:00:00'));
    const evening = at('2026-03-02T18:20:00');
    expect(dayToOpen(book, finished(evening), calendar)).toBeNull();
    expect(dayToOpen(book, issued(evening), calendar)).toBe('2026-03-02');
    const again = applyToBook(book, calendar.opening('2026-03-02', evening), calendar);
    expect(daysToClose(again, evening + 1_800_000, calendar, idle)).toEqual([]);
    expect(daysToClose(again, evening + 3_600_000, calendar, idle)).toEqual(['2026-03-02']);
  });
});

describe('closing a day', () => {
  const book = bookOf(open('2026-03-02', '2026-03-02T08:40:00'));

  test('it closes at its time when nobody is being served', () => {
    expect(daysToClose(book, at('2026-03-02T17:59:59.999'), calendar, idle)).toEqual([]);
    expect(daysToClose(book, at('2026-03-02T18:00:00'), calendar, idle)).toEqual(['2026-03-02']);
  });

  test('an open service keeps it open, six hours at the longest', () => {
    expect(daysToClose(book, at('2026-03-02T23:59:59.999'), calendar, busy)).toEqual([]);
    expect(daysToClose(book, at('2026-03-03T00:00:00'), calendar, busy)).toEqual(['2026-03-02']);
  });

  test('a day that a wrong clock opened in the future closes when the clock is right again', () => {
    const wrong = bookOf(open('2031-01-01', '2031-01-01T09:00:00'));
    expect(daysToClose(wrong, at('2026-03-02T09:00:00'), calendar, busy)).toEqual(['2031-01-01']);
  });
});

describe('half-hours to score', () => {
  const opened = bookOf(open('2026-03-02', '2026-03-02T08:40:00'));
  const first = at('2026-03-02T08:30:00');
  const score = (from: number, date = '2026-03-02'): EventBody =>
    ({
      type: 'score.window',
      at: from,
      src: 'agent',
      score: { kind: 'half-hour', date, from, to: from + HALF_HOUR_MS },
    }) as EventBody;

  test('one is due when it has ended and settled, and only once', () => {
    const end = first + HALF_HOUR_MS;
    expect(windowsToScore(opened, end + 4_499, 4_500)).toEqual([]);
    expect(windowsToScore(opened, end + 4_500, 4_500)).toEqual([{ date: '2026-03-02', from: first, to: end }]);
    const scored = applyToBook(opened, score(first), calendar);
    expect(windowsToScore(scored, end + 4_500, 4_500)).toEqual([]);
    expect(nextDue(scored, end + 4_500, 4_500)).toBe(end + HALF_HOUR_MS + 4_500);
  });

  test('after a pause of the agent all missed ones are due, in order', () => {
    const due = windowsToScore(opened, at('2026-03-02T10:05:00'), 4_500);
    expect(due.map((window) => window.from)).toEqual([0, 1, 2].map((index) => first + index * HALF_HOUR_MS));
  });

  test('the last one of a day holds its closing and is due at once', () => {
    const book = applyToBook(
      bookOf(open('2026-03-02', '2026-03-02T17:40:00')),
      close('2026-03-02', '2026-03-02T18:05:00'),
      calendar,
    );
    const due = windowsToScore(book, at('2026-03-02T18:05:00'), 4_500);
    expect(due.map((window) => window.from)).toEqual([at('2026-03-02T17:30:00'), at('2026-03-02T18:00:00')]);
    const done = due.reduce((rest, window) => applyToBook(rest, score(window.from), calendar), book);
    expect(done.days).toEqual([]);
    expect(done.lastWindow?.from).toBe(at('2026-03-02T18:00:00'));
  });

  test('a day closed years later by a wrong clock has no more half-hours than a day can have', () => {
    const book = applyToBook(opened, close('2026-03-02', '2031-01-01T00:00:00'), calendar);
    expect(windowsToScore(book, at('2031-01-01T00:00:00'), 4_500).length).toBeLessThanOrEqual(32);
  });
});
