import type { Clock } from '#contract/clock.ts';

/** Long enough for a busy disk, short enough to try again while the person is still there. */
const ANSWER_MS = 4_000;

/** One JSON request to the agent; null when nobody answers in time. */
export async function timedFetch(
  clock: Clock,
  path: string,
  { method, body }: { readonly method: 'POST' | 'PUT'; readonly body: unknown },
): Promise<Response | null> {
  const abort = new AbortController();
  const cancel = clock.after(ANSWER_MS, () => abort.abort());
  const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    return await fetch(path, {
      method,
      ...(body === undefined ? {} : json),
      // What is on its way survives a reload of the page.
      keepalive: true,
      signal: abort.signal,
    });
  } catch {
    return null;
  } finally {
    cancel();
  }
}
