/**
 * Tablets of a bank are often five years old. The build translates syntax down to Chromium 100, but not what later
 * versions can do; what the pages use of that is added here, before the page is drawn.
 */
export function mendOldBrowser(prototype: unknown[]): void {
  // oxlint-disable-next-line unicorn/no-array-sort -- what is being replaced; sorts a copy.
  add(prototype, 'toSorted', (list, compare) => list.sort(compare as (a: unknown, b: unknown) => number));
  // oxlint-disable-next-line unicorn/no-array-reverse -- what is being replaced; reverses a copy.
  add(prototype, 'toReversed', (list) => list.reverse());
}

function add(prototype: unknown[], name: string, change: (copy: unknown[], argument: unknown) => unknown[]): void {
  if (name in prototype && typeof prototype[name as keyof unknown[]] === 'function') return;
  Object.defineProperty(prototype, name, {
    configurable: true,
    writable: true,
    value(this: readonly unknown[], argument: unknown) {
      return change([...this], argument);
    },
  });
}
