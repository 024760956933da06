import type { Cancel, Clock } from '#contract/clock.ts';
import type { HeartbeatRequest } from '#contract/screens.ts';

export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly beat: () => HeartbeatRequest;
  /** The agent serves another build of the pages than the one this page came from. */
  readonly onNewBuild: () => void;
  readonly ask?: typeof fetch;
}

const EVERY_MS = 15_000;

/** Tells the agent that this screen lives, and learns from the answer when the page has been replaced. */
export function startHeartbeat({ clock, beat, onNewBuild, ask = fetch }: HeartbeatOptions): Cancel {
  let build: string | null = null;
  let cancel: Cancel = () => undefined;
  let isStopped = false;

  async function tell(): Promise<void> {
    const heard = await answeredBuild(ask, beat());
    if (isStopped) return;
    if (heard !== null && build !== null && heard !== build) onNewBuild();
    build = heard ?? build;
    cancel = clock.after(EVERY_MS, () => void tell());
  }

  void tell();
  return () => {
    isStopped = true;
    cancel();
  };
}

/** Null when the agent is away, does not know this screen, or has no build to name. */
async function answeredBuild(ask: typeof fetch, beat: HeartbeatRequest): Promise<string | null> {
  try {
    const response = await ask('/api/screens/heartbeat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(beat),
    });
    if (!response.ok) return null;
    const { build } = (await response.json()) as { readonly build?: unknown };
    return typeof build === 'string' ? build : null;
  } catch {
    return null;
  }
}
