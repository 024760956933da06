import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { InspectionsTables } from './tables.ts';

interface Of {
  readonly branch: string;
  readonly inspection: string;
}

/** Where recordings are filed. */
export async function findRecordings(
  reader: Reader,
  scope: Scope,
  { branch, inspection }: Of,
): Promise<readonly InspectionsTables['recording'][]> {
  return reader
    .selectFrom('recording')
    .selectAll()
    .where('branch', '=', branch)
    .where('inspection', '=', inspection)
    .where(within(scope, 'recording.branch'))
    .orderBy('added_at')
    .orderBy('hash')
    .execute();
}

/** What reviewers did with it. */
export async function findSteps(
  reader: Reader,
  scope: Scope,
  { branch, inspection }: Of,
): Promise<readonly InspectionsTables['inspection_step'][]> {
  return reader
    .selectFrom('inspection_step')
    .selectAll()
    .where('branch', '=', branch)
    .where('inspection', '=', inspection)
    .where(within(scope, 'inspection_step.branch'))
    .orderBy('seq')
    .execute();
}
