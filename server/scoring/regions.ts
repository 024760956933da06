import type { Reader } from '../store/database.ts';
import { findRegionNames } from '../store/scoring/find-region-names.ts';
import type { BranchName, Named } from './wire.ts';

/** What the regions of these branches are called, by id. */
export function regionsOf(reader: Reader, branches: readonly BranchName[]): Promise<readonly Named[]> {
  return findRegionNames(reader, [...new Set(branches.flatMap(({ region }) => region ?? []))].toSorted());
}
