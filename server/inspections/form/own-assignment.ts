import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../../store/database.ts';
import { findOwnAssignments, type OwnAssignment } from '../../store/inspections/find-own-assignments.ts';
import type { AssignmentSummary, FormEntry } from './wire.ts';

/** Who asks, where they may, and for what. */
export interface Asking {
  readonly account: string;
  readonly scope: Scope;
  readonly branch: string;
  readonly inspection: string;
}

/** An inspection of the asking person's own; null also when it is somebody else's. */
export async function ownAssignment(
  reader: Reader,
  { account, scope, branch, inspection }: Asking,
): Promise<AssignmentSummary | null> {
  const [row] = await findOwnAssignments(reader, scope, { account, key: { branch, inspection } });
  return row === undefined ? null : summaryOf(row, account);
}

export function summaryOf(row: OwnAssignment, account: string): AssignmentSummary {
  const { revision, saved_at: savedAt, signed_at: signedAt } = row;
  return {
    branch: row.branch,
    branchName: { zh: row.name_zh, en: row.name_en },
    inspection: row.id,
    kind: row.kind,
    entry: entryOf(row, account),
    state: row.state,
    card: { id: row.card, version: row.card_version },
    from: row.from_on,
    to: row.to_on,
    sheet: revision === null || savedAt === null ? null : { revision, savedAt, signedAt },
  };
}

function entryOf({ inspector }: { readonly inspector: string }, account: string): FormEntry {
  return inspector === account ? 'own' : 'second-scorer';
}
