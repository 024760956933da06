import { useEffect, useState } from 'preact/hooks';
import type { Cancel, Clock } from '#contract/clock.ts';
import { followLobby } from './lobby-stream.ts';
import { INITIAL_STREAM } from './stream-state.ts';
import type { StreamState } from './stream-state.ts';

export function useStream(clock: Clock): StreamState {
  const [state, setState] = useState(INITIAL_STREAM);
  useEffect(() => followLobby(() => new EventSource('/api/stream'), clock, setState, onWake), [clock]);
  return state;
}

/** Screen on again, back from the browser's cache, network there again. */
function onWake(listener: () => void): Cancel {
  document.addEventListener('visibilitychange', listener);
  window.addEventListener('pageshow', listener);
  window.addEventListener('online', listener);
  return () => {
    document.removeEventListener('visibilitychange', listener);
    window.removeEventListener('pageshow', listener);
    window.removeEventListener('online', listener);
  };
}
