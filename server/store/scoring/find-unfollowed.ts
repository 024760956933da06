import type { Reader, Writing } from '../database.ts';

/** Branches whose journals have grown since their days were last computed. */
export async function findUnfollowedBranches(reader: Reader): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('cursor')
    .leftJoin('followed', (join) =>
      join.onRef('followed.branch', '=', 'cursor.branch').onRef('followed.epoch', '=', 'cursor.epoch'),
    )
    .select('cursor.branch')
    .distinct()
    .where((where) =>
      where.or([where('followed.upto', 'is', null), where('followed.upto', '<', where.ref('cursor.upto'))]),
    )
    .orderBy('cursor.branch')
    .execute();
  return rows.map(({ branch }) => branch);
}

export interface Followed {
  readonly epoch: string;
  readonly upto: number;
}

/** How far each journal of a branch is applied now. */
export async function findJournalEnds(reader: Reader, branch: string): Promise<readonly Followed[]> {
  return reader.selectFrom('cursor').select(['epoch', 'upto']).where('branch', '=', branch).orderBy('epoch').execute();
}

export async function saveFollowed(writing: Writing, branch: string, ends: readonly Followed[]): Promise<void> {
  if (ends.length === 0) return;
  await writing
    .insertInto('followed')
    .values(ends.map((end) => ({ branch, ...end })))
    .onConflict((of) => of.columns(['branch', 'epoch']).doUpdateSet((set) => ({ upto: set.ref('excluded.upto') })))
    .execute();
}
