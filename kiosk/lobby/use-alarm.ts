import { useEffect, useRef, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { LobbyAlert } from '#contract/lobby-view.ts';
import { ALERT_NOTES } from '../voice/notes.ts';
import { createSound } from '../voice/sound.ts';
import { alarmAfter, soundState } from './alarm.ts';
import type { AlarmState, SoundState } from './alarm.ts';

interface AlarmHook {
  readonly sound: SoundState;
  /** The newest alerts, for whoever has the page read aloud; empty until there is one. */
  readonly fresh: readonly LobbyAlert[];
  /** Called by the touch that switches sound on: plays the tones once, so that one hears it works. */
  tryOut(): void;
}

const VIBRATION_MS = [200, 100, 200];
const NONE: readonly LobbyAlert[] = [];

/** Sounds and vibrates once for what is new, however many alerts arrive together. */
export function useAlarm(clock: Clock, alerts: readonly LobbyAlert[] | null, wanted: boolean): AlarmHook {
  const [sound] = useState(() => createSound(clock));
  const [unlocked, setUnlocked] = useState(false);
  const [fresh, setFresh] = useState(NONE);
  const known = useRef<AlarmState>(null);

  useEffect(() => {
    if (alerts === null) return;
    const alarm = alarmAfter(known.current, alerts);
    known.current = alarm.state;
    if (alarm.fresh.length === 0) return;
    setFresh(alarm.fresh);
    if (!wanted) return;
    void sound.chime(ALERT_NOTES);
    navigator.vibrate?.(VIBRATION_MS);
  }, [alerts, wanted, sound]);

  useEffect(() => {
    if (!wanted || unlocked) return undefined;
    const unlock = (): void => void sound.open().then(setUnlocked);
    document.addEventListener('pointerdown', unlock);
    document.addEventListener('keydown', unlock);
    return () => {
      document.removeEventListener('pointerdown', unlock);
      document.removeEventListener('keydown', unlock);
    };
  }, [wanted, unlocked, sound]);

  return {
    sound: soundState(wanted, unlocked),
    fresh,
    tryOut() {
      const play = async (): Promise<void> => {
        setUnlocked(await sound.open());
        await sound.chime(ALERT_NOTES);
      };
      void play();
    },
  };
}
