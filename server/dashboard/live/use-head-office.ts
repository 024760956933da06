import { useEffect, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { BranchLive, BranchSummary } from '#contract/head-office-api.ts';
import { get } from '../shell/request.ts';
import { getBranches, getLive } from './api.ts';
import { followHeadOffice } from './stream.ts';

export interface HeadOffice {
  /** Null until the first answer. */
  readonly branches: readonly BranchSummary[] | null;
  /** Id of the branch in detail: the chosen one, else the first, so that a bank with one never has to choose. */
  readonly shown: string;
  readonly lives: ReadonlyMap<string, BranchLive>;
  readonly connected: boolean;
}

/** The branch table and live halls: asked for once, then kept current by the stream. */
export function useHeadOffice(clock: Clock, chosen: string): HeadOffice {
  const [branches, setBranches] = useState<readonly BranchSummary[] | null>(null);
  const [lives, setLives] = useState<ReadonlyMap<string, BranchLive>>(new Map());
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    void getBranches().then((answer) => {
      // What the stream has brought meanwhile is newer.
      if (answer.ok) setBranches((known) => known ?? answer.value);
      return answer;
    });
    return followHeadOffice(() => new EventSource('/api/stream'), clock, {
      branches: setBranches,
      live: (live) => setLives((known) => new Map(known).set(live.id, live)),
      connected: setConnected,
      // Asks to sign in again where that is why.
      refused: () => void get('/api/me'),
    });
  }, [clock]);
  const shown = chosen === '' ? (branches?.[0]?.id ?? '') : chosen;
  useEffect(() => {
    if (shown === '') return;
    void getLive(shown).then((answer) => {
      if (answer.ok) setLives((known) => (known.has(shown) ? known : new Map(known).set(shown, answer.value)));
      return answer;
    });
  }, [shown]);
  return { branches, shown, lives, connected };
}
