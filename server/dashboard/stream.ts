import type { Cancel, Clock } from '#contract/clock.ts';
import type { BranchLive, BranchSummary } from '#contract/head-office-api.ts';

/** The part of EventSource that is used. */
export interface Source {
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  readonly readyState: number;
  close(): void;
}

export interface StreamListener {
  branches(branches: readonly BranchSummary[]): void;
  live(live: BranchLive): void;
  connected(connected: boolean): void;
}

const CLOSED = 2;
const RETRY_MS = 3_000;

/** Follows GET /api/stream. The browser reconnects broken connections; an error answer is retried from here. */
export function followHeadOffice(open: () => Source, clock: Clock, listener: StreamListener): Cancel {
  let source: Source;
  let cancelRetry: Cancel = () => undefined;

  function connect(): void {
    const mine = open();
    source = mine;
    mine.addEventListener('open', () => listener.connected(true));
    mine.addEventListener('branches', ({ data }) => {
      const branches = parsed(data) as readonly BranchSummary[] | null;
      if (branches !== null) listener.branches(branches);
    });
    mine.addEventListener('live', ({ data }) => {
      const live = parsed(data) as BranchLive | null;
      if (live !== null) listener.live(live);
    });
    mine.addEventListener('error', () => {
      listener.connected(false);
      if (mine.readyState === CLOSED) cancelRetry = clock.after(RETRY_MS, connect);
    });
  }

  connect();
  return () => {
    cancelRetry();
    source.close();
  };
}

/** Head office checked what it sends; only a cut-off message is expected here. */
function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
