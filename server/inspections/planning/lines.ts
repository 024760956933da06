import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { branchIdSchema, dateSchema, slugSchema } from '#contract/ids.ts';
import type { Problem } from '#contract/problems.ts';
import type { Reader, Writing } from '../../store/database.ts';
import type { PlanRow } from '../../store/inspections/find-plans.ts';
import type { SlotRow } from '../../store/inspections/find-plan-slots.ts';
import type { CardSource } from '../card-source.ts';
import type { PlanLine } from '../wire.ts';
import { fitsKind, KINDS } from './card-kinds.ts';
import type { Desk } from './desk.ts';
import { daysOfQuarter, windowsOf } from './quarter.ts';

const VISITS_AT_MOST = 12;

export const linesSchema = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        branch: branchIdSchema,
        kind: z.enum(KINDS),
        visits: z.int().min(0).max(VISITS_AT_MOST),
        card: slugSchema,
        mode: z.enum(['digital', 'paper']),
        from: dateSchema,
        to: dateSchema,
      }),
    )
    .min(1)
    .max(2_000),
});

/** All that is wrong with lines of a plan, with paths. */
export async function lineProblems(
  reader: Reader,
  { cards, desk, plan }: { readonly cards: CardSource; readonly desk: Desk; readonly plan: PlanRow },
  lines: readonly PlanLine[],
): Promise<readonly Problem[]> {
  const days = daysOfQuarter(plan.quarter)!;
  const seen = new Set<string>();
  const cardProblems = new Map<string, string | null>();
  const problems: Problem[] = [];
  for (const [index, line] of lines.entries()) {
    const add = (field: string, expected: string): number =>
      problems.push({ path: `lines.${String(index)}.${field}`, expected });
    const cell = `${line.branch} ${line.kind}`;
    if (seen.has(cell)) add('branch', `one line for ${line.kind} at ${line.branch}`);
    seen.add(cell);
    if (!desk.branches.has(line.branch)) add('branch', `a branch of ${plan.unit} that is open in ${plan.quarter}`);
    if (line.from < days.from || line.from > days.to) add('from', `a day of ${plan.quarter}`);
    if (line.to < line.from || line.to > days.to) add('to', `a day of ${plan.quarter}, not before "from"`);
    else if (line.visits > 0) {
      const key = `${line.card} ${line.kind} ${line.from}`;
      if (!cardProblems.has(key)) cardProblems.set(key, await cardProblem(reader, cards, line));
      const problem = cardProblems.get(key);
      if (typeof problem === 'string') add('card', problem);
    }
  }
  return problems;
}

export async function cardProblem(
  reader: Reader,
  cards: CardSource,
  { card, kind, from }: Pick<PlanLine, 'card' | 'kind' | 'from'>,
): Promise<string | null> {
  const found = await cards.inForce(reader, card, from);
  if (found === null) return `a scorecard with an approved version on ${from}, "${card}" has none`;
  return fitsKind(found, kind) ? null : `a scorecard for ${kind}, "${card}" is a ${found.kind}`;
}

/** Makes the draft have these visits. Who was chosen for a visit that stays is kept. */
export async function applyLines(
  writing: Writing,
  plan: string,
  { lines, slots }: { readonly lines: readonly PlanLine[]; readonly slots: readonly SlotRow[] },
): Promise<void> {
  for (const line of lines) {
    const there = slots.filter(({ branch, kind }) => branch === line.branch && kind === line.kind);
    const windows = windowsOf(line, line.visits);
    for (const [index, { from, to }] of windows.entries()) {
      const fields = { card: line.card, mode: line.mode, from_on: from, to_on: to };
      const kept = there[index];
      if (kept === undefined) {
        const { branch, kind } = line;
        const nobody = { inspector: null, second: null, reason: null };
        await writing
          .insertInto('plan_slot')
          .values({ ...fields, ...nobody, branch, kind, plan, id: randomUUID() })
          .execute();
      } else {
        await writing
          .updateTable('plan_slot')
          .set(fields)
          .where('branch', '=', kept.branch)
          .where('id', '=', kept.id)
          .execute();
      }
    }
    for (const { branch, id } of there.slice(windows.length))
      await writing.deleteFrom('plan_slot').where('branch', '=', branch).where('id', '=', id).execute();
  }
}
