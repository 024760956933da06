/** The queues of a hall, and which counters take which services. */

/** Tickets of one service and customer class stand in one queue. */
export interface Queue {
  readonly service: string;
  readonly class: string;
}

/** Slugs hold no blanks. */
export function queueKey(queue: Queue): string {
  return `${queue.service} ${queue.class}`;
}

export function isSameQueue(a: Queue, b: Queue): boolean {
  return a.service === b.service && a.class === b.class;
}

/** What the branch says about a counter; `services` absent = takes every service. */
export interface CounterServices {
  readonly id: string;
  readonly services?: readonly string[] | undefined;
}

/** Counters that the branch says nothing about take every service. */
export function takesService(
  counter: { readonly services?: readonly string[] | null | undefined } | undefined,
  service: string,
): boolean {
  return counter?.services?.includes(service) ?? true;
}
