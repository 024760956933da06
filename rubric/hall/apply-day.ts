import type { EventOf } from '#contract/events.ts';
import { abandon } from './apply-ticket.ts';
import { finishLeg, signal } from './counters.ts';
import { addDay, declareDay, knownTimeZone, makeDay } from './days.ts';
import { noteAnomaly, type Counter, type Day, type Hall, type Work } from './state.ts';

/** Opening and closing the business day. */

export function onDayOpened(work: Work, event: EventOf<'day.opened'>): void {
  const { hall, draft } = work;
  const zone = knownTimeZone(event.timeZone);
  const known = hall.days.get(event.date);
  const day = known ?? makeDay(event.date, zone.timeZone);
  if (known === undefined) makeRoom(work, day, event.at);
  else if (known.status === 'closed') noteAnomaly(work, 'day-reopened');
  if (!zone.known) noteAnomaly(work, 'unknown-time-zone');
  if (day.status !== 'open') draft.opened = day.date;
  declareDay(day, event, zone.timeZone);
  hall.timeZone = zone.timeZone;
  addDay(hall, day);
}

/**
 * Before a new day: days that nobody declared, or that are older than the day before, are closed. If no other day is
 * open then, the hall starts afresh and a rebuild may begin at this event.
 */
function makeRoom(work: Work, next: Day, at: number): void {
  const { hall, draft } = work;
  let open = 0;
  for (const day of hall.days.values()) {
    if (day.status === 'open' && isNeighbour(day, next)) {
      open += 1;
    } else if (day.status !== 'closed') {
      noteAnomaly(work, 'day-left-open');
      closeDay(work, day, at);
    }
  }
  if (open === 0) {
    draft.checkpoint = true;
    resetHall(hall);
  } else {
    for (const day of hall.days.values()) if (day.status === 'closed') hall.days.delete(day.date);
    hall.newestDay = newestOf(hall);
  }
}

function isNeighbour(day: Day, next: Day): boolean {
  return day.endsAt >= next.startsAt && next.endsAt >= day.startsAt;
}

function newestOf(hall: Hall): Day | null {
  let newest: Day | null = null;
  for (const day of hall.days.values()) if (newest === null || day.date > newest.date) newest = day;
  return newest;
}

function resetHall(hall: Hall): void {
  hall.days.clear();
  hall.newestDay = null;
  hall.counters.clear();
  hall.waiting.clear();
  hall.calledIssues.clear();
  hall.lastCalls.length = 0;
  hall.lastRatings.length = 0;
  hall.anomalies.clear();
}

export function onDayClosed(work: Work, event: EventOf<'day.closed'>): void {
  const { hall, draft } = work;
  const day = hall.days.get(event.date);
  if (day === undefined || day.status === 'closed') {
    noteAnomaly(work, 'day-not-open');
    return;
  }
  closeDay(work, day, event.at);
  draft.closed = day.date;
  if ([...hall.days.values()].every((each) => each.status === 'closed')) {
    for (const counter of hall.counters.values()) resetCounter(counter, event.at);
  }
}

/** Whoever was never served leaves with the day, at a time nobody knows; an open service ends, inferred. */
function closeDay(work: Work, day: Day, at: number): void {
  for (const leg of day.openLegs) {
    const { outcome } = leg.visit;
    if (outcome === 'waiting' || outcome === 'called') abandon(work, leg, 'reset-at-close', at);
    else finishLeg(work, leg, at, { inferred: true, byNext: false });
  }
  day.status = 'closed';
}

/** The last ticket and its invitation are kept: its customer may still have a finger on the keypad. */
function resetCounter(counter: Counter, at: number): void {
  signal(counter, 'reset', at);
  counter.teller = null;
}
