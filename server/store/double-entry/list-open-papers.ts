import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import { PAPER_COLUMNS, type PaperInspection } from './paper.ts';

/** Paper that can lie on a desk on a day and is not signed yet, longest due first. */
export async function listOpenPapers(reader: Reader, scope: Scope, day: string): Promise<readonly PaperInspection[]> {
  return reader
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.id', 'inspection.branch')
    .select(PAPER_COLUMNS)
    .where('inspection.mode', '=', 'paper')
    .where('inspection.state', 'in', ['assigned', 'begun', 'mismatch', 'returned'])
    .where('inspection.from_on', '<=', day)
    .where(within(scope, 'inspection.branch'))
    .orderBy('inspection.to_on')
    .orderBy('inspection.branch')
    .orderBy('inspection.id')
    .execute();
}
