import type { EventBody, EventType } from '#contract/events.ts';
import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { WaitingTicket } from '#contract/lobby-view.ts';
import type { CounterService, HallView } from './hall-view.ts';

const CHANGES: Partial<Record<EventType, Partial<CounterService>>> = {
  'ticket.started': { state: 'serving' },
  'ticket.finished': { state: 'finished' },
  'rating.invited': { invitationOpen: true },
  'rating.expired': { invitationOpen: false },
  'rating.given': { invitationOpen: false },
};

/** A hall that remembers just what the tap needs, straight from its events: for replaying captures and for tests. */
export class FakeHall implements HallView {
  readonly #waiting: WaitingTicket[] = [];
  readonly #counters = new Map<CounterId, CounterService>();

  waiting(): readonly WaitingTicket[] {
    return this.#waiting;
  }

  service(counter: CounterId): CounterService | null {
    return this.#counters.get(counter) ?? null;
  }

  apply(events: readonly EventBody[]): void {
    for (const event of events) this.#apply(event);
  }

  #apply(event: EventBody): void {
    switch (event.type) {
      case 'ticket.issued': {
        const { ticket, service, class: customerClass, at } = event;
        this.#waiting.push({ ticket, service, class: customerClass, issuedAt: at });
        return;
      }
      case 'ticket.called':
      case 'ticket.resumed':
        this.#leaveQueue(event.ticket);
        return this.#stand(event.counter, event.ticket);
      case 'ticket.recalled':
        if (!this.#counters.has(event.counter)) this.#stand(event.counter, event.ticket);
        return;
      case 'ticket.no-show':
      case 'ticket.suspended':
      case 'ticket.transferred':
        this.#counters.delete(event.counter);
        return;
      case 'ticket.cancelled':
        return this.#cancel(event.ticket);
      default:
        this.#change(event);
    }
  }

  #stand(counter: CounterId, ticket: TicketNumber): void {
    this.#counters.set(counter, { ticket, state: 'called', invitationOpen: false });
  }

  #leaveQueue(ticket: TicketNumber): void {
    const index = this.#waiting.findIndex((waiting) => waiting.ticket === ticket);
    if (index >= 0) this.#waiting.splice(index, 1);
  }

  #cancel(ticket: TicketNumber): void {
    for (const [id, service] of this.#counters) if (service.ticket === ticket) this.#counters.delete(id);
  }

  #change(event: EventBody): void {
    const counter = 'counter' in event ? event.counter : undefined;
    const service = counter === undefined ? undefined : this.#counters.get(counter);
    if (service !== undefined) this.#counters.set(counter!, { ...service, ...CHANGES[event.type] });
  }
}
