import { useEffect, useRef, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { DisplayView } from '#contract/display-view.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { Language } from '../shared/language.ts';
import { createAnnouncements } from '../voice/announcements.ts';
import type { Announcements } from '../voice/announcements.ts';
import { createVoice } from '../voice/create-voice.ts';
import { createSound } from '../voice/sound.ts';
import { counterName } from './board.ts';

export interface SpeechOptions {
  readonly clock: Clock;
  readonly languages: readonly Language[];
  readonly hall: HallConfig | null;
  readonly view: DisplayView | null;
  /** The agent's time. */
  readonly now: number;
}

export interface SpokenCalls {
  /** Ticket being announced. */
  readonly speaking: string | null;
  /** The browser waits for a touch before it makes any sound. */
  readonly isBlocked: boolean;
  open(): void;
}

/** Speaks the calls of each new view. */
export function useSpeech(options: SpeechOptions): SpokenCalls {
  const { clock, languages, hall, view } = options;
  const latest = useRef(options);
  latest.current = options;
  const [sound] = useState(() => createSound(clock));
  const [speaking, setSpeaking] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(true);
  const announcements = useRef<Announcements | null>(null);

  useEffect(() => {
    if (languages.length === 0) return undefined;
    announcements.current = createAnnouncements({
      voice: createVoice({ clock, sound }),
      sound,
      languages,
      now: () => latest.current.now,
      counterName: (counter) => counterName(latest.current.hall!, counter),
      onSpeaking: (call) => setSpeaking(call?.ticket ?? null),
    });
    const note = (): void => setIsOpen(sound.isOpen());
    const cancel = sound.onChange(note);
    void sound.open().then(note);
    return cancel;
  }, [clock, languages, sound]);

  const isReady = hall !== null;
  useEffect(() => {
    if (isReady && view !== null) announcements.current?.show(view.calls);
  }, [isReady, view]);

  return { speaking, isBlocked: languages.length > 0 && !isOpen, open: () => void sound.open() };
}
