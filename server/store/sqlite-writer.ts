import type { Database } from 'better-sqlite3';
import type { BranchId } from '#contract/ids.ts';
import type { RatingRecord, Visit } from '#rubric/hall/visit.ts';
import type { RollupRow } from './ingest/tables.ts';
import { rollupOf } from './rollup.ts';
import { RollupChanges } from './rollup-changes.ts';
import type { Cursor, DayRules, EventRow, Journal, NewAlarm, ScoreCheck, Writer } from './store.ts';

interface StoredEvent {
  readonly seq: number;
  readonly line: string;
  readonly hash: Buffer;
}

/** Rows per INSERT statement. */
const ROWS_AT_ONCE = 50;

/** The statements of ingest; used inside a transaction only. */
export class SqliteWriter implements Writer {
  readonly #sql: ReturnType<typeof prepareAll>;
  readonly #rollups = new RollupChanges();

  constructor(db: Database) {
    this.#sql = prepareAll(db);
  }

  async cursor({ branch, epoch }: Journal): Promise<Cursor | null> {
    return this.#sql.cursor.get(branch, epoch) ?? null;
  }

  async hasOtherJournal({ branch, epoch }: Journal): Promise<boolean> {
    return this.#sql.otherJournal.get(branch, epoch) !== undefined;
  }

  async hashes({ branch, epoch }: Journal, first: number, last: number): Promise<ReadonlyMap<number, string>> {
    const rows = this.#sql.hashes.all(branch, epoch, first, last);
    return new Map(rows.map(({ seq, hash }) => [seq, hash.toString('hex')]));
  }

  async events({ branch, epoch }: Journal, from: number, limit: number): Promise<readonly EventRow[]> {
    return this.#sql.events
      .all(branch, epoch, from, limit)
      .map(({ seq, line, hash }) => ({ seq, line, hash: hash.toString('hex') }));
  }

  insertEvents({ branch, epoch }: Journal, rows: readonly EventRow[]): void {
    let from = 0;
    for (; from + ROWS_AT_ONCE <= rows.length; from += ROWS_AT_ONCE) {
      const values: unknown[] = [];
      for (let index = from; index < from + ROWS_AT_ONCE; index++) {
        const { seq, line, hash } = rows[index]!;
        values.push(branch, epoch, seq, line, Buffer.from(hash, 'hex'));
      }
      this.#sql.insertMany.run(values);
    }
    for (; from < rows.length; from++) {
      const { seq, line, hash } = rows[from]!;
      this.#sql.insertEvent.run(branch, epoch, seq, line, Buffer.from(hash, 'hex'));
    }
  }

  saveCursor({ branch, epoch }: Journal, cursor: Cursor, now: number): void {
    this.#sql.saveCursor.run(branch, epoch, cursor.upto, cursor.tip, cursor.highest, cursor.checkpoint, now);
  }

  quarantine({ branch, epoch }: Journal, rows: readonly EventRow[], now: number): void {
    for (const { seq, hash, line } of rows) this.#sql.quarantine.run(branch, epoch, seq, hash, line, now);
  }

  setAside({ branch, epoch }: Journal, from: number, now: number): void {
    this.#sql.quarantineFrom.run(now, branch, epoch, from);
    this.#sql.removeFrom.run(branch, epoch, from);
  }

  openGap({ branch, epoch }: Journal, first: number, now: number): void {
    this.#sql.openGap.run(branch, epoch, first, now);
  }

  closeGaps({ branch, epoch }: Journal, upto: number, now: number): void {
    this.#sql.closeGaps.run(now, branch, epoch, upto);
  }

  saveDay({ branch, epoch }: Journal, rules: DayRules): void {
    this.#sql.saveDay.run(branch, rules.date, epoch, JSON.stringify(rules));
  }

