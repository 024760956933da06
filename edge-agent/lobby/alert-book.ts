import type { EventOf, HallEvent } from '#contract/events.ts';
import type { LobbyAlert } from '#contract/lobby-view.ts';
import { alertKey, type AlertAbout } from '#rubric/advice/alerts.ts';

/**
 * Which alerts are open, derived from the journal's own events, so that a restart knows them again; and what is to be
 * raised and cleared. Alerts live within a business day: its close clears them, what still holds is raised anew.
 */

export interface OpenAlert {
  readonly alert: string;
  readonly about: AlertAbout;
  readonly raisedAt: number;
  readonly acknowledgedAt: number | null;
  readonly comment: string | null;
  /** Something happened that ends it, whatever is due. */
  readonly isOver: boolean;
}

/** A single event that is to be told; its alert is named after it, so it is raised once. */
export interface AlertCause {
  readonly alert: string;
  readonly at: number;
  readonly about: AlertAbout;
  /** The rating that it is about. */
  readonly rating: string | null;
}

/** Since when a condition holds, and when it did last. */
interface Seen {
  readonly since: number;
  readonly lastAt: number;
}

export interface AlertBook {
  readonly open: ReadonlyMap<string, OpenAlert>;
  readonly causes: readonly AlertCause[];
  /** Alerts about ratings, so that a rating taken back ends its alert. */
  readonly ratings: ReadonlyMap<string, string>;
  readonly seen: ReadonlyMap<string, Seen>;
  /** Cleared lately: two people may press at the same time. */
  readonly recent: readonly string[];
}

export const EMPTY_ALERTS: AlertBook = { open: new Map(), causes: [], ratings: new Map(), seen: new Map(), recent: [] };

/** A condition must be gone for this long, so that nothing flaps. */
export const GONE_MS = 30_000;
/** What happened once and nobody acknowledged is no news any more. */
export const NEWS_MS = 1_800_000;
/** A line that comes back at once is not worth an alarm. */
const DOWN_MS = 10_000;
const MOST_RECENT = 100;
/** As many as a board shows. */
const MOST_LISTED = 64;

/** What one journalled event means; `about` is what the event itself is worth telling, null for most. */
export function applyToAlerts(book: AlertBook, event: HallEvent, about: AlertAbout | null): AlertBook {
  switch (event.type) {
    case 'alert.raised':
      return raised(book, event);
    case 'alert.acknowledged':
      return changed(book, event.alert, { acknowledgedAt: event.at, comment: event.comment ?? null });
    case 'alert.cleared':
      return cleared(book, event.alert);
    case 'day.closed':
      return { ...ended(book, () => true), causes: [], ratings: new Map() };
    case 'rating.withdrawn':
      return withdrawn(book, event.rating);
    case 'device.online':
      return ended(book, ({ kind, device, value }) => kind === 'paper' && device === event.device && value === 0);
    case 'device.paper-low':
    case 'device.paper-out':
      return caused(
        ended(book, ({ kind, device }) => kind === 'paper' && device === event.device),
        event,
        about,
      );
    default:
      return caused(book, event, about);
  }
}

