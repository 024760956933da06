import type { BranchId } from '#contract/ids.ts';
import type { Store } from '../store/store.ts';
import type { DaySource } from './day-follower.ts';

/** Days as ingest keeps them; branches of the database are the ones that were let in. */
export function daysOfStore(store: Store): DaySource {
  return {
    day: async (branch, date) => store.day(branch as BranchId, date),
    rollups: async (branch, date) => store.rollups(branch as BranchId, date),
  };
}
