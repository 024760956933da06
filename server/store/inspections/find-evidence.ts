import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

export interface EvidenceFilter {
  readonly branch: string;
  readonly inspection: string;
  /** Only what this account sent. */
  readonly account?: string;
  /** Only this file, by the hash of its bytes as sent. */
  readonly ref?: string;
}

export async function findEvidence(reader: Reader, scope: Scope, { branch, inspection, account, ref }: EvidenceFilter) {
  return reader
    .selectFrom('evidence')
    .selectAll()
    .where(within(scope, 'evidence.branch'))
    .where('branch', '=', branch)
    .where('inspection', '=', inspection)
    .$if(account !== undefined, (query) => query.where('account', '=', account!))
    .$if(ref !== undefined, (query) => query.where('original', '=', ref!))
    .orderBy('received_at')
    .orderBy('original')
    .execute();
}
