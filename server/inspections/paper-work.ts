import type { Action } from '../auth/roles.ts';
import { scopeOf, type Viewer } from '../auth/viewer.ts';
import type { Reader } from '../store/database.ts';
import { findEntryStates } from '../store/double-entry/find-entry-states.ts';
import type { SeenInspection } from '../store/inspections/find-inspections.ts';
import { isBranchWithin } from '../store/people/branches-within.ts';
import { nextFor } from './double-entry/rules.ts';
import type { InspectionView } from './wire.ts';

/** What waits for the viewer on a paper sheet, so that its page can lead there. */
export async function paperWorkFor(
  reader: Reader,
  row: SeenInspection,
  viewer: Viewer,
): Promise<InspectionView['paperWork']> {
  const { branch, id, inspector, state } = row;
  if (row.mode !== 'paper' || !row.whole || inspector === null) return null;
  const [enters, reviews] = await Promise.all([
    may(reader, viewer, { action: 'inspections.enter', branch }),
    may(reader, viewer, { action: 'inspections.review', branch }),
  ]);
  const entries = await findEntryStates(reader, scopeOf(viewer, 'plans.read')!, [{ branch, inspection: id }]);
  const { kind } = nextFor({ state, inspector }, entries, { account: viewer.account, mayReview: reviews });
  if (kind === 'nothing') return null;
  return kind === 'settle' || enters ? kind : null;
}

async function may(
  reader: Reader,
  viewer: Viewer,
  { action, branch }: { readonly action: Action; readonly branch: string },
): Promise<boolean> {
  const scope = scopeOf(viewer, action);
  return scope !== null && (await isBranchWithin(reader, scope, branch));
}
