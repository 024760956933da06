/** Where a screen that the agent does not know, or no longer knows, is let in; afterwards it is what it was. */
export function pairingPage({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  return `/pair-screen?to=${encodeURIComponent(pathname + search)}`;
}
