import { queueKey } from './queue.ts';
import type { Hall } from './state.ts';
import type { Visit } from './visit.ts';

/**
 * Tickets that nobody will call any more, although no device said so: the customer left, or an unclear call was
 * theirs. They count as waiting until the day closes, as nobody knows; but whoever joins the queue does not stand
 * behind them.
 */

/** One later ticket may be called out of turn, perhaps two; so many mean that the queue has moved on. */
const LATER_CALLS = 3;

/** A transferred ticket is often called in front of others, so it says nothing about them. */
export function noteCalledIssue(hall: Hall, visit: Visit): void {
  if (visit.leg !== 1 || visit.issuedAt === null) return;
  const issues = [...(hall.calledIssues.get(queueKey(visit)) ?? []), visit.issuedAt];
  hall.calledIssues.set(queueKey(visit), issues.toSorted((a, b) => b - a).slice(0, LATER_CALLS));
}

/** At least three tickets of its queue that were issued later have been called. */
export function isPassedOver(hall: Hall, visit: Visit): boolean {
  const front = hall.calledIssues.get(queueKey(visit))?.[LATER_CALLS - 1];
  return front !== undefined && visit.issuedAt !== null && visit.issuedAt < front;
}
