import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

export interface PlannedBranch {
  readonly branch: string;
  readonly zh: string;
  readonly en: string;
  /** Every unit it belongs to, with itself. */
  readonly above: readonly string[];
  /** Of those, the branch and its regions. */
  readonly home: readonly string[];
}

/** Branches below a unit that are open on a day, with what they belong to. */
export async function findPlannedBranches(
  reader: Reader,
  scope: Scope,
  { unit, on }: { readonly unit: string; readonly on: string },
): Promise<readonly PlannedBranch[]> {
  const rows = await reader
    .selectFrom('unit')
    .innerJoin('unit_ancestor as below', 'below.unit', 'unit.id')
    .innerJoin('unit_ancestor', 'unit_ancestor.unit', 'unit.id')
    .innerJoin('unit as upper', 'upper.id', 'unit_ancestor.ancestor')
    .select(['unit.id as branch', 'unit.name_zh as zh', 'unit.name_en as en', 'upper.id as ancestor', 'upper.kind'])
    .where('unit.kind', '=', 'branch')
    .where('below.ancestor', '=', unit)
    .where((is) => is.or([is('unit.closed_on', 'is', null), is('unit.closed_on', '>', on)]))
    .where(within(scope, 'unit.id'))
    .orderBy('unit.id')
    .orderBy('upper.id')
    .execute();
  const branches = Map.groupBy(rows, ({ branch }) => branch);
  return [...branches.values()].map((ancestors) => {
    const { branch, zh, en } = ancestors[0]!;
    return {
      branch,
      zh,
      en,
      above: ancestors.map(({ ancestor }) => ancestor),
      home: ancestors.filter(({ kind }) => kind !== 'head-office').map(({ ancestor }) => ancestor),
    };
  });
}
