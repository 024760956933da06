import { json, type Answer, type Asked, type Route } from '../api/route.ts';
import type { Database } from '../store/database.ts';
import { findAccountNames } from '../store/inspections/find-account-names.ts';
import { findSheetChanges, findSheetHeads } from '../store/inspections/find-sheet-changes.ts';
import { isSkewed } from './form/clock-skew.ts';
import { storedTimersOf } from './form/stored-sheet.ts';
import type { SheetChangesReply } from './form/wire.ts';

/** The change log of an inspection's sheets, for those who review it. */
export function changesRoute({ database }: { readonly database: Database }): Route {
  return {
    method: 'GET',
    path: '/api/branches/:branch/inspections/:inspection/changes',
    answer: (asked) => changes(database, asked),
  };
}

async function changes({ read }: Database, { scope, params }: Asked): Promise<Answer> {
  const { branch = '', inspection = '' } = params;
  const heads = await findSheetHeads(read, scope, { branch, inspection });
  const changed = await findSheetChanges(read, scope, { branch, inspection });
  const nameOf = await findAccountNames(
    read,
    [...heads, ...changed].map(({ account }) => account),
  );
  const body: SheetChangesReply = {
    sheets: heads.map((head) => ({
      entry: head.entry,
      account: nameOf(head.account),
      signedAt: head.signed_at,
      skewMs: head.skew_ms,
      isSkewed: isSkewed(head.skew_ms),
      timers: storedTimersOf(head),
    })),
    changes: changed.map((change) => ({ ...change, account: nameOf(change.account) })),
  };
  return json(body);
}
