import { FACT_COUNTS, type DayFact, type FactCount } from '#rubric/composite/day-facts.ts';
import type { Writing } from '../database.ts';
import { findDayFacts } from './find-day-facts.ts';

/** One business day of a branch as scores need it. */
export interface ScoredDay {
  readonly branch: string;
  readonly date: string;
  readonly closed: boolean;
  readonly facts: readonly DayFact[];
  /** JSON of its evidence. */
  readonly evidence: string;
  readonly waits: Buffer;
}

/**
 * Stores the new state of a day and moves the sums of its month by the difference. False when nothing has changed.
 */
export async function saveDay(writing: Writing, day: ScoredDay): Promise<boolean> {
  const { branch, date } = day;
  const stored = await writing
    .selectFrom('day_evidence')
    .select(['closed', 'body', 'waits'])
    .where('branch', '=', branch)
    .where('date', '=', date)
    .executeTakeFirst();
  const isSame =
    stored?.body === day.evidence && stored.closed === Number(day.closed) && day.waits.equals(stored.waits);
  const before = await findDayFacts(writing, branch, date);
  if (isSame && JSON.stringify(before) === JSON.stringify(day.facts)) return false;
  const row = { branch, date, closed: Number(day.closed), body: day.evidence, waits: day.waits };
  await writing
    .insertInto('day_evidence')
    .values(row)
    .onConflict((of) => of.columns(['branch', 'date']).doUpdateSet(row))
    .execute();
  await writing.deleteFrom('day_fact').where('branch', '=', branch).where('date', '=', date).execute();
  if (day.facts.length > 0)
    await writing
      .insertInto('day_fact')
      .values(day.facts.map((fact) => ({ branch, date, ...fact })))
      .execute();
  const days = stored === undefined ? 1 : 0;
  await moveMonth(writing, { branch, month: date.slice(0, 7), days, before, after: day.facts });
  return true;
}

interface Move {
  readonly branch: string;
  readonly month: string;
  readonly days: number;
  readonly before: readonly DayFact[];
  readonly after: readonly DayFact[];
}

async function moveMonth(writing: Writing, { branch, month, days, before, after }: Move): Promise<void> {
  const total = countsOf(FACT_COUNTS, before, after);
  await writing
    .insertInto('month_fact')
    .values({ branch, month, days, ...total })
    .onConflict((of) =>
      of.columns(['branch', 'month']).doUpdateSet((set) => ({
        days: set('month_fact.days', '+', set.ref('excluded.days')),
        issued: set('month_fact.issued', '+', set.ref('excluded.issued')),
        judged: set('month_fact.judged', '+', set.ref('excluded.judged')),
        late: set('month_fact.late', '+', set.ref('excluded.late')),
        served: set('month_fact.served', '+', set.ref('excluded.served')),
        invited: set('month_fact.invited', '+', set.ref('excluded.invited')),
        rated: set('month_fact.rated', '+', set.ref('excluded.rated')),
        satisfied: set('month_fact.satisfied', '+', set.ref('excluded.satisfied')),
      })),
    )
    .execute();
  const classes = new Set([...before, ...after].map((fact) => fact.class));
  const rows = [...classes].map((name) => ({
    branch,
    month,
    class: name,
    ...countsOf(['issued', 'judged', 'late'], ofClass(before, name), ofClass(after, name)),
  }));
  if (rows.length === 0) return;
  await writing
    .insertInto('month_class')
    .values(rows)
    .onConflict((of) =>
      of.columns(['branch', 'month', 'class']).doUpdateSet((set) => ({
        issued: set('month_class.issued', '+', set.ref('excluded.issued')),
        judged: set('month_class.judged', '+', set.ref('excluded.judged')),
        late: set('month_class.late', '+', set.ref('excluded.late')),
      })),
    )
    .execute();
  // A class that nothing is left of stands in no sum that is made from scratch.
  await writing
    .deleteFrom('month_class')
    .where('branch', '=', branch)
    .where('month', '=', month)
    .where('issued', '=', 0)
    .where('judged', '=', 0)
    .execute();
}

function ofClass(facts: readonly DayFact[], name: string): readonly DayFact[] {
  return facts.filter((fact) => fact.class === name);
}

/** What has come since `before`. */
function countsOf<What extends FactCount>(
  counts: readonly What[],
  before: readonly DayFact[],
  after: readonly DayFact[],
): Record<What, number> {
  const sum = (facts: readonly DayFact[], what: What): number => facts.reduce((all, fact) => all + fact[what], 0);
  return Object.fromEntries(counts.map((what) => [what, sum(after, what) - sum(before, what)])) as Record<What, number>;
}
