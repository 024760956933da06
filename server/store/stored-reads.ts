import type { Alarm } from '#contract/head-office-api.ts';
import type { BranchId, EpochId } from '#contract/ids.ts';
import type { WindowScore } from '#contract/score.ts';
import type { DayRecords, RatingRecord, Visit } from '#rubric/hall/visit.ts';
import type { Reader } from './database.ts';
import { rollupOf } from './rollup.ts';
import type { Cursor, DayRules, EventRow, Journal, Reads, RetainedKind, Rollup, ScoreCheck } from './store.ts';

/** Reads of what ingest has committed. */
export class StoredReads implements Reads {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Reads of one and the same moment. */
  snapshot<T>(action: (reads: Reads) => Promise<T>): Promise<T> {
    return this.#reader
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((moment) => action(new StoredReads(moment)));
  }

  async latest(): Promise<readonly { branch: BranchId; kind: RetainedKind; at: number; payload: string }[]> {
    return this.#reader
      .selectFrom('latest')
      .selectAll()
      .orderBy('branch')
      .orderBy('kind')
      .$narrowType<{ branch: BranchId }>()
      .execute();
  }

  async alarms(branch: BranchId): Promise<readonly Alarm[]> {
    return this.#reader
      .selectFrom('alarm')
      .select(['kind', 'at', 'detail', 'count'])
      .where('branch', '=', branch)
      .orderBy('at', 'desc')
      .orderBy('kind')
      .orderBy('detail')
      .execute();
  }

  async openGaps(branch: BranchId): Promise<readonly { epoch: EpochId; first: number; since: number }[]> {
    return this.#reader
      .selectFrom('gap')
      .select(['epoch', 'first', 'since'])
      .where('branch', '=', branch)
      .where('closed_at', 'is', null)
      .orderBy('since')
      .orderBy('epoch')
      .orderBy('first')
      .$narrowType<{ epoch: EpochId }>()
      .execute();
  }

  async cursors(branch: BranchId): Promise<readonly (Cursor & { epoch: EpochId; stored: number })[]> {
    const rows = await this.#reader
      .selectFrom('cursor')
      .select(['epoch', 'upto', 'tip', 'highest', 'checkpoint'])
      // Only what lies beyond a gap has to be counted.
      .select((of) =>
        of
          .selectFrom('event')
          .select(of.fn.countAll<number>().as('n'))
          .whereRef('event.branch', '=', 'cursor.branch')
          .whereRef('event.epoch', '=', 'cursor.epoch')
          .whereRef('event.seq', '>', 'cursor.upto')
          .as('ahead'),
      )
      .where('branch', '=', branch)
      .orderBy('seen_at')
      .orderBy('epoch')
      .$narrowType<{ epoch: EpochId }>()
      .execute();
    return rows.map(({ ahead, ...cursor }) => ({ ...cursor, stored: cursor.upto + (ahead ?? 0) }));
  }

  async lastDay(branch: BranchId): Promise<DayRules | null> {
    const row = await this.#reader
      .selectFrom('day')
      .select('record')
      .where('branch', '=', branch)
      .orderBy('date', 'desc')
      .orderBy('epoch')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : (JSON.parse(row.record) as DayRules);
  }

  async day(branch: BranchId, date: string): Promise<DayRecords | null> {
    // Oldest journal first, so that the newest declaration of a day is the last row.
    const days = await this.#reader
      .selectFrom('day')
      .innerJoin('cursor', (join) =>
        join.onRef('cursor.branch', '=', 'day.branch').onRef('cursor.epoch', '=', 'day.epoch'),
      )
      .select('day.record')
      .where('day.branch', '=', branch)
      .where('day.date', '=', date)
      .orderBy('cursor.seen_at')
      .orderBy('day.epoch')
      .execute();
    const rules = days.map(({ record }) => JSON.parse(record) as DayRules);
    const newest = rules.at(-1);
    if (newest === undefined) return null;
    const visits = await this.#reader
      .selectFrom('visit')
      .select('record')
      .where('branch', '=', branch)
      .where('date', '=', date)
      .orderBy('epoch')
      .orderBy('id')
      .orderBy('leg')
      .execute();
    const ratings = await this.#reader
      .selectFrom('rating')
      .select('record')
      .where('branch', '=', branch)
      .where('date', '=', date)
      .orderBy('epoch')
      .orderBy('id')
      .execute();
    return {
      ...newest,
      closed: rules.every((day) => day.closed),
      visits: visits.map(({ record }) => JSON.parse(record) as Visit),
      ratings: ratings.map(({ record }) => JSON.parse(record) as RatingRecord),
    };
  }

  async rollups(branch: BranchId, date: string): Promise<readonly Rollup[]> {
    const rows = await this.#reader
      .selectFrom('rollup')
      .selectAll()
      .where('branch', '=', branch)
      .where('date', '=', date)
      .orderBy('service')
      .orderBy('class')
      .execute();
    return rows.map(rollupOf);
  }

  async ratingCount(branch: BranchId, date: string): Promise<number> {
    const { n } = await this.#reader
      .selectFrom('rating')
      .select((of) => of.fn.countAll<number>().as('n'))
      .where('branch', '=', branch)
      .where('date', '=', date)
      // As JSON.stringify writes it. A customer's comment cannot look like it: quotes within text are escaped.
      .where('record', 'like', '%"counted":true%')
      .executeTakeFirstOrThrow();
    return n;
  }

  async scoreChecks(branch: BranchId, date: string): Promise<readonly ScoreCheck[]> {
    const rows = await this.#reader
      .selectFrom('score_check')
      .select(['seq', 'score', 'differences'])
      .where('branch', '=', branch)
      .where('date', '=', date)
      .orderBy('epoch')
      .orderBy('seq')
      .execute();
    return rows.map(({ seq, score, differences }) => ({
      seq,
      score: JSON.parse(score) as WindowScore,
      differences: JSON.parse(differences) as string[],
    }));
  }

  async events({ branch, epoch }: Journal, from: number, limit: number): Promise<readonly EventRow[]> {
    const rows = await this.#reader
      .selectFrom('event')
      .select(['seq', 'line', 'hash'])
      .where('branch', '=', branch)
      .where('epoch', '=', epoch)
      .where('seq', '>=', from)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map(({ seq, line, hash }) => ({ seq, line, hash: hash.toString('hex') }));
  }
}
