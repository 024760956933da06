import type { CounterStateName } from '#contract/live.ts';
import type { RatingRecord, RecordFlag, SurveyRecord, Visit } from './visit.ts';

/**
 * The hall while it is being derived. Owned by hall.ts and its apply-*.ts; others read it through functions.
 * One hall is mutated in place: an event costs a few map look-ups, never a copy.
 */

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Record under construction, with what the reducer must remember beside it. */
export interface Leg {
  readonly visit: Mutable<Visit>;
  readonly day: Day;
  /** When it was suspended, null while it is not. */
  heldSince: number | null;
  /** Ratings stored for it, counted or not. */
  readonly ratings: RatingRecord[];
}

/** A rating with what the reducer must remember beside its record. */
export interface RatingEntry {
  readonly record: Mutable<RatingRecord>;
  readonly leg: Leg | null;
  /** Device or kiosk that it came from. */
  readonly src: string;
  /** Flags that do not depend on other taps. */
  readonly ownFlags: Set<RecordFlag>;
  /** Those that other taps at the same kiosk give it. */
  tapFlags: readonly RecordFlag[];
  /** Seq of its `rating.given`. */
  readonly seq: number;
  /** Seq of the event that its reasons and comment stand in, and of its withdrawal. */
  detailSeq: number;
  withdrawnSeq: number | null;
}

export interface SurveyEntry {
  readonly record: SurveyRecord;
  /** Seq of the event that it stands in. */
  readonly seq: number;
}

/** All tickets of one number on one day. */
export interface TicketSlot {
  /** How many tickets of this number the day has seen. */
  count: number;
  /** Open legs, oldest first; later events mean the last one. */
  readonly open: Leg[];
  /** The leg that ended last: a no-show may be recalled, a rating may still come. */
  ended: Leg | null;
}

/** `undeclared`: tickets came before anybody opened the day. */
export type DayStatus = 'undeclared' | 'open' | 'closed';

export interface Day {
  readonly date: string;
  status: DayStatus;
  timeZone: string;
  /** Local midnight at the beginning and end of the date, epoch ms. */
  startsAt: number;
  endsAt: number;
  opensAt: number | null;
  closesAt: number | null;
  targets: Readonly<Record<string, number>>;
  readonly visits: Mutable<Visit>[];
  readonly ratings: RatingRecord[];
  readonly ratingsById: Map<string, RatingEntry>;
  /** Kiosk ratings that were not taken back, by kiosk, ascending by the time of the tap. */
  readonly taps: Map<string, RatingEntry[]>;
  /** By response. */
  readonly surveys: Map<string, SurveyEntry>;
  readonly slots: Map<string, TicketSlot>;
  /** Legs that are not over, so that closing the day need not search. */
  readonly openLegs: Set<Leg>;
}

export interface Counter {
  readonly id: string;
  state: CounterStateName;
  /** When `state` began. */
  since: number;
  teller: string | null;
  /** Called or served here now. */
  current: Leg | null;
  /** Called here last, perhaps over already, and when. */
  newest: Leg | null;
  newestCalledAt: number;
  /** Called here before `newest`. */
  previous: Leg | null;
  /** An invitation to rate stands; `leg` null when it belongs to no ticket we know. */
  invitation: { readonly leg: Leg | null } | null;
}

/** Something that does not fit, by name; counted, and shown with the event that caused it. */
export type HallAnomaly =
  | 'ticket-not-open'
  | 'nothing-to-invite'
  | 'rating-repeated'
  | 'rating-unknown'
  | 'withdrawn-late'
  | 'day-not-open'
  | 'day-reopened'
  | 'day-left-open'
  | 'unknown-time-zone'
  | 'unknown-event';

export interface LastCall {
  readonly ticket: string;
  readonly counter: string;
  readonly at: number;
  /** How often this visit was called in this queue: 1 = first call. */
  readonly times: number;
}

/** Derived state of one branch hall. Make with `createHall`, change with `applyEvent` only. */
export interface Hall {
  /** Seq of the last applied event. */
  upto: number;
  /** Time zone of the last declared day, for what happens outside any day. */
  timeZone: string;
  readonly days: Map<string, Day>;
  /** The day that new tickets belong to unless their time says otherwise. */
  newestDay: Day | null;
  readonly counters: Map<string, Counter>;
  readonly waiting: Set<Leg>;
  /** By queue, when the tickets called of it were issued: the newest few, newest first. See passed-over.ts. */
  readonly calledIssues: Map<string, readonly number[]>;
  /** Newest first, at most 8; a ticket called again moves to the front instead of standing there twice. */
  readonly lastCalls: LastCall[];
  /** Newest first, at most 12. */
  readonly lastRatings: RatingRecord[];
  readonly anomalies: Map<HallAnomaly, number>;
}

/**
 * What one event did. The records are the hall's own, updated by later events: store or serialise them before the
 * next `applyEvent`, and do not change them.
 */
export interface HallChange {
  readonly visits: readonly Visit[];
  readonly ratings: readonly RatingRecord[];
  /** The hall was reset by this event: rebuilding may start here. */
  readonly checkpoint: boolean;
  /** Date of a day that was opened (or reopened) by this event. */
  readonly opened: string | null;
  readonly closed: string | null;
  readonly anomalies: readonly HallAnomaly[];
}

/** HallChange while an event is being applied. */
export interface ChangeDraft {
  readonly visits: Set<Mutable<Visit>>;
  readonly ratings: Set<RatingRecord>;
  checkpoint: boolean;
  opened: string | null;
  closed: string | null;
  readonly anomalies: HallAnomaly[];
}

/** What a handler works on. */
export interface Work {
  readonly hall: Hall;
  readonly draft: ChangeDraft;
}

export function noteAnomaly(work: Work, anomaly: HallAnomaly): void {
  work.draft.anomalies.push(anomaly);
  work.hall.anomalies.set(anomaly, (work.hall.anomalies.get(anomaly) ?? 0) + 1);
}
