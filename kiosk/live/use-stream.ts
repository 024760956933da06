import { useEffect, useState } from 'preact/hooks';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { DisplayView } from '#contract/display-view.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import { followStream } from './event-stream.ts';
import type { Channel } from './event-stream.ts';
import { INITIAL_STREAM } from './stream-state.ts';
import type { StreamState } from './stream-state.ts';

const LOBBY: Channel<LobbyView> = { event: 'lobby', atOf: ({ live }) => live.at };
const DISPLAY: Channel<DisplayView> = { event: 'display', atOf: ({ at }) => at };

export function useStream(clock: Clock): StreamState {
  return useChannel('/api/stream', LOBBY, clock);
}

export function useDisplayStream(clock: Clock): StreamState<DisplayView> {
  return useChannel('/api/display/stream', DISPLAY, clock);
}

function useChannel<View>(path: string, channel: Channel<View>, clock: Clock): StreamState<View> {
  const [state, setState] = useState<StreamState<View>>(INITIAL_STREAM);
  useEffect(
    () => followStream({ channel, open: () => new EventSource(path), clock, onWake }, setState),
    [path, channel, clock],
  );
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
