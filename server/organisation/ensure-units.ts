import type { Writing } from '../store/database.ts';
import { placeUnit } from '../store/people/place-unit.ts';

/** Id of the root of the organisation tree. */
export const HEAD_OFFICE = 'head-office';

/** Branches that journal to us and are not in the organisation yet hang directly below head office. */
export async function ensureUnits(
  writing: Writing,
  branches: readonly { readonly id: string; readonly name: string }[],
  { at, on }: { readonly at: number; readonly on: string },
): Promise<void> {
  const known = new Set((await writing.selectFrom('unit').select('id').execute()).map(({ id }) => id));
  const unit = { branch_type: null, created_at: at, closed_on: null };
  if (!known.has(HEAD_OFFICE)) {
    await writing
      .insertInto('unit')
      .values({ ...unit, id: HEAD_OFFICE, kind: 'head-office', name_zh: '总行', name_en: 'Head office' })
      .execute();
    await writing.insertInto('unit_ancestor').values({ unit: HEAD_OFFICE, ancestor: HEAD_OFFICE }).execute();
  }
  for (const { id, name } of branches) {
    if (known.has(id)) continue;
    await writing
      .insertInto('unit')
      .values({ ...unit, id, kind: 'branch', name_zh: name, name_en: name, branch_type: 'full' })
      .execute();
    await placeUnit(writing, { unit: id, parent: HEAD_OFFICE, on });
  }
}
