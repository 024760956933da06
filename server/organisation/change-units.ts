import type { Scope } from '../auth/viewer.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Reader, Writing } from '../store/database.ts';
import { findUnits, type Unit } from '../store/people/find-units.ts';
import { placeUnit } from '../store/people/place-unit.ts';
import { HEAD_OFFICE } from './ensure-units.ts';

/** Changes of the organisation. What is not allowed comes back as a refusal, and nothing is changed. */

export interface Changer {
  readonly account: string;
  readonly scope: Scope;
  readonly at: number;
  /** The bank's day. */
  readonly today: string;
}

export type UnitRefusal =
  /** Not there, or not within the scope of who asks. */
  | 'no-such-unit'
  | 'no-such-parent'
  | 'known-id'
  | 'below-branch'
  | 'below-itself'
  | 'head-office'
  | 'has-units'
  | 'in-future'
  | 'too-early';

export type Changed = { readonly ok: true } | { readonly ok: false; readonly refusal: UnitRefusal };

const OK: Changed = { ok: true };
const no = (refusal: UnitRefusal): Changed => ({ ok: false, refusal });

export interface NewUnit {
  readonly id: string;
  readonly kind: 'region' | 'branch';
  readonly name: Unit['name'];
  readonly branchType: string | null;
  readonly parent: string;
  readonly on: string;
}

export async function addUnit(writing: Writing, changer: Changer, unit: NewUnit): Promise<Changed> {
  const { at, today } = changer;
  const known = await writing.selectFrom('unit').select('id').where('id', '=', unit.id).executeTakeFirst();
  if (known !== undefined) return no('known-id');
  const refusal = parentRefusal(await findOpen(writing, changer, unit.parent));
  if (refusal !== null) return no(refusal);
  if (unit.on > today) return no('in-future');
  const { id, kind, name, branchType, parent, on } = unit;
  await writing
    .insertInto('unit')
    .values({ id, kind, name_zh: name.zh, name_en: name.en, branch_type: branchType, created_at: at, closed_on: null })
    .execute();
  await placeUnit(writing, { unit: id, parent, on });
  await audit(writing, changer, { id, action: 'unit.added', detail: { kind, name, branchType, parent, on } });
  return OK;
}

export type UnitNames = Pick<NewUnit, 'name' | 'branchType'>;

export async function renameUnit(
  writing: Writing,
  changer: Changer,
  { id, name, branchType }: UnitNames & { readonly id: string },
): Promise<Changed> {
  const unit = await findOpen(writing, changer, id);
  if (unit === null) return no('no-such-unit');
  const type = unit.kind === 'branch' ? branchType : null;
  await writing
    .updateTable('unit')
    .set({ name_zh: name.zh, name_en: name.en, branch_type: type })
    .where('id', '=', id)
    .execute();
  const before = { name: unit.name, branchType: unit.branchType };
  await audit(writing, changer, { id, action: 'unit.renamed', detail: { before, after: { name, branchType: type } } });
  return OK;
}

export interface Move {
  readonly id: string;
  readonly parent: string;
  /** First day at the new place. */
  readonly on: string;
}

/** From today or an earlier day on: a move in the future would change who may see the branch before its time. */
export async function moveUnit(writing: Writing, changer: Changer, { id, parent, on }: Move): Promise<Changed> {
  const unit = await findOpen(writing, changer, id);
  if (unit === null) return no('no-such-unit');
  if (unit.kind === 'head-office') return no('head-office');
  const above = await findOpen(writing, changer, parent);
  const refusal = parentRefusal(above) ?? dayRefusal(changer, unit, on);
  if (refusal !== null) return no(refusal);
  if (await isBelow(writing, parent, id)) return no('below-itself');
  await placeUnit(writing, { unit: id, parent, on });
  await audit(writing, changer, { id, action: 'unit.moved', detail: { from: unit.parent, to: parent, on } });
  return OK;
}

/** From a day on it no longer exists. What it has measured stays. */
export async function closeUnit(
  writing: Writing,
  changer: Changer,
  { id, on }: Pick<Move, 'id' | 'on'>,
): Promise<Changed> {
  const unit = await findOpen(writing, changer, id);
  if (unit === null) return no('no-such-unit');
  if (unit.id === HEAD_OFFICE) return no('head-office');
  const refusal = dayRefusal(changer, unit, on);
  if (refusal !== null) return no(refusal);
  const below = (await findUnits(writing, changer.scope)).some((each) => each.parent === id && each.closedOn === null);
  if (below) return no('has-units');
  await writing.updateTable('unit').set({ closed_on: on }).where('id', '=', id).execute();
  await audit(writing, changer, { id, action: 'unit.closed', detail: { on } });
  return OK;
}

/** Null when it is not there, closed, or out of reach. */
async function findOpen(reader: Reader, { scope }: Changer, id: string): Promise<Unit | null> {
  const unit = (await findUnits(reader, scope)).find((each) => each.id === id);
  return unit === undefined || unit.closedOn !== null ? null : unit;
}

function parentRefusal(parent: Unit | null): UnitRefusal | null {
  if (parent === null) return 'no-such-parent';
  return parent.kind === 'branch' ? 'below-branch' : null;
}

/** The past before its present place is settled. */
function dayRefusal({ today }: Changer, { since }: Unit, on: string): UnitRefusal | null {
  if (on > today) return 'in-future';
  return since !== null && on < since ? 'too-early' : null;
}

async function isBelow(reader: Reader, unit: string, ancestor: string): Promise<boolean> {
  const row = await reader
    .selectFrom('unit_ancestor')
    .select('unit')
    .where('unit', '=', unit)
    .where('ancestor', '=', ancestor)
    .executeTakeFirst();
  return row !== undefined;
}

async function audit(
  writing: Writing,
  { at, account }: Changer,
  { id, action, detail }: { readonly id: string; readonly action: string; readonly detail: Record<string, unknown> },
): Promise<void> {
  await appendAudit(writing, { at, account, action, subject: `unit/${id}`, detail });
}
