import type { BranchId, EpochId } from '#contract/ids.ts';
import type { WindowScore } from '#contract/score.ts';
import type { Alarm } from '#contract/head-office-api.ts';
import type { DayRecords, RatingRecord, Visit } from '#rubric/hall/visit.ts';

/** What ingest keeps, in SQLite or PostgreSQL. Keys start with the branch so that it can be spread over machines. */

export interface Journal {
  readonly branch: BranchId;
  readonly epoch: EpochId;
}

export interface Cursor {
  readonly upto: number;
  readonly tip: string;
  readonly highest: number;
  readonly checkpoint: number;
}

export interface EventRow {
  readonly seq: number;
  readonly line: string;
  readonly hash: string;
}

export type DayRules = Omit<DayRecords, 'visits' | 'ratings'>;

/** Sums of one service and class on one day. */
export interface Rollup {
  readonly service: string;
  readonly class: string;
  readonly issued: number;
  readonly served: number;
  readonly abandoned: number;
  readonly waitN: number;
  readonly waitMs: number;
  readonly histogram: readonly (readonly [number, number])[];
}

export interface ScoreCheck {
  readonly seq: number;
  readonly score: WindowScore;
  readonly differences: readonly string[];
}

export type RetainedKind = 'live' | 'score' | 'status';

/**
 * Writing, inside one transaction only. What returns nothing may be carried out later, but before any read and in the
 * order of the calls; if it fails, the transaction does.
 */
export interface Writer {
  cursor(journal: Journal): Promise<Cursor | null>;
  /** The branch has written another journal before. */
  hasOtherJournal(journal: Journal): Promise<boolean>;
  /** Chain hashes of what is stored from seq `first` to `last`. */
  hashes(journal: Journal, first: number, last: number): Promise<ReadonlyMap<number, string>>;
  events(journal: Journal, from: number, limit: number): Promise<readonly EventRow[]>;
  /** Rows at places known to be free. */
  insertEvents(journal: Journal, rows: readonly EventRow[]): void;
  saveCursor(journal: Journal, cursor: Cursor, now: number): void;
  quarantine(journal: Journal, rows: readonly EventRow[], now: number): void;
  /** Everything stored from seq `from` on goes into quarantine. */
  setAside(journal: Journal, from: number, now: number): void;
  openGap(journal: Journal, first: number, now: number): void;
  /** Every gap that begins at or before `upto` is closed. */
  closeGaps(journal: Journal, upto: number, now: number): void;
  saveDay(journal: Journal, rules: DayRules): void;
  /** Stores the new state of a leg and changes the rollup by the difference. */
  saveVisit(journal: Journal, visit: Visit): void;
  saveRating(journal: Journal, rating: RatingRecord): void;
  saveScoreCheck(journal: Journal, check: ScoreCheck): void;
  raise(branch: BranchId, alarm: NewAlarm): void;
}

export type NewAlarm = Pick<Alarm, 'kind' | 'detail' | 'at'>;

/** What ingest has stored; the same queries on both databases. */
export interface Reads {
  /** Retained messages of all branches. */
  latest(): Promise<readonly { branch: BranchId; kind: RetainedKind; at: number; payload: string }[]>;
  alarms(branch: BranchId): Promise<readonly Alarm[]>;
  openGaps(branch: BranchId): Promise<readonly { epoch: EpochId; first: number; since: number }[]>;
  /** Newest epoch last. */
  cursors(branch: BranchId): Promise<readonly (Cursor & { epoch: EpochId; stored: number })[]>;
  /** Date and rules of the newest business day. */
  lastDay(branch: BranchId): Promise<DayRules | null>;
  /** The day as derived from all journals of the branch; null when nothing is known of it. */
  day(branch: BranchId, date: string): Promise<DayRecords | null>;
  rollups(branch: BranchId, date: string): Promise<readonly Rollup[]>;
  /** Ratings that count. */
  ratingCount(branch: BranchId, date: string): Promise<number>;
  scoreChecks(branch: BranchId, date: string): Promise<readonly ScoreCheck[]>;
  events(journal: Journal, from: number, limit: number): Promise<readonly EventRow[]>;
}

export interface Store extends Reads {
  /** One at a time, all or nothing, durable when it resolves. Do not wait for anything but the writer inside. */
  transaction<T>(action: (writer: Writer) => Promise<T>): Promise<T>;
  /** Several reads of one and the same moment. */
  snapshot<T>(action: (reads: Reads) => Promise<T>): Promise<T>;
  saveLatest(branch: BranchId, kind: RetainedKind, at: number, payload: string): Promise<void>;
  raise(branch: BranchId, alarm: NewAlarm): Promise<void>;
  /** After what was begun has ended. */
  close(): Promise<void>;
}
