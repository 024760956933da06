import { z } from 'zod';
import type { Reader, Writing } from '../store/database.ts';
import { nextState, type InspectionState } from './lifecycle.ts';
import type { ReviewStep } from './wire.ts';

/** Looking over a signed inspection: back to the inspector, into the scores, or off the list. */

export const REVIEW_STEPS: readonly ReviewStep[] = ['return', 'release', 'cancel'];

const reason = z.string().trim().min(4).max(400);

export const reviewSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('release'), reason: reason.nullable() }),
  z.strictObject({ step: z.enum(['return', 'cancel']), reason }),
]);
export type Review = z.infer<typeof reviewSchema>;

interface Reviewed {
  readonly branch: string;
  readonly id: string;
  readonly state: InspectionState;
  readonly inspector: string | null;
  readonly second: string | null;
  readonly result: string | null;
}

/** Steps that are possible now, whoever takes them. Nothing without a result is released. */
export function possibleSteps({ state, result }: Pick<Reviewed, 'state' | 'result'>): readonly ReviewStep[] {
  return REVIEW_STEPS.filter((type) => nextState(state, { type }) !== null && (type !== 'release' || result !== null));
}

/** Nobody reviews what they wrote themselves, typed in, or scored a second time. */
export async function hasPartIn(reader: Reader, inspection: Reviewed, account: string): Promise<boolean> {
  if (inspection.inspector === account || inspection.second === account) return true;
  const sheet = await reader
    .selectFrom('sheet')
    .select('entry')
    .where('branch', '=', inspection.branch)
    .where('inspection', '=', inspection.id)
    .where('account', '=', account)
    .where('entry', '<>', 'settled')
    .executeTakeFirst();
  return sheet !== undefined;
}

interface Taken {
  readonly review: Review;
  readonly account: string;
  readonly at: number;
}

export async function takeStep(
  writing: Writing,
  { branch, id, state }: Reviewed,
  { review, account, at }: Taken,
): Promise<void> {
  const next = nextState(state, { type: review.step });
  if (next === null) throw new Error(`${review.step} is not possible while ${state}`);
  const last = await writing
    .selectFrom('inspection_step')
    .select('seq')
    .where('branch', '=', branch)
    .where('inspection', '=', id)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  await writing
    .updateTable('inspection')
    .set({
      state: next,
      ...(review.step === 'release' ? { released_at: at } : {}),
      ...(review.step === 'return' ? { signed_at: null, result: null } : {}),
    })
    .where('branch', '=', branch)
    .where('id', '=', id)
    .execute();
  if (review.step === 'return') await unlockSheets(writing, { branch, id });
  await writing
    .insertInto('inspection_step')
    .values({
      branch,
      inspection: id,
      seq: (last?.seq ?? 0) + 1,
      at,
      account,
      step: review.step,
      reason: review.reason,
    })
    .execute();
}

/** Returned sheets are drafts again; what changes in them from now on is in their change log. */
async function unlockSheets(
  writing: Writing,
  { branch, id }: { readonly branch: string; readonly id: string },
): Promise<void> {
  await writing
    .updateTable('sheet')
    .set({ state: 'draft', signed_at: null, digest: null })
    .where('branch', '=', branch)
    .where('inspection', '=', id)
    .where('entry', '<>', 'second-scorer')
    .execute();
}
