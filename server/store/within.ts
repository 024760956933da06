import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Scope } from '../auth/viewer.ts';

/**
 * Condition that a unit or branch lies within the scope of whoever asks; `column` as it stands in the query, for example
 * `inspection.branch`. Use it in every query about branches: `.where(within(scope, 'inspection.branch'))`.
 */
export function within(scope: Scope, column: string): RawBuilder<SqlBool> {
  if (scope.kind === 'all') return sql<SqlBool>`1 = 1`;
  if (scope.units.length === 0) return sql<SqlBool>`1 = 0`;
  const units = sql.join(scope.units);
  return sql<SqlBool>`${sql.ref(column)} IN (SELECT unit FROM unit_ancestor WHERE ancestor IN (${units}))`;
}
