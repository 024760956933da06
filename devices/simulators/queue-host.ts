import type { Cancel } from '#contract/clock.ts';
import type { CounterId } from '#contract/ids.ts';
import type { SiteCounter } from '#devices/sites/site.ts';
import { handleKey } from './host-keys.ts';
import { takes, type CounterObserver, type Hall, type Ticket } from './hall-types.ts';
import { HostLines } from './host-lines.ts';
import type { KeyPress } from './key-lookup.ts';

/** The host takes the same key of one terminal within this time for a repetition. */
const REPEAT_MS = 1_000;

/** One counter as the host keeps it. */
export interface HostCounter {
  readonly at: SiteCounter;
  open: boolean;
  paused: boolean;
  current: { readonly ticket: Ticket; finished: boolean } | null;
  suspended: Ticket[];
  /** An evaluation that waits for the customer's button. */
  invitation: { readonly ticket: Ticket | null; readonly cancel: Cancel } | null;
  lastKey: { readonly press: string; readonly at: number } | null;
  lastRating: { readonly raw: number; readonly at: number } | null;
  observer: CounterObserver | null;
}

/** The branch's own queue host: owns tickets and queues, answers terminals and evaluators, drives the displays. */
export class QueueHost {
  readonly hall: Hall;
  readonly lines: HostLines;
  readonly counters: ReadonlyMap<CounterId, HostCounter>;
  readonly #waiting: Ticket[] = [];
  /** Last number per prefix. */
  readonly #numbers = new Map<string, number>();

  constructor(hall: Hall) {
    this.hall = hall;
    this.lines = new HostLines(hall);
    this.counters = new Map(hall.site.counters.map((at) => [at.id, newCounter(at)]));
  }

