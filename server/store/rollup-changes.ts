import type { BranchId } from '#contract/ids.ts';
import type { Visit } from '#rubric/hall/visit.ts';
import { contribution, emptyRollup, RunningSum } from './rollup.ts';
import type { Rollup } from './store.ts';

/** What one transaction changes about the sums of one service and class of a day. */
export interface RollupChange {
  readonly branch: BranchId;
  readonly date: string;
  readonly service: string;
  readonly class: string;
  /** The change alone; add the stored sums to have the new ones. */
  readonly sum: RunningSum;
}

/** The changes that a transaction makes to the rollups, gathered so that each is read and written once. */
export class RollupChanges {
  /** What each leg has added already. A leg is the hall's own record as long as its hall lives. */
  readonly #contributed = new WeakMap<Visit, Rollup>();
  readonly #changes = new Map<string, RollupChange>();

  /** False when the store must be asked for the state that a new one replaces. */
  knows(visit: Visit): boolean {
    return this.#contributed.has(visit);
  }

  /** A leg has a new state; `stored` is the one it replaces, for a leg that is not known here. */
  replace(branch: BranchId, visit: Visit, stored: Visit | null): void {
    const before = this.#contributed.get(visit) ?? (stored === null ? null : contribution(stored));
    const now = contribution(visit);
    this.#contributed.set(visit, now);
    if (before !== null) this.#changeOf(branch, visit.date, before).add(before, -1);
    this.#changeOf(branch, visit.date, now).add(now, 1);
  }

  /** All changes so far, which are then forgotten. */
  take(): readonly RollupChange[] {
    const changes = [...this.#changes.values()];
    this.#changes.clear();
    return changes;
  }

  #changeOf(branch: BranchId, date: string, part: Rollup): RunningSum {
    const { service, class: customerClass } = part;
    // None of them contains a slash.
    const key = `${branch}/${date}/${service}/${customerClass}`;
    let change = this.#changes.get(key);
    if (change === undefined) {
      const sum = new RunningSum(emptyRollup(service, customerClass));
      change = { branch, date, service, class: customerClass, sum };
      this.#changes.set(key, change);
    }
    return change.sum;
  }
}
