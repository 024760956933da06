/** Bus addresses of call terminals and evaluators leave room for this many counters. */
export const MAX_COUNTERS = 127;

/** One service in epoch ms; `counter` counts from 1. */
export interface AssignedService {
  readonly calledAt: number;
  readonly finishedAt: number;
  readonly counter: number;
}

interface Span {
  readonly calledAt: number;
  readonly finishedAt: number;
}

/**
 * Gives every service a counter: the one free longest, the lowest number among equals; another counter is opened only
 * when none is free. A counter rests `restMs` between two services, so that its finish key and its next call key never
 * share an instant. Services must be in order of call. The result has the same order.
 */
export function assignCounters(services: readonly Span[], restMs: number): readonly AssignedService[] {
  /** Per counter, when it became free. */
  const freeSince: number[] = [];
  return services.map(({ calledAt, finishedAt }) => {
    let chosen = -1;
    freeSince.forEach((since, index) => {
      const free = since + restMs <= calledAt;
      if (free && (chosen < 0 || since < freeSince[chosen]!)) chosen = index;
    });
    if (chosen < 0) chosen = freeSince.length;
    freeSince[chosen] = finishedAt;
    return { calledAt, finishedAt, counter: chosen + 1 };
  });
}