  /** A customer takes a ticket; it exists from the first byte of its slip. */
  takeTicket(prefix: string, patienceMs: number): void {
    const rule = this.hall.site.tickets.find((candidate) => candidate.prefix === prefix)!;
    const number = (this.#numbers.get(prefix) ?? 0) + 1;
    this.#numbers.set(prefix, number % 999);
    const ticket = {
      number: prefix + String(number).padStart(3, '0'),
      service: rule.service,
      class: rule.class,
      onlyCounter: null,
    };
    const leavesAt = this.hall.queue.now() + patienceMs;
    const issuedAt = this.lines.print({ ...ticket, leavesAt }, this.#waiting.length);
    this.hall.queue.after(issuedAt - this.hall.queue.now(), () => {
      this.#waiting.push({ ...ticket, issuedAt, leavesAt });
      this.hall.record({ what: 'issued', ticket: ticket.number, service: rule.service, class: rule.class });
      this.#tellCounters(rule.service);
    });
  }

  /** A key frame of a terminal has come in whole. */
  receiveKey(counter: HostCounter, press: KeyPress, sending: { sentAt: number; acknowledge: () => void }): void {
    const now = this.hall.queue.now();
    const name = `${press.digits}+${press.key}`;
    const repeated = counter.lastKey?.press === name && now - counter.lastKey.at < REPEAT_MS;
    counter.lastKey = { press: name, at: now };
    if (this.lines.acknowledgeKey(counter.at, press)) sending.acknowledge();
    if (!repeated) handleKey(this, counter, { ...press, at: sending.sentAt });
  }

  /** A button of an evaluator has come in whole. */
  receiveRating(counter: HostCounter, raw: number, sending: { sentAt: number; acknowledge: () => void }): void {
    const now = this.hall.queue.now();
    const repeated = counter.lastRating?.raw === raw && now - counter.lastRating.at < REPEAT_MS;
    counter.lastRating = { raw, at: now };
    if (this.lines.acknowledgeRating(counter.at, raw)) sending.acknowledge();
    if (!repeated) this.rated(counter, this.#levelOf(raw), sending.sentAt);
  }

  /** A rating, from the evaluator or a keypad of our own at the counter. */
  rated(counter: HostCounter, level: number, at: number): void {
    const ticket = counter.invitation?.ticket?.number ?? null;
    counter.invitation?.cancel();
    counter.invitation = null;
    this.hall.record({ what: 'rated', ticket, counter: counter.at.id, level }, at);
  }

  invite(counter: HostCounter, ticket: Ticket | null, at: number): void {
    const until = at + this.hall.site.timing.ratingMs;
    const cancel = this.hall.queue.after(until - this.hall.queue.now(), () => this.#expire(counter, until));
    counter.invitation = { ticket, cancel };
    this.hall.record({ what: 'invited', ticket: ticket?.number ?? null, counter: counter.at.id }, at);
    counter.observer?.invited(ticket);
  }

  /** Ends an open evaluation without an answer. */
  endInvitation(counter: HostCounter, at: number): void {
    if (counter.invitation === null) return;
    counter.invitation.cancel();
    this.#expire(counter, at);
  }

  /** Closes a service that nobody closed. */
  finish(counter: HostCounter, reason: 'evaluate' | 'next-call' | 'logout', at: number): void {
    if (counter.current === null || counter.current.finished) return;
    counter.current.finished = true;
    this.hall.record({ what: 'finished', ticket: counter.current.ticket.number, counter: counter.at.id, reason }, at);
  }

  waitingFor(counter: HostCounter): readonly Ticket[] {
    return this.#waiting.filter((ticket) => this.#fits(counter, ticket));
  }

  /** All tickets that wait, in order of issue. */
  waiting(): readonly Ticket[] {
    return this.#waiting;
  }

  /** Takes the next ticket for a counter out of the list: the one nearest to, or furthest beyond, its class target. */
  takeNext(counter: HostCounter, digits: string): Ticket | null {
    const now = this.hall.queue.now();
    const urgency = (ticket: Ticket): number =>
      (now - ticket.issuedAt + 60_000) / this.hall.site.classes[ticket.class]!.targetMinutes;
    const chosen = this.waitingFor(counter)
      .filter((ticket) => digits === '' || Number(ticket.number.replace(/\D/g, '')) === Number(digits))
      .reduce<Ticket | null>(
        (best, ticket) => (best === null || urgency(ticket) > urgency(best) ? ticket : best),
        null,
      );
    if (chosen !== null) this.#waiting.splice(this.#waiting.indexOf(chosen), 1);
    return chosen;
  }

  /** Puts a ticket back under its old time of issue, for another counter. */
  sendOn(ticket: Ticket, to: CounterId): void {
    this.#waiting.unshift({ ...ticket, onlyCounter: to });
    this.counters.get(to)?.observer?.ticketTaken();
  }

  /** End of the day: whoever still waits is dropped, numbers start again. */
  resetDay(): void {
    const waiting = this.#waiting.length;
    this.#waiting.length = 0;
    this.#numbers.clear();
    for (const counter of this.counters.values()) counter.suspended.length = 0;
    this.hall.record({ what: 'day-reset', waiting });
  }

  #expire(counter: HostCounter, at: number): void {
    const ticket = counter.invitation?.ticket?.number ?? null;
    counter.invitation = null;
    this.hall.record({ what: 'expired', ticket, counter: counter.at.id }, at);
  }

  #levelOf(raw: number): number {
    const { evaluator } = this.hall.site.grades;
    return evaluator.find((grade) => grade.raw === raw)?.level ?? 0;
  }

  #fits(counter: HostCounter, ticket: Ticket): boolean {
    if (ticket.onlyCounter !== null) return ticket.onlyCounter === counter.at.id;
    return takes(this.hall, counter.at, ticket.service);
  }

  /** Idle terminals beep and show how many wait; their tellers see it. */
  #tellCounters(service: string): void {
    for (const counter of this.counters.values()) {
      if (!counter.open || counter.paused || !takes(this.hall, counter.at, service)) continue;
      const idle = counter.current === null || counter.current.finished;
      if (idle && this.hall.scenario.host.showsWaiting) {
        this.lines.beep(counter.at);
        this.lines.showWaiting(counter.at, this.waitingFor(counter).length);
      }
      counter.observer?.ticketTaken();
    }
  }
}

function newCounter(at: SiteCounter): HostCounter {
  return {
    at,
    open: false,
    paused: false,
    current: null,
    suspended: [],
    invitation: null,
    lastKey: null,
    lastRating: null,
    observer: null,
  };
}
