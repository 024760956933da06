import type { Database } from 'better-sqlite3';
import type { Alarm } from '#contract/head-office-api.ts';
import type { BranchId, EpochId } from '#contract/ids.ts';
import type { WindowScore } from '#contract/score.ts';
import type { DayRecords, RatingRecord, Visit } from '#rubric/hall/visit.ts';
import { openDatabase } from './open-store.ts';
import { rollupOf, SqliteWriter } from './sqlite-writer.ts';
import type { Cursor, DayRules, EventRow, Journal, RetainedKind, Rollup, ScoreCheck, Store, Writer } from './store.ts';

/** Opens the store at `path`; throws StoreError and leaves the file alone when it cannot be used. */
export function openStore(path: string): Store {
  return new SqliteStore(openDatabase(path));
}

class SqliteStore implements Store {
  readonly #db: Database;
  readonly #writer: SqliteWriter;
  readonly #sql: ReturnType<typeof prepareAll>;

  constructor(db: Database) {
    this.#db = db;
    this.#writer = new SqliteWriter(db);
    this.#sql = prepareAll(db);
  }

  transaction<T>(action: (writer: Writer) => T): T {
    try {
      return this.#db
        .transaction(() => {
          const result = action(this.#writer);
          this.#writer.flushRollups();
          return result;
        })
        .immediate();
    } catch (error) {
      this.#writer.dropRollups();
      throw error;
    }
  }

  // oxlint-disable-next-line max-params -- key, time and content of one row
  saveLatest(branch: BranchId, kind: RetainedKind, at: number, payload: string): void {
    this.#sql.saveLatest.run(branch, kind, at, payload);
  }

  latest(branch: BranchId, kind: RetainedKind): { at: number; payload: string } | null {
    return this.#sql.latest.get(branch, kind) ?? null;
  }

  raise(branch: BranchId, alarm: Pick<Alarm, 'kind' | 'detail' | 'at'>): void {
    this.transaction((writer) => writer.raise(branch, alarm));
  }

  alarms(branch: BranchId): readonly Alarm[] {
    return this.#sql.alarms.all(branch);
  }

  openGaps(branch: BranchId): readonly { epoch: EpochId; first: number; since: number }[] {
    return this.#sql.openGaps.all(branch);
  }

  cursors(branch: BranchId): readonly (Cursor & { epoch: EpochId; stored: number })[] {
    return this.#sql.cursors.all(branch).map((cursor) => {
      const ahead =
        cursor.highest > cursor.upto ? (this.#sql.countAhead.get(branch, cursor.epoch, cursor.upto)?.n ?? 0) : 0;
      return { ...cursor, stored: cursor.upto + ahead };
    });
  }

  lastDay(branch: BranchId): DayRules | null {
    const row = this.#sql.lastDay.get(branch);
    return row === undefined ? null : (JSON.parse(row.record) as DayRules);
  }

  day(branch: BranchId, date: string): DayRecords | null {
    const rules = this.#sql.days.all(branch, date).map(({ record }) => JSON.parse(record) as DayRules);
    const newest = rules.at(-1);
    if (newest === undefined) return null;
    const visits = this.#sql.visits.all(branch, date).map(({ record }) => JSON.parse(record) as Visit);
    const ratings = this.#sql.ratings.all(branch, date).map(({ record }) => JSON.parse(record) as RatingRecord);
    return { ...newest, closed: rules.every((day) => day.closed), visits, ratings };
  }

  rollups(branch: BranchId, date: string): readonly Rollup[] {
    return this.#sql.rollups.all(branch, date).map((row) => rollupOf(row, row));
  }

  ratingCount(branch: BranchId, date: string): number {
    return this.#sql.ratingCount.get(branch, date)?.n ?? 0;
  }

  scoreChecks(branch: BranchId, date: string): readonly ScoreCheck[] {
    return this.#sql.scoreChecks.all(branch, date).map(({ seq, score, differences }) => ({
      seq,
      score: JSON.parse(score) as WindowScore,
      differences: JSON.parse(differences) as string[],
    }));
  }

  events(journal: Journal, from: number, limit: number): readonly EventRow[] {
    return this.#writer.events(journal, from, limit);
  }

  close(): void {
    this.#db.close();
  }
}

type RollupRow = Parameters<typeof rollupOf>[0] & { service: string; class: string };

function prepareAll(db: Database) {
  return {
    saveLatest: db.prepare(
      'INSERT INTO latest VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at, payload = excluded.payload',
    ),
    latest: db.prepare<[string, string], { at: number; payload: string }>(
      'SELECT at, payload FROM latest WHERE branch = ? AND kind = ?',
    ),
    alarms: db.prepare<[string], Alarm>(
      'SELECT kind, at, detail, count FROM alarm WHERE branch = ? ORDER BY at DESC, kind',
    ),
    openGaps: db.prepare<[string], { epoch: EpochId; first: number; since: number }>(
      'SELECT epoch, first, since FROM gap WHERE branch = ? AND closed_at IS NULL ORDER BY since',
    ),
    cursors: db.prepare<[string], Cursor & { epoch: EpochId }>(
      'SELECT epoch, upto, tip, highest, checkpoint FROM cursor WHERE branch = ? ORDER BY seen_at, epoch',
    ),
    countAhead: db.prepare<[string, string, number], { n: number }>(
      'SELECT COUNT(*) AS n FROM event WHERE branch = ? AND epoch = ? AND seq > ?',
    ),
    lastDay: db.prepare<[string], { record: string }>(
      'SELECT record FROM day WHERE branch = ? ORDER BY date DESC LIMIT 1',
    ),
    // Oldest journal first, so that the newest declaration of a day is the last row.
    days: db.prepare<[string, string], { record: string }>(
      `SELECT record FROM day JOIN cursor USING (branch, epoch) WHERE branch = ? AND date = ? ORDER BY seen_at, epoch`,
    ),
    visits: db.prepare<[string, string], { record: string }>(
      'SELECT record FROM visit WHERE branch = ? AND date = ? ORDER BY epoch, id, leg',
    ),
    ratings: db.prepare<[string, string], { record: string }>(
      'SELECT record FROM rating WHERE branch = ? AND date = ? ORDER BY epoch, id',
    ),
    ratingCount: db.prepare<[string, string], { n: number }>(
      "SELECT COUNT(*) AS n FROM rating WHERE branch = ? AND date = ? AND json_extract(record, '$.counted')",
    ),
    rollups: db.prepare<[string, string], RollupRow>(
      'SELECT service, class, issued, served, abandoned, wait_n, wait_ms, histogram FROM rollup WHERE branch = ? AND date = ? ORDER BY service, class',
    ),
    scoreChecks: db.prepare<[string, string], { seq: number; score: string; differences: string }>(
      'SELECT seq, score, differences FROM score_check WHERE branch = ? AND date = ? ORDER BY epoch, seq',
    ),
  };
}