  saveVisit({ branch, epoch }: Journal, visit: Visit): void {
    const key = [branch, visit.date, epoch, visit.id, visit.leg] as const;
    const record = JSON.stringify(visit);
    const isKnown = this.#rollups.knows(visit);
    let stored: Visit | null = null;
    // Most legs are new, so that inserting first saves the look-up.
    if (isKnown || this.#sql.insertVisit.run(...key, record).changes === 0) {
      if (!isKnown) stored = JSON.parse(this.#sql.visit.get(...key)!.record) as Visit;
      this.#sql.updateVisit.run(record, ...key);
    }
    this.#rollups.replace(branch, visit, stored);
  }

  /** Writes the sums that the transaction has changed; before its commit. */
  flush(): void {
    for (const { branch, date, service, class: customerClass, sum } of this.#rollups.take()) {
      const stored = this.#sql.rollup.get(branch, date, service, customerClass);
      if (stored !== undefined) sum.add(rollupOf(stored), 1);
      const { issued, served, abandoned, waitN, waitMs, histogram } = sum.value();
      const sums = [issued, served, abandoned, waitN, waitMs, JSON.stringify(histogram)];
      this.#sql.saveRollup.run(branch, date, service, customerClass, ...sums);
    }
  }

  /** The transaction failed: its sums are void. */
  drop(): void {
    this.#rollups.take();
  }

  saveRating({ branch, epoch }: Journal, rating: RatingRecord): void {
    this.#sql.saveRating.run(branch, rating.date, epoch, rating.rating, JSON.stringify(rating));
  }

  saveScoreCheck({ branch, epoch }: Journal, { seq, score, differences }: ScoreCheck): void {
    this.#sql.saveScoreCheck.run(branch, score.date, epoch, seq, JSON.stringify(score), JSON.stringify(differences));
  }

  raise(branch: BranchId, { kind, detail, at }: NewAlarm): void {
    this.#sql.raise.run(branch, kind, detail, at);
  }
}

function prepareAll(db: Database) {
  return {
    cursor: db.prepare<string[], Cursor>(
      'SELECT upto, tip, highest, checkpoint FROM cursor WHERE branch = ? AND epoch = ?',
    ),
    otherJournal: db.prepare<[string, string]>('SELECT 1 FROM cursor WHERE branch = ? AND epoch <> ? LIMIT 1'),
    insertEvent: db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?)'),
    insertMany: db.prepare(`INSERT INTO event VALUES ${Array(ROWS_AT_ONCE).fill('(?, ?, ?, ?, ?)').join(', ')}`),
    hashes: db.prepare<[string, string, number, number], { seq: number; hash: Buffer }>(
      'SELECT seq, hash FROM event WHERE branch = ? AND epoch = ? AND seq BETWEEN ? AND ?',
    ),
    events: db.prepare<[string, string, number, number], StoredEvent>(
      'SELECT seq, line, hash FROM event WHERE branch = ? AND epoch = ? AND seq >= ? ORDER BY seq LIMIT ?',
    ),
    saveCursor: db.prepare(
      `INSERT INTO cursor (branch, epoch, upto, tip, highest, checkpoint, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET upto = excluded.upto, tip = excluded.tip, highest = excluded.highest,
                                 checkpoint = excluded.checkpoint`,
    ),
    quarantine: db.prepare('INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    quarantineFrom: db.prepare(
      `INSERT INTO quarantine SELECT branch, epoch, seq, lower(hex(hash)), line, ? FROM event
       WHERE branch = ? AND epoch = ? AND seq >= ? ON CONFLICT DO NOTHING`,
    ),
    removeFrom: db.prepare('DELETE FROM event WHERE branch = ? AND epoch = ? AND seq >= ?'),
    openGap: db.prepare('INSERT INTO gap VALUES (?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE SET closed_at = NULL'),
    closeGaps: db.prepare(
      'UPDATE gap SET closed_at = ? WHERE branch = ? AND epoch = ? AND first <= ? AND closed_at IS NULL',
    ),
    saveDay: db.prepare('INSERT INTO day VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET record = excluded.record'),
    visit: db.prepare<[string, string, string, string, number], { record: string }>(
      'SELECT record FROM visit WHERE branch = ? AND date = ? AND epoch = ? AND id = ? AND leg = ?',
    ),
    insertVisit: db.prepare('INSERT INTO visit VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    updateVisit: db.prepare(
      'UPDATE visit SET record = ? WHERE branch = ? AND date = ? AND epoch = ? AND id = ? AND leg = ?',
    ),
    saveRating: db.prepare(
      'INSERT INTO rating VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET record = excluded.record',
    ),
    saveScoreCheck: db.prepare('INSERT INTO score_check VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    rollup: db.prepare<[string, string, string, string], RollupRow>(
      'SELECT service, class, issued, served, abandoned, wait_n, wait_ms, histogram FROM rollup WHERE branch = ? AND date = ? AND service = ? AND class = ?',
    ),
    saveRollup: db.prepare(
      `INSERT INTO rollup VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET issued = excluded.issued, served = excluded.served, abandoned = excluded.abandoned,
                                 wait_n = excluded.wait_n, wait_ms = excluded.wait_ms, histogram = excluded.histogram`,
    ),
    raise: db.prepare(
      `INSERT INTO alarm VALUES (?, ?, ?, ?, 1)
       ON CONFLICT DO UPDATE SET at = excluded.at, count = alarm.count + 1`,
    ),
  };
}
