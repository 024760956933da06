/** Wait before attempt `attempt` (1 = first retry): doubling from 1 s to 15 s, jittered so that pages do not march in step. */
export function retryDelayMs(attempt: number, random: number): number {
  const full = Math.min(15_000, 1_000 * 2 ** Math.min(attempt - 1, 10));
  return Math.round(full * (0.5 + random / 2));
}
