import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { InspectionKey } from './paper.ts';

export interface EvidenceRow {
  readonly hash: string;
  readonly item: string;
  readonly mediaType: string;
}

/** Files of evidence of an inspection that are still there. */
export async function listEvidence(
  reader: Reader,
  scope: Scope,
  { branch, inspection }: InspectionKey,
): Promise<readonly EvidenceRow[]> {
  return reader
    .selectFrom('evidence')
    .select(['hash', 'item', 'media_type as mediaType'])
    .where('branch', '=', branch)
    .where('inspection', '=', inspection)
    .where('removed_at', 'is', null)
    .where(within(scope, 'evidence.branch'))
    .orderBy('item')
    .orderBy('hash')
    .execute();
}
