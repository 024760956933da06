import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { PairedScreens } from '#contract/screens.ts';
import { listScreens } from './api.ts';

const REFRESH_MS = 3_000;

export interface ScreenList {
  /** Null until the first answer. */
  readonly list: PairedScreens | null;
  /** Why the last look failed; null when it did not. */
  readonly failure: string | null;
  /** Looks again now. */
  refresh(): void;
}

/** The paired screens, looked at every few seconds: one that has just been let in shows up by itself. */
export function useScreens(clock: Clock): ScreenList {
  const [list, setList] = useState<PairedScreens | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const look = useRef<() => void>(() => undefined);
  useEffect(() => {
    let cancel: Cancel = () => undefined;
    let stopped = false;
    const load = async (): Promise<void> => {
      cancel();
      const answer = await listScreens();
      if (stopped) return;
      if (answer.ok) setList(answer.body);
      setFailure(answer.ok ? null : answer.code);
      cancel();
      cancel = clock.after(REFRESH_MS, () => void load());
    };
    look.current = () => void load();
    look.current();
    return () => {
      stopped = true;
      cancel();
    };
  }, [clock]);
  return { list, failure, refresh: () => look.current() };
}
