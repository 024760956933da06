import type { HallEvent } from '#contract/events.ts';
import * as counter from './apply-counter.ts';
import { onDayClosed, onDayOpened } from './apply-day.ts';
import { onEstimated } from './apply-estimate.ts';
import * as rating from './apply-rating.ts';
import { onDetailed, onWithdrawn } from './apply-rating-change.ts';
import { onSurveyAnswered } from './apply-survey.ts';
import * as ticket from './apply-ticket.ts';
import { noteAnomaly, type ChangeDraft, type Hall, type HallChange, type Work } from './state.ts';
import type { DayRecords } from './visit.ts';

/**
 * The hall reducer: journalled events → tickets, counters, ratings, days. Used live at the branch and by head office
 * to recompute, so it takes its rules from events only, reads no clock, and gives the same records for the same
 * events on every machine.
 */

export function createHall(): Hall {
  return {
    upto: 0,
    timeZone: 'UTC',
    days: new Map(),
    newestDay: null,
    counters: new Map(),
    waiting: new Set(),
    calledIssues: new Map(),
    lastCalls: [],
    lastRatings: [],
    anomalies: new Map(),
  };
}

/**
 * Applies one event, in journal order, each exactly once (the hall does not check `seq`). Changes the hall in place
 * and never throws: what does not fit is a named anomaly. Types without a meaning for the hall change nothing.
 */
export function applyEvent(hall: Hall, event: HallEvent): HallChange {
  const draft: ChangeDraft = {
    visits: new Set(),
    ratings: new Set(),
    checkpoint: false,
    opened: null,
    closed: null,
    anomalies: [],
  };
  dispatch({ hall, draft }, event);
  hall.upto = event.seq;
  return { ...draft, visits: [...draft.visits], ratings: [...draft.ratings] };
}

/** Passes over a line whose type this version does not know, so that `upto` stays true and the line is counted. */
export function skipEvent(hall: Hall, seq: number): void {
  hall.anomalies.set('unknown-event', (hall.anomalies.get('unknown-event') ?? 0) + 1);
  hall.upto = seq;
}

type Handlers = {
  readonly [T in HallEvent['type']]: ((work: Work, event: Extract<HallEvent, { type: T }>) => void) | null;
};

/** Every type of the vocabulary; null = known, but nothing about the hall follows from it. */
const HANDLERS: Handlers = {
  'ticket.issued': ticket.onIssued,
  'ticket.called': ticket.onCalled,
  'ticket.recalled': ticket.onRecalled,
  'ticket.no-show': ticket.onNoShow,
  'ticket.started': ticket.onStarted,
  'ticket.finished': ticket.onFinished,
  'ticket.transferred': ticket.onTransferred,
  'ticket.suspended': ticket.onSuspended,
  'ticket.resumed': ticket.onResumed,
  'ticket.cancelled': ticket.onCancelled,
  'ticket.prepared': null,
  'wait.estimated': onEstimated,
  'counter.login': counter.onLogin,
  'counter.logout': counter.onClosed,
  'counter.open': counter.onOpen,
  'counter.paused': counter.onPaused,
  'counter.closed': counter.onClosed,
  'rating.invited': rating.onInvited,
  'rating.given': rating.onGiven,
  'rating.expired': rating.onExpired,
  'rating.detailed': onDetailed,
  'rating.withdrawn': onWithdrawn,
  'survey.answered': onSurveyAnswered,
  'device.online': null,
  'device.offline': null,
  'device.fault': null,
  'device.paper-low': null,
  'device.paper-out': null,
  'assistance.requested': null,
  'clock.stepped': null,
  'day.opened': onDayOpened,
  'day.closed': onDayClosed,
  'score.window': null,
  'alert.raised': null,
  'alert.acknowledged': null,
  'alert.cleared': null,
  'config.applied': null,
  'chain.signed': null,
};

function dispatch(work: Work, event: HallEvent): void {
  const handler = HANDLERS[event.type] as ((work: Work, event: HallEvent) => void) | null | undefined;
  if (handler === undefined) noteAnomaly(work, 'unknown-event');
  else handler?.(work, event);
}

/**
 * Records of one day, or null if the hall does not hold it (a checkpoint drops the days before). The arrays are the
 * hall's own and grow with later events: use them at once, do not change them.
 */
export function dayRecords(hall: Hall, date: string): DayRecords | null {
  const day = hall.days.get(date);
  if (day === undefined) return null;
  const { timeZone, opensAt, closesAt, targets, visits, ratings } = day;
  return { date, timeZone, opensAt, closesAt, targets, closed: day.status === 'closed', visits, ratings };
}

/** Dates the hall holds records of, ascending, and which of them are not closed. */
export function heldDays(hall: Hall): readonly { readonly date: string; readonly closed: boolean }[] {
  return [...hall.days.values()]
    .map((day) => ({ date: day.date, closed: day.status === 'closed' }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

export interface CounterService {
  readonly ticket: string;
  readonly state: 'called' | 'serving' | 'finished';
  readonly invitationOpen: boolean;
}

/**
 * What stands at a counter: the ticket called or served there, or the one finished last until the next call. Null
 * when nothing was called there, or the last one was a no-show, was cancelled, put on hold or called elsewhere.
 */
export function counterService(hall: Hall, counterId: string): CounterService | null {
  const found = hall.counters.get(counterId);
  const leg = found?.current ?? found?.newest ?? null;
  if (found === undefined || leg === null) return null;
  const invitationOpen = found.invitation !== null;
  const { ticket: number, outcome } = leg.visit;
  if (found.current !== null) {
    return { ticket: number, state: outcome === 'called' ? 'called' : 'serving', invitationOpen };
  }
  const over = outcome === 'served' || outcome === 'transferred';
  return over && leg.visit.counter === counterId ? { ticket: number, state: 'finished', invitationOpen } : null;
}
