import { binOf } from '#rubric/metrics/histogram.ts';
import { waitOf, wasAttended } from '#rubric/metrics/wait.ts';
import type { Visit } from '#rubric/hall/visit.ts';
import type { RollupRow } from './ingest/tables.ts';
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

/** Sums to which parts are added (sign 1) or taken away (sign -1). Exact in any order: whole numbers only. */
export class RunningSum {
  readonly #sums: { -readonly [K in keyof Rollup]: Rollup[K] };
  readonly #bins: Map<number, number>;

  constructor(start: Rollup) {
    this.#sums = { ...start };
    this.#bins = new Map(start.histogram);
  }

  add(part: Rollup, sign: 1 | -1): void {
    const sums = this.#sums;
    sums.issued += sign * part.issued;
    sums.served += sign * part.served;
    sums.abandoned += sign * part.abandoned;
    sums.waitN += sign * part.waitN;
    sums.waitMs += sign * part.waitMs;
    for (const [bin, count] of part.histogram) this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + sign * count);
  }

  value(): Rollup {
    const histogram = [...this.#bins].filter(([, count]) => count !== 0).toSorted(([a], [b]) => a - b);
    return { ...this.#sums, histogram };
  }
}

export function emptyRollup(service: string, customerClass: string): Rollup {
  return { service, class: customerClass, issued: 0, served: 0, abandoned: 0, waitN: 0, waitMs: 0, histogram: [] };
}

export function rollupOf(row: RollupRow): Rollup {
  return {
    service: row.service,
    class: row.class,
    issued: row.issued,
    served: row.served,
    abandoned: row.abandoned,
    waitN: row.wait_n,
    waitMs: row.wait_ms,
    histogram: JSON.parse(row.histogram) as [number, number][],
  };
}
