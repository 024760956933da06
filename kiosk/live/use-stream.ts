import { useEffect, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import { followLobby } from './lobby-stream.ts';
import { INITIAL_STREAM } from './stream-state.ts';
import type { StreamState } from './stream-state.ts';

export function useStream(clock: Clock): StreamState {
  const [state, setState] = useState(INITIAL_STREAM);
  useEffect(() => followLobby(() => new EventSource('/api/stream'), clock, setState), [clock]);
  return state;
}
