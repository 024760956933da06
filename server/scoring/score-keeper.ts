import { setImmediate as breathe } from 'node:timers/promises';
import type { Clock } from '#contract/clock.ts';
import type { Logger } from '../log.ts';
import type { Database } from '../store/database.ts';
import { WHOLE_BANK } from '../auth/viewer.ts';
import { findPeriods } from '../store/scoring/find-periods.ts';
import { findStaleRankings } from '../store/scoring/find-stale-rankings.ts';
import { findOverdueCases } from '../store/scoring/find-overdue-cases.ts';
import { findWithoutInterval } from '../store/scoring/find-without-interval.ts';
import { findWithoutScore } from '../store/scoring/find-without-score.ts';
import type { ScoresKey } from '../store/scoring/find-scores.ts';
import { saveComposite, saveUncertainty } from '../store/scoring/save-composite.ts';
import { saveRanking } from '../store/scoring/save-ranking.ts';
import { clearUnscored, findUnscored, type BranchPeriod } from '../store/scoring/unscored.ts';
import type { CompositeSource, NamedDefinition } from './composite-source.ts';
import { computeComposite, findEvidence } from './compute-composite.ts';
import { Debounced } from './debounced.ts';
import { drawInterval } from './draw-interval.ts';
import { drawRanking } from './draw-ranking.ts';
import { lastDayOf, periodsOf, windowOf } from './periods.ts';

export interface ScoreKeeperOptions {
  readonly database: Database;
  readonly source: CompositeSource;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Changes of a branch within this time are one computation, changes of the network one drawing. */
export const COMPUTE_MS = 1_000;
export const REDRAW_MS = 2_000;
const DAY_MS = 86_400_000;
/** Longer than the longest period: an older open case lies in no period that can still change. */
const OVERDUE_DAYS = 100;

/** Keeps composites and rankings as they follow from days, released inspections and cases. */
export class ScoreKeeper {
  readonly #options: ScoreKeeperOptions;
  readonly #changed = new Map<string, BranchPeriod>();
  readonly #stale = new Map<string, ScoresKey>();
  /** What is being worked on is still stale. */
  #computed: string | null = null;
  #drawn: string | null = null;
  readonly #computing: Debounced;
  readonly #drawing: Debounced;
  #overdueUpTo = '';

  constructor(options: ScoreKeeperOptions) {
    this.#options = options;
    this.#computing = new Debounced(options.clock, COMPUTE_MS, () => this.#compute());
    this.#drawing = new Debounced(options.clock, REDRAW_MS, () => this.#draw());
  }

  /** What a stop has cut off. */
  async start(): Promise<void> {
    const { database } = this.#options;
    for (const each of await findUnscored(database.read)) this.#note(each);
    for (const key of await findStaleRankings(database.read)) this.#markStale(key);
    await this.#noteOverdue();
    await this.definitionsChanged();
  }

  /**
   * A definition was approved: whatever it holds for is computed under it, and what was computed before stays beside.
   * Which that is follows from the scores, so a stop on the way loses nothing.
   */
  async definitionsChanged(): Promise<void> {
    const { database, source } = this.#options;
    const counts = await findPeriods(database.read, WHOLE_BANK);
    for (const [period, all] of Map.groupBy(counts, (each) => each.period)) {
      const { ref } = await source.inForce(lastDayOf(windowOf(period)!));
      const most = Math.max(...all.map(({ branches }) => branches));
      const own = all.find(({ policy, version }) => policy === ref.policy && version === ref.version)?.branches ?? 0;
      if (own >= most) continue;
      for (const branch of await findWithoutScore(database.read, { period, ...ref })) this.#note({ branch, period });
    }
  }

  /**
   * Something that scores rest on has changed: figures of these days, a released visit, a case due then. Whoever
   * changed it has written `markUnscored` in the same transaction, so that a stop between the two loses nothing.
   */
  evidenceChanged(branch: string, dates: readonly string[]): void {
    for (const period of dates.flatMap(periodsOf)) this.#note({ branch, period });
  }

