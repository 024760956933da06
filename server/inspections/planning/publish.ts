import type { Problem } from '#contract/problems.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Reader, Writing } from '../../store/database.ts';
import type { PlanRow } from '../../store/inspections/find-plans.ts';
import type { SlotRow } from '../../store/inspections/find-plan-slots.ts';
import type { CardSource } from '../card-source.ts';
import { judgeChoice } from './choose.ts';
import { bookingOf, slotOf, type Desk } from './desk.ts';

/** From a draft to inspections that inspectors see. */

export type Ready =
  | { readonly ok: true; readonly visits: readonly ReadyVisit[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface ReadyVisit {
  readonly slot: SlotRow;
  readonly inspector: string;
  readonly card: Scorecard;
}

/**
 * Everything that keeps a draft from being published, or its visits with the card version that holds on their first
 * day. Roles and ties may have changed since somebody was named, so conflicts are looked for again.
 */
export async function readyToPublish(
  reader: Reader,
  { cards, desk }: { readonly cards: CardSource; readonly desk: Desk },
  slots: readonly SlotRow[],
): Promise<Ready> {
  if (slots.length === 0) return { ok: false, problems: [{ path: 'slots', expected: 'at least one visit' }] };
  const visits: ReadyVisit[] = [];
  const problems: Problem[] = [];
  for (const row of slots) {
    const path = `slots.${row.branch}.${row.id}`;
    const slot = slotOf(desk, row);
    const card = await cards.inForce(reader, row.card, row.from_on);
    if (card === null) problems.push({ path: `${path}.card`, expected: `an approved version on ${row.from_on}` });
    if (row.inspector === null) {
      problems.push({ path: `${path}.inspector`, expected: 'an inspector' });
      continue;
    }
    const chosen = judgeChoice(desk, slot, { choice: row, booked: bookingOf(row) });
    problems.push(...chosen.problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` })));
    if (card !== null) visits.push({ slot: row, inspector: row.inspector, card });
  }
  return problems.length === 0 ? { ok: true, visits } : { ok: false, problems };
}

/** Announced inspections are announced by this: their branch managers see them from now on. */
export async function publish(
  writing: Writing,
  plan: PlanRow,
  { visits, at }: { readonly visits: readonly ReadyVisit[]; readonly at: number },
): Promise<void> {
  for (const { slot, inspector, card } of visits) {
    await writing
      .insertInto('inspection')
      .values({
        ...assignedInspection({ ...slot, inspector, card_version: card.version }, at),
        plan: plan.id,
      })
      .execute();
  }
  await writing.deleteFrom('plan_slot').where('plan', '=', plan.id).execute();
  await writing.updateTable('plan').set({ state: 'published', published_at: at }).where('id', '=', plan.id).execute();
}

interface Assigned extends Pick<SlotRow, 'branch' | 'id' | 'kind' | 'card' | 'second' | 'from_on' | 'to_on' | 'mode'> {
  readonly inspector: string;
  readonly card_version: number;
}

/** The row of an inspection that has just been assigned. */
export function assignedInspection(
  { branch, id, kind, card, card_version, inspector, second, from_on, to_on, mode }: Assigned,
  at: number,
) {
  return {
    branch,
    id,
    kind,
    card,
    card_version,
    inspector,
    second,
    from_on,
    to_on,
    mode,
    plan: null,
    announced_at: kind === 'announced' ? at : null,
    state: 'assigned' as const,
    visited_on: null,
    signed_at: null,
    released_at: null,
    respondents: null,
    result: null,
  };
}
