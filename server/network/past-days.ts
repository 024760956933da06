import { applyEvent, createHall, dayRecords } from '#rubric/hall/hall.ts';
import { FACT_COUNTS } from '#rubric/composite/day-facts.ts';
import { scoredDay } from '../scoring/scored-day.ts';
import type { ScoredDay } from '../store/scoring/save-day.ts';
import type { Tables } from '../store/tables.ts';
import type { NetworkBranch } from './branches.ts';
import { hallDay } from './hall-day.ts';

/** Days whose single tickets have been removed since: their sums and evidence, derived as from any journal. */
export function pastDays(branch: NetworkBranch, dates: readonly string[], seed: number): readonly ScoredDay[] {
  const hall = createHall();
  let seq = 0;
  return dates.map((date) => {
    const bodies = hallDay(branch, date, seed);
    for (const body of bodies) applyEvent(hall, { ...body, seq: ++seq });
    return scoredDay(branch.id, dayRecords(hall, date)!, bodies.at(-1)!.at);
  });
}

export interface PastRows {
  readonly day_fact: readonly Tables['day_fact'][];
  readonly day_evidence: readonly Tables['day_evidence'][];
  readonly day_waits: readonly Tables['day_waits'][];
  readonly month_fact: readonly Tables['month_fact'][];
  readonly month_class: readonly Tables['month_class'][];
}

/** The rows that saving these days of one branch one after the other would leave. */
export function rowsOf(branch: string, days: readonly ScoredDay[]): PastRows {
  const facts = days.flatMap(({ date, facts: ofDay }) => ofDay.map((fact) => ({ branch, date, ...fact })));
  const byMonth = Map.groupBy(facts, ({ date }) => date.slice(0, 7));
  const month_fact = [...byMonth].map(([month, ofMonth]) => ({
    branch,
    month,
    days: new Set(days.filter(({ date }) => date.startsWith(month)).map(({ date }) => date)).size,
    ...(Object.fromEntries(FACT_COUNTS.map((what) => [what, total(ofMonth, (fact) => fact[what])])) as Counts),
  }));
  const month_class = [...byMonth].flatMap(([month, ofMonth]) =>
    [...Map.groupBy(ofMonth, (fact) => fact.class)].map(([name, ofClass]) => ({
      branch,
      month,
      class: name,
      issued: total(ofClass, ({ issued }) => issued),
      judged: total(ofClass, ({ judged }) => judged),
      late: total(ofClass, ({ late }) => late),
    })),
  );
  return {
    day_fact: facts,
    day_evidence: days.map(({ date, closed, evidence }) => ({ branch, date, closed: Number(closed), body: evidence })),
    day_waits: days.map(({ date, waits }) => ({ branch, date, bins: waits })),
    month_fact,
    month_class,
  };
}

type Counts = Record<(typeof FACT_COUNTS)[number], number>;

function total<T>(list: readonly T[], count: (each: T) => number): number {
  return list.reduce((sum, each) => sum + count(each), 0);
}
