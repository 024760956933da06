import type { Role } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Reader } from '../store/database.ts';
import { isBranchWithin } from '../store/people/branches-within.ts';
import type { Relation } from './results.ts';

/** In what relation somebody stands to the staff of a branch. */
export interface Appraiser {
  readonly account: string;
  /** Holds a role over the people of the branch, there or above. */
  readonly isSuperior: boolean;
  /** Works there under a pseudonym. */
  readonly isStaff: boolean;
}

const SUPERIORS: ReadonlySet<Role> = new Set(['branch-manager', 'region', 'quality']);

export async function isSuperiorAt(reader: Reader, { grants }: Viewer, branch: string): Promise<boolean> {
  const units = grants.filter(({ role }) => SUPERIORS.has(role)).map(({ unit }) => unit);
  return isBranchWithin(reader, { kind: 'units', units }, branch);
}

/** Null = none, and nothing to say. */
export function relationTo(
  subject: { readonly account: string | null },
  { account, isSuperior, isStaff }: Appraiser,
): Relation | null {
  if (subject.account === account) return 'self';
  if (isSuperior) return 'superior';
  return isStaff ? 'peer' : null;
}
