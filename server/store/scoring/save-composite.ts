import type { Insertable } from 'kysely';
import type { Writing } from '../database.ts';
import type { ScoringTables } from './tables.ts';

export type CompositeRow = ScoringTables['composite_score'];
/** Which composite: of a branch and period under one version of the weights. */
export type CompositeKey = Pick<CompositeRow, 'branch' | 'period' | 'policy' | 'version'>;
type Computed = Omit<Insertable<CompositeRow>, 'peer_group' | 'uncertainty' | 'computed_at'>;

/**
 * Stores a composite as it was computed. False when it is there already with the same figures; otherwise its interval
 * has to be drawn again. The peer group stays: it follows from the whole network.
 */
export async function saveComposite(writing: Writing, computed: Computed, at: number): Promise<boolean> {
  const { branch, period, policy, version } = computed;
  const stored = await writing
    .selectFrom('composite_score')
    .select(['body', 'items', 'error'])
    .where('branch', '=', branch)
    .where('period', '=', period)
    .where('policy', '=', policy)
    .where('version', '=', version)
    .executeTakeFirst();
  const isSame = stored?.body === computed.body && stored.items === computed.items && stored.error === computed.error;
  const changed = { ...computed, computed_at: at, ...(isSame ? {} : { uncertainty: null }) };
  await writing
    .insertInto('composite_score')
    .values({ ...changed, peer_group: null })
    .onConflict((of) => of.columns(['branch', 'period', 'policy', 'version']).doUpdateSet(changed))
    .execute();
  return !isSame;
}

/** Only while the composite is still the one that it was drawn for. */
export async function saveUncertainty(
  writing: Writing,
  key: CompositeKey,
  { uncertainty, computedAt }: { readonly uncertainty: string; readonly computedAt: number },
): Promise<void> {
  await writing
    .updateTable('composite_score')
    .set({ uncertainty })
    .where('branch', '=', key.branch)
    .where('period', '=', key.period)
    .where('policy', '=', key.policy)
    .where('version', '=', key.version)
    .where('computed_at', '=', computedAt)
    .execute();
}
