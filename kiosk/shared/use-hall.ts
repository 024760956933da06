import { useEffect, useState } from 'preact/hooks';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { HallConfig } from '#contract/local-api.ts';
import { normaliseHall } from './normalise-hall.ts';
import { retryDelayMs } from './retry.ts';

const CACHE_KEY = 'hallmeter.hall';
/** How soon a page shows a changed configuration. */
const REFRESH_MS = 60_000;

/** The hall's configuration: last known at once, then fresh from the agent; null until the first answer ever. */
export function useHall(clock: Clock): HallConfig | null {
  const [hall, setHall] = useState<HallConfig | null>(cachedHall);
  useEffect(() => {
    let cancel: Cancel = () => undefined;
    let stopped = false;
    let failures = 0;
    const load = async (): Promise<void> => {
      const fresh = await fetchHall();
      if (stopped) return;
      failures = fresh === null ? failures + 1 : 0;
      if (fresh !== null) setHall((known) => (JSON.stringify(known) === JSON.stringify(fresh) ? known : keep(fresh)));
      const delay = fresh === null ? retryDelayMs(failures, Math.random()) : REFRESH_MS;
      cancel = clock.after(delay, () => void load());
    };
    void load();
    return () => {
      stopped = true;
      cancel();
    };
  }, [clock]);
  return hall;
}

async function fetchHall(): Promise<HallConfig | null> {
  try {
    const response = await fetch('/api/hall');
    return response.ok ? normaliseHall(await response.json()) : null;
  } catch {
    return null;
  }
}

function cachedHall(): HallConfig | null {
  try {
    return normaliseHall(JSON.parse(localStorage.getItem(CACHE_KEY) ?? 'null'));
  } catch {
    return null;
  }
}

function keep(hall: HallConfig): HallConfig {
  try {
    localStorage.setItem(CACHE_KEY, JSON.stringify(hall));
  } catch {
    // Without the copy the page only starts slower next time.
  }
  return hall;
}
