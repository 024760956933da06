import type { Slot } from './candidates.ts';

/** What a plan does not reach. */

export type PlanWarning =
  /** Fewer visits than a composite needs: the branch cannot be ranked (样本不足，不予排名). */
  | {
      readonly code: 'too-few';
      readonly branch: string;
      readonly kind: 'announced' | 'mystery';
      readonly n: number;
      readonly needed: number;
    };

export type Minimum = Readonly<Record<'announced' | 'mystery', number>>;

/** Visits of the quarter, planned here or already booked elsewhere. */
export function planWarnings(
  branches: readonly string[],
  visits: readonly { readonly branch: string; readonly kind: Slot['kind']; readonly n: number }[],
  minimum: Minimum,
): readonly PlanWarning[] {
  const counts = new Map<string, number>();
  for (const { branch, kind, n } of visits) {
    const key = `${branch} ${kind}`;
    counts.set(key, (counts.get(key) ?? 0) + n);
  }
  return branches.flatMap((branch) =>
    (['announced', 'mystery'] as const).flatMap((kind): PlanWarning[] => {
      const n = counts.get(`${branch} ${kind}`) ?? 0;
      return n < minimum[kind] ? [{ code: 'too-few', branch, kind, n, needed: minimum[kind] }] : [];
    }),
  );
}
