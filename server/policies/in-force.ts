import { compositeSchema, type CompositeDefinition } from '#rubric/composite/definition.ts';
import { scorecardSchema, type Scorecard } from '#rubric/scorecards/schema.ts';
import type { Reader } from '../store/database.ts';
import { findPolicy } from '../store/policies/find-policy.ts';
import { policyInForce } from '../store/policies/policy-in-force.ts';
import type { PolicyRow } from '../store/policies/tables.ts';
import { digestOf } from './policy-json.ts';

/** Approved scorecards and composite definitions, for everything that computes with them. */

/** A stored version is not what was approved. Nothing may be computed with it. */
export class DamagedPolicyError extends Error {
  constructor({ kind, id, version }: PolicyRow, what: string) {
    super(`${kind} ${id} version ${String(version)} is not as it was approved: ${what}. Restore it from a backup.`);
    this.name = 'DamagedPolicyError';
  }
}

/** The approved version of a scorecard that holds on a day (YYYY-MM-DD). Throws DamagedPolicyError. */
export async function cardInForce(reader: Reader, card: string, date: string): Promise<Scorecard | null> {
  const row = await policyInForce(reader, { kind: 'scorecard', id: card, date });
  return row === null ? null : cardOf(row);
}

/** An approved version by its number. Throws DamagedPolicyError. */
export async function cardVersion(reader: Reader, card: string, version: number): Promise<Scorecard | null> {
  const row = await findPolicy(reader, { kind: 'scorecard', id: card, version });
  return row?.state === 'approved' ? cardOf(row) : null;
}

/** The composite definition that holds on a day: there is never more than one. Throws DamagedPolicyError. */
export async function compositeInForce(reader: Reader, date: string): Promise<CompositeDefinition | null> {
  const row = await policyInForce(reader, { kind: 'composite', date });
  return row === null ? null : compositeOf(row);
}

/** An approved version by its number. Throws DamagedPolicyError. */
export async function compositeVersion(
  reader: Reader,
  id: string,
  version: number,
): Promise<CompositeDefinition | null> {
  const row = await findPolicy(reader, { kind: 'composite', id, version });
  return row?.state === 'approved' ? compositeOf(row) : null;
}

type Approved = Pick<Scorecard, 'id' | 'version' | 'effective' | 'approval'>;

/** Why a row is not what was approved; null = it is. */
export function damageOf(row: PolicyRow): string | null {
  if (digestOf(row.body) !== row.digest) return 'its text does not have its digest';
  if (row.state !== 'approved') return null;
  try {
    const { id, version, effective, approval } = JSON.parse(row.body) as Approved;
    if (id !== row.id || version !== row.version) return 'its text is that of another version';
    if (effective.from !== row.from_on || effective.to !== row.to_on) return 'its days are not those of its text';
    return approval === null || row.approver === null ? 'nobody has approved it' : null;
  } catch {
    return 'its text cannot be read';
  }
}

/** What was read once is kept by its digest: approved text never changes, and other text has another digest. */
const MOST_KEPT = 200;

function keptBy<T>(read: (json: unknown, row: PolicyRow) => T): (row: PolicyRow) => T {
  const kept = new Map<string, T>();
  return (row) => {
    const damage = damageOf(row);
    if (damage !== null) throw new DamagedPolicyError(row, damage);
    const known = kept.get(row.digest);
    if (known !== undefined) return known;
    const value = read(JSON.parse(row.body), row);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(row.digest, value);
    return value;
  };
}

/** A row as a card. The shape only: what was sound when it was approved stays usable when more is asked of new ones. */
export const cardOf = keptBy((json, row): Scorecard => {
  const parsed = scorecardSchema.safeParse(json);
  if (!parsed.success) throw new DamagedPolicyError(row, 'it is no scorecard');
  return parsed.data;
});

const compositeOf = keptBy((json, row): CompositeDefinition => {
  const parsed = compositeSchema.safeParse(json);
  if (!parsed.success) throw new DamagedPolicyError(row, 'it is no composite definition');
  return parsed.data;
});
