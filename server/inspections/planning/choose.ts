import { z } from 'zod';
import { dateSchema } from '#contract/ids.ts';
import type { Problem } from '#contract/problems.ts';
import { conflictsOf, type Concern, type Conflict, type Slot } from './candidates.ts';
import { judgeAt, type Booking, type Desk } from './desk.ts';

/** Naming an inspector by hand, and what has to be said for it. */

const accountSchema = z.string().min(1).max(64);

export const choiceSchema = z.strictObject({
  /** Null = nobody yet. */
  inspector: accountSchema.nullable(),
  /** Scores the same visit independently. */
  second: accountSchema.nullable(),
  from: dateSchema,
  to: dateSchema,
  mode: z.enum(['digital', 'paper']),
  /** Why in spite of a concern. */
  reason: z.string().trim().min(4).max(400).nullable(),
});
export type Choice = z.infer<typeof choiceSchema>;

export interface Chosen {
  readonly problems: readonly Problem[];
  /** What the planner sets aside; said in the audit log. */
  readonly concerns: readonly Concern[];
}

/** Whether these people may make this visit. A conflict is never set aside; a concern needs a reason. */
export function judgeChoice(
  desk: Desk,
  slot: Slot,
  {
    choice,
    booked,
  }: { readonly choice: Pick<Choice, 'inspector' | 'second' | 'reason'>; readonly booked: Booking | null },
): Chosen {
  const { inspector, second, reason } = choice;
  const judged = judgeAt(desk, slot, booked).find(({ account }) => account === inspector);
  const problems: Problem[] = [];
  if (inspector !== null && judged === undefined) problems.push({ path: 'inspector', expected: 'an inspector' });
  for (const conflict of judged?.conflicts ?? [])
    problems.push({ path: 'inspector', expected: `somebody without a conflict: ${conflictText(conflict)}` });
  const concerns = judged?.concerns ?? [];
  if (concerns.length > 0 && reason === null)
    problems.push({ path: 'reason', expected: `a reason, because of ${concerns.map(({ code }) => code).join(', ')}` });
  problems.push(...secondProblems(desk, slot, { inspector, second }));
  return { problems, concerns };
}

function secondProblems(
  { candidates }: Desk,
  slot: Slot,
  { inspector, second }: Pick<Choice, 'inspector' | 'second'>,
): readonly Problem[] {
  if (second === null) return [];
  if (second === inspector) return [{ path: 'second', expected: 'another person than the inspector' }];
  const found = candidates.find(({ account }) => account === second);
  if (found === undefined) return [{ path: 'second', expected: 'an inspector' }];
  return conflictsOf(found, slot).map((conflict) => ({
    path: 'second',
    expected: `somebody without a conflict: ${conflictText(conflict)}`,
  }));
}

export function conflictText(conflict: Conflict): string {
  switch (conflict.code) {
    case 'not-covered':
      return 'holds no inspector role that covers the branch';
    case 'works-there':
      return `is ${conflict.role} of the branch`;
    case 'worked-there':
      return `worked at the branch; free again after ${conflict.until}`;
    default:
      return `declared an interest in the branch until ${conflict.until}`;
  }
}
