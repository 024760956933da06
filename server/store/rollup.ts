import { binOf } from '#rubric/metrics/histogram.ts';
import { waitOf, wasAttended } from '#rubric/metrics/wait.ts';
import type { Visit } from '#rubric/hall/visit.ts';
import type { Rollup } from './store.ts';

/** What one leg adds to the sums of its day, counted as the day score counts: tickets once, waits by leg. */
export function contribution(visit: Visit): Rollup {
  const wait = wasAttended(visit) ? waitOf(visit) : null;
  return {
    service: visit.service,
    class: visit.class,
    issued: visit.leg === 1 && visit.issuedAt !== null ? 1 : 0,
    served: visit.outcome === 'served' ? 1 : 0,
    abandoned: visit.outcome === 'abandoned' ? 1 : 0,
    waitN: wait === null ? 0 : 1,
    waitMs: wait ?? 0,
    histogram: wait === null ? [] : [[binOf(wait), 1]],
  };
}

/** `sum` with `part` added (sign 1) or taken away (sign -1). Exact in any order: whole numbers only. */
export function combine(sum: Rollup, part: Rollup, sign: 1 | -1): Rollup {
  const bins = new Map(sum.histogram);
  for (const [bin, count] of part.histogram) bins.set(bin, (bins.get(bin) ?? 0) + sign * count);
  return {
    service: sum.service,
    class: sum.class,
    issued: sum.issued + sign * part.issued,
    served: sum.served + sign * part.served,
    abandoned: sum.abandoned + sign * part.abandoned,
    waitN: sum.waitN + sign * part.waitN,
    waitMs: sum.waitMs + sign * part.waitMs,
    histogram: [...bins].filter(([, count]) => count !== 0).toSorted(([a], [b]) => a - b),
  };
}

export function emptyRollup(service: string, customerClass: string): Rollup {
  return { service, class: customerClass, issued: 0, served: 0, abandoned: 0, waitN: 0, waitMs: 0, histogram: [] };
}
