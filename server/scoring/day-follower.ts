import type { Clock } from '#contract/clock.ts';
import type { DayRecords } from '#rubric/hall/visit.ts';
import type { Logger } from '../log.ts';
import type { Database } from '../store/database.ts';
import { findDayFacts } from '../store/scoring/find-day-facts.ts';
import { findDaysToFollow } from '../store/scoring/find-days-to-follow.ts';
import { findJournalEnds, findUnfollowedBranches, saveFollowed } from '../store/scoring/find-unfollowed.ts';
import { markUnscored } from '../store/scoring/unscored.ts';
import { saveDay, type ScoredDay } from '../store/scoring/save-day.ts';
import type { Rollup } from '../store/store.ts';
import { Debounced } from './debounced.ts';
import { isWhole, scoredDay } from './scored-day.ts';

/** Where days come from: ingest's store. */
export interface DaySource {
  day(branch: string, date: string): Promise<DayRecords | null>;
  rollups(branch: string, date: string): Promise<readonly Rollup[]>;
}

export interface DayFollowerOptions {
  readonly database: Database;
  readonly days: DaySource;
  readonly clock: Clock;
  readonly log: Logger;
  /** What scores rest on has changed on these days. */
  readonly onChange: (branch: string, dates: readonly string[]) => void;
}

/** Changes of a branch within this time are computed together. */
export const FOLLOW_MS = 1_000;

/**
 * Keeps facts and evidence of days as they follow from the journals. How far is remembered, so a restart goes on where
 * the last run ended; computing a day again changes nothing.
 */
export class DayFollower {
  readonly #options: DayFollowerOptions;
  readonly #changed = new Set<string>();
  readonly #runs: Debounced;

  constructor(options: DayFollowerOptions) {
    this.#options = options;
    this.#runs = new Debounced(options.clock, FOLLOW_MS, () => this.#follow());
  }

  /** What came in while nobody followed. */
  async start(): Promise<void> {
    for (const branch of await findUnfollowedBranches(this.#options.database.read)) this.changed(branch);
  }

  changed(branch: string): void {
    this.#changed.add(branch);
    this.#runs.ask();
  }

  /** Brings everything up to date now. */
  settle(): Promise<void> {
    return this.#runs.settle();
  }

  async #follow(): Promise<void> {
    const branches = [...this.#changed].toSorted();
    this.#changed.clear();
    for (const branch of branches) {
      try {
        const dates = await this.#followBranch(branch);
        if (dates.length > 0) this.#options.onChange(branch, dates);
      } catch (error) {
        this.#options.log.write('scores.failed', { branch, reason: String(error) });
      }
    }
  }

  async #followBranch(branch: string): Promise<readonly string[]> {
    const { database, days, clock } = this.#options;
    // Before the days are read: what comes in meanwhile is followed the next time.
    const ends = await findJournalEnds(database.read, branch);
    const scored: ScoredDay[] = [];
    for (const date of await findDaysToFollow(database.read, branch)) {
      const records = await days.day(branch, date);
      if (records === null) continue;
      const facts = await findDayFacts(database.read, branch, date);
      const rated = facts.reduce((sum, fact) => sum + fact.rated, 0);
      if (!isWhole(records, await days.rollups(branch, date), rated)) continue;
      scored.push(scoredDay(branch, records, clock.now()));
    }
    return database.write(async (writing) => {
      const changed: string[] = [];
      for (const day of scored) if (await saveDay(writing, day)) changed.push(day.date);
      await markUnscored(writing, branch, { dates: changed, at: clock.now() });
      await saveFollowed(writing, branch, ends);
      return changed;
    });
  }
}
