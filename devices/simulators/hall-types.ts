import type { CaptureRecord } from '#devices/capture/capture.ts';
import type { CounterId } from '#contract/ids.ts';
import type { SiteCounter } from '#devices/sites/site.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import type { EventQueue } from './event-queue.ts';
import type { Site } from '#devices/sites/site.ts';
import type { Wires } from './wires.ts';

/** A chunk on a wire, and who sent it: needed where a fault concerns only one side. */
export interface SimulatedRecord extends CaptureRecord {
  readonly by: 'host' | 'device';
}

/** What really happened in the simulated hall, as its queue host knows it; for comparing with what a tap made of it. */
export type Truth = { readonly at: number } & (
  | { readonly what: 'issued'; readonly ticket: string; readonly service: string; readonly class: string }
  | {
      readonly what: 'called' | 'recalled' | 'no-show' | 'started';
      readonly ticket: string;
      readonly counter: CounterId;
    }
  | { readonly what: 'suspended' | 'resumed' | 'transferred'; readonly ticket: string; readonly counter: CounterId }
  | {
      readonly what: 'finished';
      readonly ticket: string;
      readonly counter: CounterId;
      readonly reason: 'evaluate' | 'next-call' | 'logout';
    }
  | { readonly what: 'invited' | 'expired'; readonly ticket: string | null; readonly counter: CounterId }
  | { readonly what: 'rated'; readonly ticket: string | null; readonly counter: CounterId; readonly level: number }
  | {
      readonly what: 'login' | 'logout' | 'paused' | 'open' | 'refused' | 'nobody-waiting';
      readonly counter: CounterId;
    }
  | { readonly what: 'day-reset'; readonly waiting: number }
);
type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;
type TruthNow = WithoutTime<Truth>;

/** A ticket in the host's list. `customer` is what only the simulation knows. */
export interface Ticket {
  readonly number: string;
  readonly service: string;
  readonly class: string;
  readonly issuedAt: number;
  /** Sent on to this counter; null = any counter that takes the service. */
  readonly onlyCounter: CounterId | null;
  /** Leaves unseen at this time unless called before. */
  readonly leavesAt: number;
}

/** What everything in the simulated hall shares. */
export interface Hall {
  readonly site: Site;
  readonly scenario: Scenario;
  readonly queue: EventQueue;
  readonly random: Random;
  readonly wires: Wires;
  record(truth: TruthNow, at?: number): void;
}

/** Told by the queue host what became of a key; the simulated teller reacts to it. */
export interface CounterObserver {
  called(ticket: Ticket): void;
  nobodyWaiting(): void;
  refused(): void;
  ticketTaken(): void;
  invited(ticket: Ticket | null): void;
}

/** The services a counter takes. */
export function takes(hall: Hall, counter: SiteCounter, service: string): boolean {
  return hall.scenario.tellers.counters[counter.id]?.services?.includes(service) ?? true;
}