  /** A new drawing of this ranking is to come. */
  isStale(key: ScoresKey): boolean {
    const name = nameOf(key);
    if (this.#stale.has(name) || this.#drawn === name || this.#computed === key.period) return true;
    return this.#changed.values().some((each) => each.period === key.period);
  }

  /** Resolves when every composite is up to date; rankings may be stale. */
  computed(): Promise<void> {
    return this.#computing.settle();
  }

  /** Brings everything up to date now. */
  async settle(): Promise<void> {
    await this.#computing.settle();
    await this.#drawing.settle();
  }

  /** All composites of a period under one definition, and their ranking. Those of other definitions stay. */
  async computePeriod(period: string, named: NamedDefinition, branches: Iterable<string>): Promise<void> {
    for (const branch of branches) {
      await this.#computeOne({ branch, period }, named);
      await breathe();
    }
    await this.#drawOne({ period, policy: named.ref.policy, version: named.ref.version });
  }

  #note({ branch, period }: BranchPeriod): void {
    this.#changed.set(`${branch} ${period}`, { branch, period });
    this.#computing.ask();
  }

  #markStale(key: ScoresKey): void {
    this.#stale.set(nameOf(key), key);
    this.#drawing.ask();
  }

  async #compute(): Promise<void> {
    await this.#guarded({}, () => this.#noteOverdue());
    const changed = [...this.#changed.values()];
    for (const each of changed) {
      await this.#guarded({ branch: each.branch }, async () => {
        // What changes from here on is computed again.
        this.#changed.delete(`${each.branch} ${each.period}`);
        this.#computed = each.period;
        const window = windowOf(each.period)!;
        const named = await this.#options.source.inForce(lastDayOf(window));
        if (await this.#computeOne(each, named))
          this.#markStale({ period: each.period, policy: named.ref.policy, version: named.ref.version });
      });
      await breathe();
    }
    this.#computed = null;
  }

  /** True when it is another one than before. */
  async #computeOne({ branch, period }: BranchPeriod, named: NamedDefinition): Promise<boolean> {
    const { database, clock } = this.#options;
    // Before anything is read: a day that is saved meanwhile is newer than this composite.
    const at = clock.now();
    const window = windowOf(period)!;
    const evidence = await findEvidence(database.read, { branch, window, today: this.#today() });
    const { row } = computeComposite({ branch, period, window }, named, evidence);
    return database.write(async (writing) => {
      const isNew = await saveComposite(writing, row, at);
      await clearUnscored(writing, { branch, period }, at);
      return isNew;
    });
  }

  async #draw(): Promise<void> {
    const stale = [...this.#stale];
    for (const [name, key] of stale) {
      // What changes from here on is drawn again.
      this.#stale.delete(name);
      this.#drawn = name;
      const isDrawn = await this.#guarded({ period: key.period }, () => this.#drawOne(key));
      this.#drawn = null;
      if (isDrawn) await this.#guarded({ period: key.period }, () => this.#drawIntervals(key));
      // Not asked for again at once: what failed now would fail then.
      else this.#stale.set(name, key);
    }
  }

  async #drawOne(key: ScoresKey): Promise<void> {
    const { database, clock } = this.#options;
    const at = clock.now();
    const drawn = await drawRanking(database.read, key);
    await database.write((writing) => saveRanking(writing, key, drawn, at));
  }

  /** Of a network that a person can look through; of a larger one they are drawn for what is looked at. */
  async #drawIntervals(key: ScoresKey): Promise<void> {
    const { database, source } = this.#options;
    const named = await source.version(key.policy, key.version);
    const window = windowOf(key.period)!;
    if (named === null) return;
    for (const { branch, computedAt } of await findWithoutInterval(database.read, key)) {
      const evidence = await findEvidence(database.read, { branch, window, today: this.#today() });
      const interval = drawInterval({ branch, period: key.period }, named.definition, evidence);
      const found = { uncertainty: JSON.stringify(interval), computedAt };
      await database.write((writing) => saveUncertainty(writing, { ...key, branch }, found));
      await breathe();
    }
  }

  /** Once a day: cases that became overdue change scores without anything happening. */
  async #noteOverdue(): Promise<void> {
    const { database, clock } = this.#options;
    const today = this.#today();
    if (today === this.#overdueUpTo) return;
    const from = new Date(clock.now() - OVERDUE_DAYS * DAY_MS).toISOString().slice(0, 10);
    const cases = await findOverdueCases(database.read, { from, before: today });
    this.#overdueUpTo = today;
    for (const { branch, date } of cases) this.evidenceChanged(branch, [date]);
  }

  #today(): string {
    return new Date(this.#options.clock.now()).toISOString().slice(0, 10);
  }

  /** False when it failed, which is logged. */
  async #guarded(detail: Readonly<Record<string, string>>, action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      this.#options.log.write('scores.failed', { ...detail, reason: String(error) });
      return false;
    }
  }
}

function nameOf({ period, policy, version }: ScoresKey): string {
  return `${period} ${policy} ${String(version)}`;
}
