import { takesService, type CounterServices } from '../hall/queue.ts';
import type { Hall } from '../hall/state.ts';

/** Which counters take which services, and whether one of them is open. */

/** `closed`: nobody serves it now. `busy`: open counters, none of them idle. */
export type Standing = 'closed' | 'busy' | 'idle';

export interface ServiceRules {
  /** A counter exists that takes both, so a ticket of one can stand before a ticket of the other. */
  share(one: string, other: string): boolean;
  standing(hall: Hall, service: string): Standing;
}

/** Counters that are not listed, such as all of them without a site map, take every service. */
export function serviceRules(counters: readonly CounterServices[]): ServiceRules {
  const known = new Map(counters.map((counter) => [counter.id, counter]));
  const takes = (id: string, service: string): boolean => takesService(known.get(id), service);
  const ids = [...known.keys()];
  return {
    share: (one, other) => one === other || ids.length === 0 || ids.some((id) => takes(id, one) && takes(id, other)),
    standing(hall, service) {
      let standing: Standing = 'closed';
      for (const { id, state } of hall.counters.values()) {
        if (state === 'closed' || state === 'paused' || !takes(id, service)) continue;
        if (state === 'idle') return 'idle';
        standing = 'busy';
      }
      return standing;
    },
  };
}
