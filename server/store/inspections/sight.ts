import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { scopeOf, type Scope, type Viewer } from '../../auth/viewer.ts';
import { within } from '../within.ts';

/** How much somebody may see of inspections, and where. */
export interface Sight {
  /** Plans or audits there: sees everything. */
  readonly whole: Scope;
  /** Answers for branches there: sees what is announced or released, and never who a mystery shopper was. */
  readonly asBranch: Scope;
}

const NOWHERE: Scope = { kind: 'units', units: [] };

export function sightOf(viewer: Viewer): Sight {
  return {
    whole: scopeOf(viewer, 'plans.read') ?? NOWHERE,
    asBranch: scopeOf(viewer, 'inspections.read') ?? NOWHERE,
  };
}

/** Condition on `inspection` that it exists for whoever asks. */
export function isVisible({ whole, asBranch }: Sight): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${within(whole, 'inspection.branch')} OR (${within(asBranch, 'inspection.branch')} AND (
    inspection.state = 'released'
    OR (inspection.kind = 'announced' AND inspection.announced_at IS NOT NULL AND inspection.state <> 'cancelled'))))`;
}

/** Condition that all of it may be seen. */
export function isWhole({ whole }: Sight): RawBuilder<SqlBool> {
  return within(whole, 'inspection.branch');
}

/** Condition that it may be seen who made it, and when exactly. Test calls are covert as well. */
export function isOpen(sight: Sight): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${isWhole(sight)} OR inspection.kind NOT IN ('mystery', 'hotline'))`;
}
