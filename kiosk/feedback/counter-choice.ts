import type { HallConfig } from '#contract/local-api.ts';

type Counter = HallConfig['counters'][number];

/** More would bury the faces; such a hall names the counter in the page's address. */
const MAX_OFFERED = 8;

/** `?counter=3` for a screen at counter 3, `?counter=none` for one that does not ask; otherwise the person may say. */
export function counterChoice(
  search: string,
  counters: readonly Counter[],
): { readonly fixed: Counter | null; readonly offered: readonly Counter[] } {
  const asked = new URLSearchParams(search).get('counter');
  const fixed = counters.find(({ id }) => id === asked) ?? null;
  const offers = fixed === null && asked !== 'none' && counters.length > 1 && counters.length <= MAX_OFFERED;
  return { fixed, offered: offers ? counters : [] };
}
