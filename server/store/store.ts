import type { BranchId, EpochId } from '#contract/ids.ts';
import type { WindowScore } from '#contract/score.ts';
import type { Alarm } from '#contract/head-office-api.ts';
import type { DayRecords, RatingRecord, Visit } from '#rubric/hall/visit.ts';

/** What head office keeps. SQLite today; keys start with the branch so that it can be spread over machines. */

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

/** Writing, inside one transaction only. */
export interface Writer {
  cursor(journal: Journal): Cursor | null;
  /** The branch has written another journal before. */
  hasOtherJournal(journal: Journal): boolean;
  /** False when (branch, epoch, seq) is taken; nothing is changed then. */
  insertEvent(journal: Journal, row: EventRow): boolean;
  /** Rows at places known to be free. */
  insertEvents(journal: Journal, rows: readonly EventRow[]): void;
  hashOf(journal: Journal, seq: number): string | null;
  events(journal: Journal, from: number, limit: number): readonly EventRow[];
  saveCursor(journal: Journal, cursor: Cursor, now: number): void;
  quarantine(journal: Journal, row: EventRow, now: number): void;
  removeEvent(journal: Journal, seq: number): void;
  openGap(journal: Journal, first: number, now: number): void;
  /** Every gap that begins at or before `upto` is closed. */
  closeGaps(journal: Journal, upto: number, now: number): void;
  saveDay(journal: Journal, rules: DayRules): void;
  /** Stores the new state of a leg and changes the rollup by the difference. */
  saveVisit(journal: Journal, visit: Visit): void;
  saveRating(journal: Journal, rating: RatingRecord): void;
  saveScoreCheck(journal: Journal, check: ScoreCheck): void;
  raise(branch: BranchId, alarm: Pick<Alarm, 'kind' | 'detail' | 'at'>): void;
}

export interface Store {
  /** All or nothing, durable when it returns. */
  transaction<T>(action: (writer: Writer) => T): T;
  saveLatest(branch: BranchId, kind: RetainedKind, at: number, payload: string): void;
  latest(branch: BranchId, kind: RetainedKind): { at: number; payload: string } | null;
  raise(branch: BranchId, alarm: Pick<Alarm, 'kind' | 'detail' | 'at'>): void;
  alarms(branch: BranchId): readonly Alarm[];
  openGaps(branch: BranchId): readonly { epoch: EpochId; first: number; since: number }[];
  /** Newest epoch last. */
  cursors(branch: BranchId): readonly (Cursor & { epoch: EpochId; stored: number })[];
  /** Date and rules of the newest business day. */
  lastDay(branch: BranchId): DayRules | null;
  /** The day as derived from all journals of the branch; null when nothing is known of it. */
  day(branch: BranchId, date: string): DayRecords | null;
  rollups(branch: BranchId, date: string): readonly Rollup[];
  /** Ratings that count. */
  ratingCount(branch: BranchId, date: string): number;
  scoreChecks(branch: BranchId, date: string): readonly ScoreCheck[];
  events(journal: Journal, from: number, limit: number): readonly EventRow[];
  close(): void;
}
