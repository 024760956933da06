import type { Database } from 'better-sqlite3';
import type { BranchId } from '#contract/ids.ts';
import type { RatingRecord, Visit } from '#rubric/hall/visit.ts';
import { contribution, emptyRollup, RunningSum } from './rollup.ts';
import type { Cursor, DayRules, EventRow, Journal, Rollup, ScoreCheck, Writer } from './store.ts';

interface StoredEvent {
  readonly seq: number;
  readonly line: string;
  readonly hash: Buffer;
}

interface StoredRollup {
  readonly issued: number;
  readonly served: number;
  readonly abandoned: number;
  readonly wait_n: number;
  readonly wait_ms: number;
  readonly histogram: string;
}

/** Rows per INSERT statement. */
const ROWS_AT_ONCE = 50;

/** The statements of ingest; used inside a transaction only. */
export class SqliteWriter implements Writer {
  readonly #sql: ReturnType<typeof prepareAll>;
  /** What each leg has added already. A leg is the hall's own record as long as its hall lives. */
  readonly #contributed = new WeakMap<Visit, Rollup>();
  /** Sums changed by the running transaction. */
  readonly #sums = new Map<string, { readonly branch: BranchId; readonly date: string; readonly sum: RunningSum }>();

  constructor(db: Database) {
    this.#sql = prepareAll(db);
  }

  cursor({ branch, epoch }: Journal): Cursor | null {
    return this.#sql.cursor.get(branch, epoch) ?? null;
  }

  hasOtherJournal({ branch, epoch }: Journal): boolean {
    return this.#sql.otherJournal.get(branch, epoch) !== undefined;
  }

  insertEvent({ branch, epoch }: Journal, { seq, line, hash }: EventRow): boolean {
    return this.#sql.insertEvent.run(branch, epoch, seq, line, Buffer.from(hash, 'hex')).changes === 1;
  }

  insertEvents(journal: Journal, rows: readonly EventRow[]): void {
    const { branch, epoch } = journal;
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
      if (!this.insertEvent(journal, rows[from]!)) throw new Error(`seq ${rows[from]!.seq} is already stored`);
    }
  }

  hashOf({ branch, epoch }: Journal, seq: number): string | null {
    return this.#sql.hashOf.get(branch, epoch, seq)?.hash.toString('hex') ?? null;
  }

  events({ branch, epoch }: Journal, from: number, limit: number): readonly EventRow[] {
    return this.#sql.events
      .all(branch, epoch, from, limit)
      .map(({ seq, line, hash }) => ({ seq, line, hash: hash.toString('hex') }));
  }

  saveCursor({ branch, epoch }: Journal, cursor: Cursor, now: number): void {
    this.#sql.saveCursor.run(branch, epoch, cursor.upto, cursor.tip, cursor.highest, cursor.checkpoint, now);
  }

  quarantine({ branch, epoch }: Journal, { seq, line, hash }: EventRow, now: number): void {
    this.#sql.quarantine.run(branch, epoch, seq, hash, line, now);
  }

  removeEvent({ branch, epoch }: Journal, seq: number): void {
    this.#sql.removeEvent.run(branch, epoch, seq);
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
    let before = this.#contributed.get(visit) ?? null;
    // Most legs are new, so that inserting first saves the look-up.
    if (before !== null || this.#sql.insertVisit.run(...key, record).changes === 0) {
      before ??= this.#storedContribution(key);
      this.#sql.updateVisit.run(record, ...key);
    }
    const now = contribution(visit);
    this.#contributed.set(visit, now);
    if (before !== null) this.#change(branch, visit.date, before, -1);
    this.#change(branch, visit.date, now, 1);
  }

  /** Writes the sums that the transaction has changed; before its commit. */
  flushRollups(): void {
    for (const { branch, date, sum } of this.#sums.values()) {
      const { service, class: customerClass, issued, served, abandoned, waitN, waitMs, histogram } = sum.value();
      this.#sql.saveRollup.run(
        branch,
        date,
        service,
        customerClass,
        issued,
        served,
        abandoned,
        waitN,
        waitMs,
        JSON.stringify(histogram),
      );
    }
    this.#sums.clear();
  }

  /** The transaction failed: its sums are void. */
  dropRollups(): void {
    this.#sums.clear();
  }

  saveRating({ branch, epoch }: Journal, rating: RatingRecord): void {
    this.#sql.saveRating.run(branch, rating.date, epoch, rating.rating, JSON.stringify(rating));
  }

  saveScoreCheck({ branch, epoch }: Journal, { seq, score, differences }: ScoreCheck): void {
    this.#sql.saveScoreCheck.run(branch, score.date, epoch, seq, JSON.stringify(score), JSON.stringify(differences));
  }

  raise(branch: BranchId, alarm: { kind: string; detail: string; at: number }): void {
    this.#sql.raise.run(branch, alarm.kind, alarm.detail, alarm.at);
  }

  #storedContribution(key: readonly [string, string, string, string, number]): Rollup {
    return contribution(JSON.parse(this.#sql.visit.get(...key)!.record) as Visit);
  }

  // oxlint-disable-next-line max-params -- (branch, date) is the key, the rest the change
  #change(branch: BranchId, date: string, part: Rollup, sign: 1 | -1): void {
    // None of them contains a slash.
    const key = `${branch}/${date}/${part.service}/${part.class}`;
    let changed = this.#sums.get(key);
    if (changed === undefined) {
      const stored = this.#sql.rollup.get(branch, date, part.service, part.class);
      const sum = stored === undefined ? emptyRollup(part.service, part.class) : rollupOf(stored, part);
      changed = { branch, date, sum: new RunningSum(sum) };
      this.#sums.set(key, changed);
    }
    changed.sum.add(part, sign);
  }
}

export function rollupOf(row: StoredRollup, key: { service: string; class: string }): Rollup {
  return {
    service: key.service,
    class: key.class,
    issued: row.issued,
    served: row.served,
    abandoned: row.abandoned,
    waitN: row.wait_n,
    waitMs: row.wait_ms,
    histogram: JSON.parse(row.histogram) as [number, number][],
  };
}

function prepareAll(db: Database) {
  return {
    cursor: db.prepare<string[], Cursor>(
      'SELECT upto, tip, highest, checkpoint FROM cursor WHERE branch = ? AND epoch = ?',
    ),
    otherJournal: db.prepare<[string, string]>('SELECT 1 FROM cursor WHERE branch = ? AND epoch <> ? LIMIT 1'),
    insertEvent: db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    insertMany: db.prepare(`INSERT INTO event VALUES ${Array(ROWS_AT_ONCE).fill('(?, ?, ?, ?, ?)').join(', ')}`),
    hashOf: db.prepare<[string, string, number], { hash: Buffer }>(
      'SELECT hash FROM event WHERE branch = ? AND epoch = ? AND seq = ?',
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
    removeEvent: db.prepare('DELETE FROM event WHERE branch = ? AND epoch = ? AND seq = ?'),
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
    rollup: db.prepare<[string, string, string, string], StoredRollup>(
      'SELECT issued, served, abandoned, wait_n, wait_ms, histogram FROM rollup WHERE branch = ? AND date = ? AND service = ? AND class = ?',
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
