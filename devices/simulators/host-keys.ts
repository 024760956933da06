import type { KeyMeaning } from '#devices/sites/site.ts';
import type { Ticket } from './hall-types.ts';
import { meaningOf, type KeyPress } from './key-lookup.ts';
import type { HostCounter, QueueHost } from './queue-host.ts';

/** A key and the time of its first byte. */
export interface TimedPress extends KeyPress {
  readonly at: number;
}

type Action = (host: QueueHost, counter: HostCounter, press: TimedPress) => void;

/** What the queue host does for each meaning of a key. */
const ACTIONS: Readonly<Record<KeyMeaning, Action>> = {
  call,
  recall(host, counter, { at }) {
    const ticket = openTicket(counter);
    if (ticket === null) return host.lines.showResult(counter.at, false);
    host.hall.record({ what: 'recalled', ticket: ticket.number, counter: counter.at.id }, at);
    host.lines.announce(counter.at, ticket);
  },
  evaluate(host, counter, { at }) {
    const ticket = openTicket(counter);
    host.finish(counter, 'evaluate', at);
    if (counter.invitation === null) host.invite(counter, ticket, at);
    if (host.hall.scenario.host.showsWaiting) host.lines.showWaiting(counter.at, host.waitingFor(counter).length);
  },
  start(host, counter, { at }) {
    const ticket = openTicket(counter);
    if (ticket === null) return host.lines.showResult(counter.at, false);
    host.hall.record({ what: 'started', ticket: ticket.number, counter: counter.at.id }, at);
  },
  'no-show'(host, counter, { at }) {
    const ticket = openTicket(counter);
    if (ticket === null) return host.lines.showResult(counter.at, false);
    counter.current = null;
    host.hall.record({ what: 'no-show', ticket: ticket.number, counter: counter.at.id }, at);
    host.lines.showResult(counter.at, true);
  },
  suspend(host, counter, { at }) {
    const ticket = openTicket(counter);
    if (ticket === null) return host.lines.showResult(counter.at, false);
    counter.current = null;
    counter.suspended.push(ticket);
    host.hall.record({ what: 'suspended', ticket: ticket.number, counter: counter.at.id }, at);
    host.lines.showResult(counter.at, true);
  },
  'resume-ticket'(host, counter, { at }) {
    const ticket = openTicket(counter) === null ? counter.suspended.pop() : undefined;
    if (ticket === undefined) return host.lines.showResult(counter.at, false);
    counter.current = { ticket, finished: false };
    host.hall.record({ what: 'resumed', ticket: ticket.number, counter: counter.at.id }, at);
    host.lines.announce(counter.at, ticket);
  },
  transfer(host, counter, { at, digits }) {
    const ticket = openTicket(counter);
    const to = [...host.counters.values()].find((other) => Number(other.at.id) === Number(digits));
    if (ticket === null || to === undefined) return host.lines.showResult(counter.at, false);
    counter.current = null;
    host.hall.record({ what: 'transferred', ticket: ticket.number, counter: counter.at.id }, at);
    host.lines.showResult(counter.at, true);
    host.sendOn(ticket, to.at.id);
  },
  pause(host, counter, { at }) {
    counter.paused = true;
    host.hall.record({ what: 'paused', counter: counter.at.id }, at);
    host.lines.showResult(counter.at, true);
  },
  open(host, counter, { at }) {
    counter.open = true;
    counter.paused = false;
    host.hall.record({ what: 'open', counter: counter.at.id }, at);
    host.lines.showResult(counter.at, true);
  },
  login(host, counter, { at }) {
    counter.open = true;
    counter.paused = false;
    host.hall.record({ what: 'login', counter: counter.at.id }, at);
    host.lines.showResult(counter.at, true);
  },
  logout(host, counter, { at }) {
    host.finish(counter, 'logout', at);
    counter.current = null;
    counter.open = false;
    host.hall.record({ what: 'logout', counter: counter.at.id }, at);
    host.lines.showResult(counter.at, true);
  },
  cancel: refuse,
  prepare: accept,
  'assist-security': accept,
  'assist-manager': accept,
  'assist-adviser': accept,
  ignore: () => undefined,
};

/** Does what the key means at this site. */
export function handleKey(host: QueueHost, counter: HostCounter, press: TimedPress): void {
  ACTIONS[meaningOf(host.hall.site, press)](host, counter, press);
}

function call(host: QueueHost, counter: HostCounter, { at, digits }: TimedPress): void {
  if (counter.invitation !== null && host.hall.scenario.host.refusesCallWhileRating) {
    host.hall.record({ what: 'refused', counter: counter.at.id }, at);
    host.lines.showResult(counter.at, false);
    counter.observer?.refused();
    return;
  }
  counter.open = true;
  counter.paused = false;
  const ticket = host.takeNext(counter, digits);
  if (ticket === null) {
    host.hall.record({ what: 'nobody-waiting', counter: counter.at.id }, at);
    host.lines.showResult(counter.at, false);
    counter.observer?.nobodyWaiting();
    return;
  }
  host.endInvitation(counter, at);
  host.finish(counter, 'next-call', at);
  counter.current = { ticket, finished: false };
  host.hall.record({ what: 'called', ticket: ticket.number, counter: counter.at.id }, at);
  host.lines.announce(counter.at, ticket);
  counter.observer?.called(ticket);
}

/** The ticket being served at a counter, null when there is none. */
function openTicket(counter: HostCounter): Ticket | null {
  return counter.current === null || counter.current.finished ? null : counter.current.ticket;
}

function accept(host: QueueHost, counter: HostCounter): void {
  host.lines.showResult(counter.at, true);
}

function refuse(host: QueueHost, counter: HostCounter): void {
  host.lines.showResult(counter.at, false);
}
