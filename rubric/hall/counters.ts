import { counterTransition, type CounterSignal } from './counter-machine.ts';
import { endLeg, touch } from './legs.ts';
import { noteCalledIssue } from './passed-over.ts';
import type { Counter, Hall, Leg, Work } from './state.ts';

/** What happens between a counter and the ticket that stands at it. */

export function counterOf(hall: Hall, id: string, at: number): Counter {
  let counter = hall.counters.get(id);
  if (counter === undefined) {
    counter = {
      id,
      state: 'closed',
      since: at,
      teller: null,
      current: null,
      newest: null,
      newestCalledAt: 0,
      previous: null,
      invitation: null,
    };
    hall.counters.set(id, counter);
  }
  return counter;
}

export function signal(counter: Counter, what: CounterSignal, at: number): void {
  const next = counterTransition(counter.state, what);
  if (next !== counter.state || what === 'call' || what === 'start') counter.since = at;
  counter.state = next;
}

/** Puts a leg at a counter: whatever stood there is over, and it no longer stands anywhere else. */
export function occupy(work: Work, counter: Counter, leg: Leg, at: number): void {
  if (counter.current !== null && counter.current !== leg) {
    finishLeg(work, counter.current, at, { inferred: true, byNext: true });
  }
  const before = leg.visit.counter === null ? undefined : work.hall.counters.get(leg.visit.counter);
  if (before !== undefined && before !== counter) release(before, leg, at);
  if (counter.newest !== leg) {
    endInvitation(work, counter, true);
    counter.previous = counter.newest;
    counter.newest = leg;
    counter.newestCalledAt = at;
  }
  counter.current = leg;
  if (counter.teller !== null || leg.visit.counter !== counter.id) leg.visit.teller = counter.teller;
  leg.visit.counter = counter.id;
  if (work.hall.waiting.delete(leg)) noteCalledIssue(work.hall, leg.visit);
  touch(work, leg);
}

/** The leg leaves the counter if it stands there. */
export function release(counter: Counter, leg: Leg, at: number): void {
  if (counter.current !== leg) return;
  counter.current = null;
  signal(counter, counter.invitation?.leg === leg ? 'release-invited' : 'release', at);
}

export function releaseEverywhere(work: Work, leg: Leg, at: number): void {
  const counter = leg.visit.counter === null ? undefined : work.hall.counters.get(leg.visit.counter);
  if (counter !== undefined) release(counter, leg, at);
}

/** An invitation is over: answered, or expired without an answer. */
export function endInvitation(work: Work, counter: Counter, expired: boolean): void {
  const leg = counter.invitation?.leg ?? null;
  counter.invitation = null;
  if (leg === null || !expired || leg.visit.invitationExpired) return;
  leg.visit.invitationExpired = true;
  touch(work, leg);
}

export interface Ending {
  /** Nobody reported this end. */
  readonly inferred: boolean;
  readonly byNext: boolean;
}

/** The service is over. Without a reported start it began at the last call (measuring definition s = cL). */
export function finishLeg(work: Work, leg: Leg, at: number, how: Ending): void {
  const { visit } = leg;
  if (visit.startedAt === null && visit.lastCalledAt !== null) {
    visit.startedAt = visit.lastCalledAt;
    visit.startAtCall = true;
  }
  visit.outcome = 'served';
  visit.finishInferred = how.inferred;
  visit.closedByNext = how.byNext;
  endLeg(work, leg, at);
  releaseEverywhere(work, leg, at);
}