function raised(book: AlertBook, event: EventOf<'alert.raised'>): AlertBook {
  const { kind, service, class: customerClass, counter, device, ticket, value, limit, detail } = event;
  if (kind === undefined) return book;
  const about: AlertAbout = {
    kind,
    detail,
    ...(service === undefined ? {} : { service }),
    ...(customerClass === undefined ? {} : { class: customerClass }),
    ...(counter === undefined ? {} : { counter }),
    ...(device === undefined ? {} : { device }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(value === undefined ? {} : { value }),
    ...(limit === undefined ? {} : { limit }),
  };
  const { alert, at: raisedAt } = event;
  const open = new Map(book.open).set(alert, {
    alert,
    about,
    raisedAt,
    acknowledgedAt: null,
    comment: null,
    isOver: false,
  });
  return { ...book, open, causes: book.causes.filter((cause) => cause.alert !== alert) };
}

function changed(book: AlertBook, alert: string, fields: Partial<OpenAlert>): AlertBook {
  const before = book.open.get(alert);
  return before === undefined ? book : { ...book, open: new Map(book.open).set(alert, { ...before, ...fields }) };
}

function cleared(book: AlertBook, alert: string): AlertBook {
  const open = new Map(book.open);
  if (!open.delete(alert)) return book;
  return { ...book, open, recent: [...book.recent, alert].slice(-MOST_RECENT) };
}

function ended(book: AlertBook, isMeant: (about: AlertAbout) => boolean): AlertBook {
  const open = new Map(
    [...book.open].map(([id, each]) => [id, isMeant(each.about) ? { ...each, isOver: true } : each]),
  );
  return { ...book, open, causes: book.causes.filter((cause) => !isMeant(cause.about)) };
}

function withdrawn(book: AlertBook, rating: string): AlertBook {
  const alert = book.ratings.get(rating);
  const kept = { ...book, causes: book.causes.filter((cause) => cause.rating !== rating) };
  return alert === undefined ? kept : changed(kept, alert, { isOver: true });
}

function caused(book: AlertBook, event: HallEvent, about: AlertAbout | null): AlertBook {
  if (about === null) return book;
  const alert = `${about.kind}-${event.seq}`;
  const [rating, delayedMs] = event.type === 'rating.given' ? [event.rating, event.delayedMs ?? 0] : [null, 0];
  const ratings = rating === null ? book.ratings : new Map(book.ratings).set(rating, alert);
  return { ...book, ratings, causes: [...book.causes, { alert, at: event.at - delayedMs, about, rating }] };
}

export interface AlertMoment {
  readonly now: number;
  /** A business day is running. */
  readonly isOpen: boolean;
  /** Conditions that hold now. */
  readonly due: readonly AlertAbout[];
  readonly newAlert: (about: AlertAbout) => string;
}

export interface AlertStep {
  /** Remembers what was seen; raising and clearing change it when they come back as events. */
  readonly book: AlertBook;
  readonly raise: readonly { readonly alert: string; readonly about: AlertAbout }[];
  readonly clear: readonly string[];
}

/** What is to be raised and cleared now. A clock set back only begins the times anew. */
export function settleAlerts(book: AlertBook, moment: AlertMoment): AlertStep {
  const { now, isOpen, due, newAlert } = moment;
  const open = [...book.open.values()];
  const held = new Set(
    open.filter((each) => !isSingle(each.about) && !each.isOver).map(({ about }) => alertKey(about)),
  );
  const seen = lookAgain(book.seen, held, { now, due });
  const clear = open.filter((each) => !isOpen || isToClear(each, seen, now)).map(({ alert }) => alert);
  const causes = book.causes.filter((cause) => isOpen && now - cause.at < NEWS_MS);
  const conditions = due
    .filter((about) => isOpen && !held.has(alertKey(about)))
    .filter((about) => now - seen.get(alertKey(about))!.since >= (about.kind === 'device-down' ? DOWN_MS : 0))
    .map((about) => ({ alert: newAlert(about), about }));
  return {
    book: { ...book, seen, causes },
    raise: [...causes.map(({ alert, about }) => ({ alert, about })), ...conditions],
    clear,
  };
}

/** Happened once, as opposed to a condition that holds for a while. */
export function isSingle({ kind }: AlertAbout): boolean {
  return kind === 'low-rating' || kind === 'assistance' || kind === 'paper';
}

function lookAgain(
  before: AlertBook['seen'],
  held: ReadonlySet<string>,
  { now, due }: Pick<AlertMoment, 'now' | 'due'>,
): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const [key, { since, lastAt }] of before) {
    if (held.has(key) || now - lastAt < GONE_MS)
      seen.set(key, { since: Math.min(since, now), lastAt: Math.min(lastAt, now) });
  }
  // After a restart: open, and for all we know it held until now.
  for (const key of held) if (!seen.has(key)) seen.set(key, { since: now, lastAt: now });
  for (const about of due) {
    const key = alertKey(about);
    seen.set(key, { since: seen.get(key)?.since ?? now, lastAt: now });
  }
  return seen;
}

function isToClear(
  { about, isOver, acknowledgedAt, raisedAt }: OpenAlert,
  seen: AlertBook['seen'],
  now: number,
): boolean {
  if (isOver) return true;
  if (!isSingle(about)) return now - seen.get(alertKey(about))!.lastAt >= GONE_MS;
  // Paper does not come back by itself.
  return acknowledgedAt !== null || (about.kind !== 'paper' && now - raisedAt >= NEWS_MS);
}

/** What the board lists: what nobody has acknowledged first, then the newest first. */
export function listedAlerts(book: AlertBook): readonly LobbyAlert[] {
  return [...book.open.values()]
    .toSorted(
      (a, b) => Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null) || b.raisedAt - a.raisedAt,
    )
    .slice(0, MOST_LISTED)
    .map(({ alert, about, raisedAt, acknowledgedAt, comment }) => ({
      alert,
      kind: about.kind,
      raisedAt,
      service: about.service ?? null,
      class: about.class ?? null,
      counter: about.counter ?? null,
      device: about.device ?? null,
      ticket: about.ticket ?? null,
      value: about.value ?? null,
      limit: about.limit ?? null,
      detail: about.detail,
      acknowledgedAt,
      comment,
    }));
}
