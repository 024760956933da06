/**
 * Tablets of a bank are often five years old. The build translates syntax down to Chromium 100, but not what later
 * versions can do; what the pages use of that is added here, before the page is drawn.
 */
export function mendOldBrowser(prototype: unknown[]): void {
  if (typeof prototype.toSorted === 'function') return;
  Object.defineProperty(prototype, 'toSorted', {
    configurable: true,
    writable: true,
    value(this: readonly unknown[], compare?: (a: unknown, b: unknown) => number) {
      // oxlint-disable-next-line unicorn/no-array-sort -- what is being replaced; sorts a copy.
      return [...this].sort(compare);
    },
  });
}
