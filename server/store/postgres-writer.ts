import type { BranchId } from '#contract/ids.ts';
import type { RatingRecord, Visit } from '#rubric/hall/visit.ts';
import type { RollupRow } from './ingest/tables.ts';
import type { PostgresTransaction, Statement } from './postgres-session.ts';
import * as sql from './postgres-statements.ts';
import { rollupOf } from './rollup.ts';
import { RollupChanges } from './rollup-changes.ts';
import type { Cursor, DayRules, EventRow, Journal, NewAlarm, ScoreCheck, Writer } from './store.ts';

/** What is known of a journal without asking. Nobody else writes, so it stays true until a transaction fails. */
interface Known {
  readonly cursor: Cursor;
  /** First seq of each open gap. */
  readonly gaps: ReadonlySet<number>;
}

/** So many rows of a table are sent before the end of the transaction: the server works while the halls are computed. */
const ROWS_AT_ONCE = 500;

type Row = readonly (string | number | boolean)[];

interface WaitingVisit {
  readonly row: Row;
  readonly branch: BranchId;
  readonly visit: Visit;
}

interface ReplacedVisit extends WaitingVisit {
  /** Null when there was none, or when what it added is known anyway. */
  readonly stored: Visit | null;
}

/** Gathers the rows of a transaction and sends them a table at a time, so that a group of batches costs few statements. */
export class PostgresWriter implements Writer {
  readonly #rollups = new RollupChanges();
  readonly #known = new Map<string, Known>();
  #transaction: PostgresTransaction | null = null;

  #events: Row[] = [];
  readonly #visits = new Map<string, WaitingVisit>();
  /** Legs that have been sent, with the states that they replaced. */
  #replaced: Promise<readonly ReplacedVisit[]>[] = [];
  readonly #ratings = new Map<string, Row>();
  readonly #days = new Map<string, Row>();
  readonly #cursors = new Map<string, Row>();
  #checks: Row[] = [];

