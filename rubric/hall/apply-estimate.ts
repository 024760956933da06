import type { EventOf } from '#contract/events.ts';
import { findOpenLeg, touch } from './legs.ts';
import { noteAnomaly, type Work } from './state.ts';

/** What the hall told a ticket belongs to the leg that has just begun. The first word counts. */
export function onEstimated(work: Work, event: EventOf<'wait.estimated'>): void {
  const leg = findOpenLeg(work.hall, event.ticket, null);
  if (leg === null || leg.visit.outcome !== 'waiting') {
    noteAnomaly(work, 'ticket-not-open');
    return;
  }
  const { visit } = leg;
  if (visit.estimate !== null || visit.estimateReason !== null) return;
  visit.estimate = event.estimate;
  visit.estimateReason = event.estimate === null ? (event.reason ?? null) : null;
  touch(work, leg);
}
