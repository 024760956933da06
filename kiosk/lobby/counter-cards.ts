import type { CounterStateName } from '#contract/live.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import type { Names } from './names.ts';

export interface CounterCard {
  readonly id: string;
  readonly name: string;
  readonly state: CounterStateName;
  readonly ticket: string | null;
  readonly teller: string | null;
  /** How long the state has lasted. */
  readonly forMs: number | null;
  /** A service far longer than usual: somebody may need help. */
  readonly long: boolean;
}

/** Shorter services are never "long", whatever is usual. */
const LEAST_LONG_MS = 15 * 60_000;
const LONG_TIMES_USUAL = 3;

/** Every configured counter, in order; one that has said nothing yet counts as closed. */
export function counterCards(
  view: LobbyView,
  { hall, names, now }: { readonly hall: HallConfig; readonly names: Names; readonly now: number },
): readonly CounterCard[] {
  const live = new Map(view.live.counters.map((counter) => [counter.counter as string, counter]));
  const longMs = Math.max(LEAST_LONG_MS, LONG_TIMES_USUAL * (view.whatIf?.meanServiceMs ?? 0));
  return hall.counters.map(({ id }) => {
    const known = live.get(id);
    const state = known?.state ?? 'closed';
    const since = known?.since ?? null;
    const forMs = since === null ? null : Math.max(0, now - since);
    return {
      id,
      name: names.counter(id),
      state,
      ticket: known?.ticket ?? null,
      teller: known?.teller ?? null,
      forMs,
      long: state === 'serving' && forMs !== null && forMs > longMs,
    };
  });
}

export function isOpen({ state }: CounterCard): boolean {
  return state !== 'closed' && state !== 'paused';
}

/** More counters than this are drawn small, the closed ones smallest. */
const MOST_LARGE = 12;

export function isCompact(counters: readonly CounterCard[]): boolean {
  return counters.length > MOST_LARGE;
}

/** What tells the counters apart where there is little room: their numbers, if each has one of its own. */
export function shortNames(counters: readonly CounterCard[]): ReadonlyMap<string, string> {
  const numbers = counters.map(({ name }) => /^\D*(\d+)\D*$/.exec(name)?.[1] ?? null);
  const distinct = new Set(numbers).size === counters.length && !numbers.includes(null);
  return new Map(counters.map(({ id, name }, index) => [id, distinct ? numbers[index]! : name]));
}
