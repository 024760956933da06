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

/** All scorecards that have an approved version on a day, by id. */
export async function cardsInForce(reader: Reader, date: string): Promise<readonly PolicyRow[]> {
  const begun = await reader
    .selectFrom('policy')
    .selectAll()
    .where('kind', '=', 'scorecard')
    .where('state', '=', 'approved')
    .where('from_on', '<=', date)
    .orderBy('id')
    .orderBy('from_on', 'desc')
    .orderBy('version', 'desc')
    .execute();
  const latest = [...Map.groupBy(begun, ({ id }) => id).values()].map(([first]) => first!);
  return latest.filter((row) => row.to_on === null || row.to_on >= date);
}
