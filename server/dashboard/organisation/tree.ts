import type { Unit } from '../../store/people/find-units.ts';

export interface TreeRow {
  readonly unit: Unit;
  /** Steps below the topmost unit that the viewer may see. */
  readonly depth: number;
}

/**
 * Units in the order of the tree, each below the one it belongs to. `wanted` keeps those whose name or id contains it,
 * and what is above them.
 */
export function treeRows(units: readonly Unit[], wanted: string): readonly TreeRow[] {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const below = Map.groupBy(units, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  const kept = keptBy(known, wanted.trim().toLowerCase());
  const rows: TreeRow[] = [];
  const add = (parent: string | null, depth: number): void => {
    for (const unit of below.get(parent) ?? []) {
      if (!kept.has(unit.id)) continue;
      rows.push({ unit, depth });
      add(unit.id, depth + 1);
    }
  };
  add(null, 0);
  return rows;
}

function keptBy(known: ReadonlyMap<string, Unit>, wanted: string): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const unit of known.values()) {
    if (![unit.id, unit.name.zh, unit.name.en].some((text) => text.toLowerCase().includes(wanted))) continue;
    let at: Unit | undefined = unit;
    while (at !== undefined && !kept.has(at.id)) {
      kept.add(at.id);
      at = at.parent === null ? undefined : known.get(at.parent);
    }
  }
  return kept;
}
