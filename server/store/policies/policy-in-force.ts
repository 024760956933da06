import type { Reader } from '../database.ts';
import type { PolicyKind, PolicyRow } from './tables.ts';

interface Asked {
  readonly kind: PolicyKind;
  /** Absent: of any id; approval keeps days of different composite definitions apart. */
  readonly id?: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** The approved version that holds on a day: the last one begun, unless it has ended. */
export async function policyInForce(reader: Reader, { kind, id, date }: Asked): Promise<PolicyRow | null> {
  const row = await reader
    .selectFrom('policy')
    .selectAll()
    .where('kind', '=', kind)
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .where('state', '=', 'approved')
    .where('from_on', '<=', date)
    .orderBy('from_on', 'desc')
    .orderBy('id')
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row === undefined || (row.to_on !== null && row.to_on < date) ? null : row;
}