  /** Everything that follows belongs to this transaction. */
  begin(transaction: PostgresTransaction): void {
    if (transaction.connection !== this.#transaction?.connection) this.forget();
    this.#transaction = transaction;
  }

  /** The transaction failed, or another head office may have written: nothing that is known here holds any more. */
  forget(): void {
    this.#rollups.take();
    this.#events = [];
    this.#checks = [];
    this.#replaced = [];
    for (const each of [this.#known, this.#visits, this.#ratings, this.#days, this.#cursors]) each.clear();
  }

  async cursor(journal: Journal): Promise<Cursor | null> {
    const known = this.#known.get(keyOf(journal));
    if (known !== undefined) return known.cursor;
    const key = [journal.branch, journal.epoch];
    const [[cursor], gaps] = await Promise.all([
      this.#read<Cursor>(sql.CURSOR, key),
      this.#read<{ first: number }>(sql.OPEN_GAPS, key),
    ]);
    if (cursor === undefined) return null;
    this.#known.set(keyOf(journal), { cursor, gaps: new Set(gaps.map(({ first }) => first)) });
    return cursor;
  }

  async hasOtherJournal({ branch, epoch }: Journal): Promise<boolean> {
    this.#sendCursors();
    return (await this.#read(sql.OTHER_JOURNAL, [branch, epoch])).length > 0;
  }

  async hashes({ branch, epoch }: Journal, first: number, last: number): Promise<ReadonlyMap<number, string>> {
    this.#sendEvents();
    const rows = await this.#read<{ seq: number; hash: string }>(sql.HASHES, [branch, epoch, first, last]);
    return new Map(rows.map(({ seq, hash }) => [seq, hash]));
  }

  async events({ branch, epoch }: Journal, from: number, limit: number): Promise<readonly EventRow[]> {
    this.#sendEvents();
    return this.#read<EventRow>(sql.EVENTS, [branch, epoch, from, limit]);
  }

  insertEvents({ branch, epoch }: Journal, rows: readonly EventRow[]): void {
    for (const { seq, line, hash } of rows) this.#events.push([branch, epoch, seq, line, hash]);
    if (this.#events.length >= ROWS_AT_ONCE) this.#sendEvents();
  }

  saveCursor(journal: Journal, cursor: Cursor, now: number): void {
    const key = keyOf(journal);
    const { upto, tip, highest, checkpoint } = cursor;
    this.#known.set(key, { cursor, gaps: this.#gapsOf(journal) });
    this.#cursors.set(key, [journal.branch, journal.epoch, upto, tip, highest, checkpoint, now]);
  }

  quarantine({ branch, epoch }: Journal, rows: readonly EventRow[], now: number): void {
    const columns = columnsOf(rows.map(({ seq, hash, line }) => [seq, hash, line]));
    if (rows.length > 0) this.#send(sql.QUARANTINE, [branch, epoch, now, ...columns]);
  }

  setAside({ branch, epoch }: Journal, from: number, now: number): void {
    this.#sendEvents();
    this.#send(sql.QUARANTINE_FROM, [branch, epoch, from, now]);
    this.#send(sql.REMOVE_FROM, [branch, epoch, from]);
  }

  openGap(journal: Journal, first: number, now: number): void {
    this.#keepGaps(journal, new Set([...this.#gapsOf(journal), first]));
    this.#send(sql.OPEN_GAP, [journal.branch, journal.epoch, first, now]);
  }

  closeGaps(journal: Journal, upto: number, now: number): void {
    const gaps = this.#gapsOf(journal);
    const open = new Set([...gaps].filter((first) => first > upto));
    if (open.size === gaps.size) return;
    this.#keepGaps(journal, open);
    this.#send(sql.CLOSE_GAPS, [journal.branch, journal.epoch, upto, now]);
  }

  saveDay({ branch, epoch }: Journal, rules: DayRules): void {
    this.#days.set(`${branch}/${epoch}/${rules.date}`, [branch, rules.date, epoch, JSON.stringify(rules)]);
  }

  saveVisit({ branch, epoch }: Journal, visit: Visit): void {
    const { date, id, leg } = visit;
    const row = [branch, date, epoch, id, leg, JSON.stringify(visit), !this.#rollups.knows(visit)];
    this.#visits.set(`${branch}/${epoch}/${date}/${leg}/${id}`, { row, branch, visit });
    if (this.#visits.size >= ROWS_AT_ONCE) this.#sendVisits();
  }

  saveRating({ branch, epoch }: Journal, rating: RatingRecord): void {
    const { date, rating: id } = rating;
    this.#ratings.set(`${branch}/${epoch}/${date}/${id}`, [branch, date, epoch, id, JSON.stringify(rating)]);
    if (this.#ratings.size >= ROWS_AT_ONCE) this.#sendRatings();
  }

  saveScoreCheck({ branch, epoch }: Journal, { seq, score, differences }: ScoreCheck): void {
    this.#checks.push([branch, score.date, epoch, seq, JSON.stringify(score), JSON.stringify(differences)]);
  }

  raise(branch: BranchId, { kind, detail, at }: NewAlarm): void {
    // What a client called itself may hold the one character that PostgreSQL does not store.
    this.#send(sql.RAISE, [branch, kind, detail.replaceAll('\0', '\uFFFD'), at]);
  }

  /** Sends what has been gathered; before the commit. */
  async flush(): Promise<void> {
    this.#sendEvents();
    this.#sendVisits();
    this.#sendRatings();
    this.#sendCursors();
    this.#sendRows(sql.SAVE_DAYS, takeAll(this.#days));
    this.#sendRows(sql.SAVE_SCORE_CHECKS, this.#checks);
    this.#checks = [];
    const replaced = await Promise.all(this.#replaced);
    this.#replaced = [];
    await this.#saveRollups(replaced.flat());
  }

  #sendVisits(): void {
    const visits = takeAll(this.#visits);
    if (visits.length === 0) return;
    const replaced = this.#replacedBy(visits);
    // Looked at by `flush`.
    replaced.catch(() => undefined);
    this.#replaced.push(replaced);
  }

  async #replacedBy(visits: readonly WaitingVisit[]): Promise<readonly ReplacedVisit[]> {
    const columns = columnsOf(visits.map(({ row }) => row));
    const rows = await this.#read<{ place: number; record: string }>(sql.SAVE_VISITS, columns);
    const stored = new Map(rows.map(({ place, record }) => [place, JSON.parse(record) as Visit]));
    return visits.map((visit, index) => ({ ...visit, stored: stored.get(index + 1) ?? null }));
  }

  async #saveRollups(visits: readonly ReplacedVisit[]): Promise<void> {
    for (const { branch, visit, stored } of visits) this.#rollups.replace(branch, visit, stored);
    const changes = this.#rollups.take();
    if (changes.length === 0) return;
    const keys = changes.map(({ branch, date, service, class: customerClass }) => [
      branch,
      date,
      service,
      customerClass,
    ]);
    const stored = await this.#read<RollupRow & { place: number }>(sql.ROLLUPS, columnsOf(keys));
    for (const row of stored) changes[row.place - 1]!.sum.add(rollupOf(row), 1);
    const rows = changes.map(({ sum }, index) => {
      const { issued, served, abandoned, waitN, waitMs, histogram } = sum.value();
      return [...keys[index]!, issued, served, abandoned, waitN, waitMs, JSON.stringify(histogram)];
    });
    this.#sendRows(sql.SAVE_ROLLUPS, rows);
  }

  #sendEvents(): void {
    this.#sendRows(sql.INSERT_EVENTS, this.#events);
    this.#events = [];
  }

  #sendRatings(): void {
    this.#sendRows(sql.SAVE_RATINGS, takeAll(this.#ratings));
  }

  #sendCursors(): void {
    this.#sendRows(sql.SAVE_CURSORS, takeAll(this.#cursors));
  }

  #sendRows(statement: Statement, rows: readonly Row[]): void {
    if (rows.length > 0) this.#send(statement, columnsOf(rows));
  }

  #send(statement: Statement, values: readonly unknown[]): void {
    this.#running().send(statement, values);
  }

  #read<R>(statement: Statement, values: readonly unknown[]): Promise<readonly R[]> {
    return this.#running().read<R>(statement, values);
  }

  #running(): PostgresTransaction {
    if (this.#transaction === null) throw new Error('written outside a transaction');
    return this.#transaction;
  }

  #gapsOf(journal: Journal): ReadonlySet<number> {
    return this.#known.get(keyOf(journal))?.gaps ?? new Set();
  }

  #keepGaps(journal: Journal, gaps: ReadonlySet<number>): void {
    const known = this.#known.get(keyOf(journal));
    if (known !== undefined) this.#known.set(keyOf(journal), { ...known, gaps });
  }
}

function keyOf({ branch, epoch }: Journal): string {
  return `${branch}/${epoch}`;
}

function takeAll<V>(waiting: Map<string, V>): readonly V[] {
  const values = [...waiting.values()];
  waiting.clear();
  return values;
}

function columnsOf(rows: readonly Row[]): string[] {
  return (rows[0] ?? []).map((_, column) => sql.columnOf(rows.map((row) => row[column]!)));
}
