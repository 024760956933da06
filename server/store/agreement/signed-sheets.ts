import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import { SIGNED, type VisitWindow } from './signed-sheet.ts';

/** Signed sheets of signed inspections of a window: what the questions of this folder have in common. */
export function signedSheets(reader: Reader, scope: Scope, { from, to }: VisitWindow) {
  return reader
    .selectFrom('sheet')
    .innerJoin('inspection', (join) =>
      join.onRef('inspection.branch', '=', 'sheet.branch').onRef('inspection.id', '=', 'sheet.inspection'),
    )
    .leftJoin('account', 'account.id', 'sheet.account')
    .select((of) => [
      'sheet.branch',
      'sheet.inspection',
      'inspection.card',
      'inspection.card_version',
      'sheet.entry',
      'sheet.body',
      'sheet.timers',
      of.fn.coalesce('account.name', 'sheet.account').as('person'),
    ])
    .where('sheet.state', '=', 'signed')
    .where('inspection.state', 'in', SIGNED)
    .where('inspection.visited_on', '>=', from)
    .where('inspection.visited_on', '<', to)
    .where(within(scope, 'sheet.branch'))
    .orderBy('sheet.branch')
    .orderBy('sheet.inspection')
    .orderBy('sheet.entry');
}
