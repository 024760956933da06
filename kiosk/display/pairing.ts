/** Where a screen that the agent does not know, or no longer knows, can be let in. */
export const PAIRING_PAGE = '/pair-screen?to=/display';

/** A stream that fails does not say why. */
export async function isTurnedAway(ask: typeof fetch = fetch): Promise<boolean> {
  try {
    const { status } = await ask('/api/display');
    return status === 401 || status === 403;
  } catch {
    return false;
  }
}
