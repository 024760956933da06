import type { BranchAttainment } from '#rubric/ranking/standardise.ts';
import type { Reader } from '../database.ts';

/** Waits within target by customer class over some months, of all branches: the network's mix is that of all. */
export async function findClassAttainment(
  reader: Reader,
  months: readonly string[],
): Promise<readonly BranchAttainment[]> {
  const rows = await reader
    .selectFrom('month_class')
    .select((of) => ['branch', 'class', of.fn.sum<number>('judged').as('n'), of.fn.sum<number>('late').as('late')])
    .where('month', 'in', months)
    .groupBy(['branch', 'class'])
    .orderBy('branch')
    .orderBy('class')
    .execute();
  return [...Map.groupBy(rows, ({ branch }) => branch)].map(([branch, classes]) => ({
    branch,
    classes: classes.map(({ class: name, n, late }) => ({ class: name, attained: n - late, n })),
  }));
}
