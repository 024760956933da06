/** A screen that the agent does not let in: never paired, no longer paired, or paired as another kind of screen. */
export function isTurnedAway({ status }: { readonly status: number }): boolean {
  return status === 401 || status === 403;
}

/** Where a screen can be let in, and will be sent back to the page it came from. */
export function pairingPage({ pathname, search }: { readonly pathname: string; readonly search: string }): string {
  return `/pair-screen?to=${encodeURIComponent(pathname + search)}`;
}

export function leaveForPairing(): void {
  location.replace(pairingPage(location));
}
