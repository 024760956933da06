import type { Visit } from '../hall/visit.ts';
import { waitOf } from './wait.ts';

/** Attainment (达标率): share of tickets called within the target of their class. */

export interface ClassAttainment {
  readonly class: string;
  readonly attained: number;
  readonly n: number;
}

export interface Attainment {
  /** By class name, classes with a target and at least one ticket. */
  readonly classes: readonly ClassAttainment[];
  /** Classes that have tickets but no target: left out. */
  readonly withoutTarget: readonly string[];
}

/**
 * `attended`: legs whose wait is over. `waiting`: legs that still wait at `now`; one that is over its target already
 * has missed it, whatever happens, and counts at once, so that a stalled queue does not look good until it moves.
 */
export function attainment(
  attended: readonly Visit[],
  waiting: readonly Visit[],
  rules: { readonly targets: Readonly<Record<string, number>>; readonly now: number },
): Attainment {
  const classes = new Map<string, { attained: number; n: number }>();
  const without = new Set<string>();
  const count = (visit: Visit, wait: number | null, isOver: boolean): void => {
    const target = rules.targets[visit.class];
    if (wait === null) return;
    if (target === undefined) {
      without.add(visit.class);
      return;
    }
    if (!isOver && wait <= target) return;
    const sums = classes.get(visit.class) ?? { attained: 0, n: 0 };
    sums.n += 1;
    if (wait <= target) sums.attained += 1;
    classes.set(visit.class, sums);
  };
  for (const visit of attended) count(visit, waitOf(visit), true);
  for (const visit of waiting) count(visit, visit.issuedAt === null ? null : rules.now - visit.issuedAt, false);
  return {
    classes: [...classes]
      .map(([name, sums]) => ({ class: name, ...sums }))
      .toSorted((a, b) => (a.class < b.class ? -1 : 1)),
    withoutTarget: [...without].toSorted(),
  };
}
