/** A stream that fails does not say why. */
export async function isTurnedAway(ask: typeof fetch = fetch): Promise<boolean> {
  try {
    const { status } = await ask('/api/display');
    return status === 401 || status === 403;
  } catch {
    return false;
  }
}
