import type { HallEvent } from '#contract/events.ts';
import { findOpenLeg } from '../hall/legs.ts';
import { isSameQueue } from '../hall/queue.ts';
import type { Hall, Leg } from '../hall/state.ts';
import type { Visit } from '../hall/visit.ts';
import { groupWaiting, questionAt, stillWaiting } from './hall-question.ts';
import type { WaitQuestion, WaitSample } from './question.ts';
import type { ServiceRules } from './service-rules.ts';

/**
 * Follows every ticket from its issue to its first call. Tell it each event right after the hall has applied it.
 * Tickets that are never called teach nothing, nor do those issued while no counter takes their service, or waiting
 * while the clock is set.
 */
export interface WaitWatch {
  /** Whom the event called, with what was known at the issue. */
  apply(hall: Hall, event: HallEvent): readonly WaitSample[];
}

interface Open {
  readonly visit: Visit;
  readonly question: WaitQuestion;
  /** Tickets of each group of `question.ahead`. */
  readonly ahead: readonly (readonly Visit[])[];
}

export function createWaitWatch(rules: ServiceRules): WaitWatch {
  const open = new Set<Open>();
  return {
    apply(hall, event) {
      if (event.type === 'clock.stepped') open.clear();
      if (!/^(?:ticket|counter|day)\./.test(event.type)) return [];
      const called = [...open].flatMap((each) => settle(open, each));
      if (event.type === 'ticket.issued') {
        const issued = watch(hall, rules, findOpenLeg(hall, event.ticket, null));
        if (issued !== null) open.add(issued);
      }
      return called;
    },
  };
}

function watch(hall: Hall, rules: ServiceRules, leg: Leg | null): Open | null {
  if (leg === null || leg.visit.outcome !== 'waiting' || leg.visit.issuedAt === null) return null;
  const { visit } = leg;
  if (rules.standing(hall, visit.service) === 'closed') return null;
  const others = stillWaiting(hall).filter((other) => other !== visit);
  const question = questionAt(hall, rules, { queue: visit, at: leg.visit.issuedAt, waiting: groupWaiting(others) });
  const ahead = question.ahead.map((group) => others.filter((other) => isSameQueue(other, group)));
  return { visit, question, ahead };
}

function settle(open: Set<Open>, ticket: Open): WaitSample[] {
  const { visit, question } = ticket;
  if (visit.firstCalledAt === null && visit.outcome === 'waiting') return [];
  open.delete(ticket);
  const { issuedAt, firstCalledAt } = visit;
  if (issuedAt === null || firstCalledAt === null) return [];
  return [
    {
      ...question,
      date: visit.date,
      issuedAt,
      calledAt: Math.max(firstCalledAt, issuedAt),
      calledBefore: ticket.ahead.map((group) => group.filter((other) => other.firstCalledAt !== null).length),
      oldestAheadMs: oldestAge(ticket.ahead, issuedAt),
    },
  ];
}

/** Nobody ahead: 0. */
function oldestAge(ahead: Open['ahead'], at: number): number {
  return ahead.flat().reduce((oldest, { issuedAt }) => Math.max(oldest, at - (issuedAt ?? at)), 0);
}
