import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

/** Which inspections are meant: those of one person, or one of them. */
export interface OwnFilter {
  readonly account: string;
  readonly key?: { readonly branch: string; readonly inspection: string };
}

/**
 * Inspections that a person is to fill in on a phone, as inspector or as second scorer, with the state of that person's
 * own sheet. Nobody else's inspections and sheets are ever found here.
 */
export async function findOwnAssignments(reader: Reader, scope: Scope, { account, key }: OwnFilter) {
  const rows = await reader
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.id', 'inspection.branch')
    .leftJoin('sheet', (join) =>
      join
        .onRef('sheet.branch', '=', 'inspection.branch')
        .onRef('sheet.inspection', '=', 'inspection.id')
        .on('sheet.account', '=', account)
        .on('sheet.entry', 'in', ['own', 'second-scorer']),
    )
    .select(['inspection.branch', 'inspection.id', 'inspection.kind', 'inspection.card', 'inspection.card_version'])
    .select(['inspection.inspector', 'inspection.from_on', 'inspection.to_on', 'inspection.state'])
    .select(['unit.name_zh', 'unit.name_en', 'sheet.revision', 'sheet.saved_at', 'sheet.signed_at'])
    .where(within(scope, 'inspection.branch'))
    .where('inspection.mode', '=', 'digital')
    .where('inspection.state', '!=', 'cancelled')
    .where((row) => row.or([row('inspection.inspector', '=', account), row('inspection.second', '=', account)]))
    .$if(key !== undefined, (query) =>
      query.where('inspection.branch', '=', key!.branch).where('inspection.id', '=', key!.inspection),
    )
    .orderBy('inspection.to_on')
    .orderBy('inspection.branch')
    .orderBy('inspection.id')
    .execute();
  return rows;
}

export type OwnAssignment = Awaited<ReturnType<typeof findOwnAssignments>>[number];
