import type { WindowScore } from '#contract/score.ts';
import type { DayRecords, Visit } from '../hall/visit.ts';

/** How many tickets came, were served, left, and wait. Counted by ticket: a transferred ticket counts once. */

export type TicketCounts = WindowScore['tickets'];

/** The leg that a visit is in now, or that ended it: every leg but those that were passed on. */
export function isPresentLeg(visit: Visit): boolean {
  return visit.outcome !== 'transferred';
}

/** Waiting for longer than its class target; classes without a target have no overtime. */
export function isOvertime(visit: Visit, targets: DayRecords['targets'], now: number): boolean {
  const target = targets[visit.class];
  return target !== undefined && visit.issuedAt !== null && now - visit.issuedAt > target;
}

/**
 * Tickets of one business day (by day of issue) at the moment `now`. Tickets that were called but never seen issued
 * are in `served` and `abandoned`, not in `issued`: the figures are not forced to agree.
 */
export function countDay(records: DayRecords, now: number): TicketCounts {
  const counts = { issued: 0, served: 0, abandoned: 0, resetAtClose: 0, waiting: 0, overtime: 0 };
  for (const visit of records.visits) {
    if (visit.leg === 1 && visit.issuedAt !== null) counts.issued += 1;
    if (visit.outcome === 'served') counts.served += 1;
    else if (visit.outcome === 'abandoned') {
      counts.abandoned += 1;
      if (visit.abandonReason === 'reset-at-close') counts.resetAtClose += 1;
    } else if (visit.outcome === 'waiting') {
      counts.waiting += 1;
      if (isOvertime(visit, records.targets, now)) counts.overtime += 1;
    }
  }
  return counts;
}

/**
 * Customers carried over unserved from one period to the next: U = max(0, U before + arrived − called). Periods are
 * half-open. Source: the unserved-in-period figure of queue-management reports.
 */
export function unservedInPeriods(
  periods: readonly { readonly arrived: number; readonly called: number }[],
): readonly number[] {
  let unserved = 0;
  return periods.map(({ arrived, called }) => {
    unserved = Math.max(0, unserved + arrived - called);
    return unserved;
  });
}
