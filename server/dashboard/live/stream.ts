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
  /** Head office gave another answer than a stream: perhaps nobody is signed in any more. */
  refused(): void;
}

const CLOSED = 2;
const RETRY_MS = 3_000;
/** Head office sends a heartbeat every ten seconds; a connection that misses two is dead, whatever the browser thinks. */
const SILENT_MS = 25_000;

/** Follows GET /api/stream. The browser reconnects broken connections; an error answer is retried from here. */
export function followHeadOffice(open: () => Source, clock: Clock, listener: StreamListener): Cancel {
  let source: Source;
  let cancelRetry: Cancel = () => undefined;
  let cancelWatch: Cancel = () => undefined;

  function heard(): void {
    cancelWatch();
    cancelWatch = clock.after(SILENT_MS, () => {
      source.close();
      listener.connected(false);
      connect();
    });
  }

  function connect(): void {
    const mine = open();
    source = mine;
    mine.addEventListener('open', () => listener.connected(true));
    mine.addEventListener('heartbeat', heard);
    mine.addEventListener('branches', ({ data }) => {
      heard();
      const branches = parsed(data) as readonly BranchSummary[] | null;
      if (branches !== null) listener.branches(branches);
    });
    mine.addEventListener('live', ({ data }) => {
      heard();
      const live = parsed(data) as BranchLive | null;
      if (live !== null) listener.live(live);
    });
    mine.addEventListener('error', () => {
      if (mine !== source) return;
      listener.connected(false);
      if (mine.readyState !== CLOSED) return;
      listener.refused();
      cancelWatch();
      cancelRetry = clock.after(RETRY_MS, connect);
    });
    heard();
  }

  connect();
  return () => {
    cancelRetry();
    cancelWatch();
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
