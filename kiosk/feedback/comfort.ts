import { useEffect, useState } from 'preact/hooks';
import type { HallConfig } from '#contract/local-api.ts';
import type { LanguageChoice } from '../shared/language.ts';
import type { DeviceSettings } from './device-settings.ts';

/** How the screen suits the person in front of it: for this visit only. */
export interface Comfort {
  readonly elder: boolean;
  readonly reach: boolean;
  /** Spoken prompts are on. */
  readonly speaking: boolean;
}

export function comfortAtStart(kiosk: HallConfig['kiosk'], { elder, reach }: DeviceSettings): Comfort {
  return { elder: elder ?? kiosk.elder, reach: reach ?? kiosk.reach, speaking: false };
}

export interface ComfortChoice extends LanguageChoice {
  readonly comfort: Comfort;
  toggle(name: keyof Comfort): void;
}

/** Language, print size, reach and speech; `reset` puts all back to the kiosk's own for the next person. */
export function useComfort(home: Comfort, language: LanguageChoice): ComfortChoice {
  const [comfort, setComfort] = useState(home);
  // Other settings or another configuration hold at once.
  useEffect(() => setComfort(home), [home.elder, home.reach]);
  useEffect(() => {
    document.documentElement.dataset['elder'] = String(comfort.elder);
  }, [comfort.elder]);
  return {
    ...language,
    comfort,
    toggle: (name) => setComfort((known) => ({ ...known, [name]: !known[name] })),
    reset() {
      language.reset();
      setComfort(home);
    },
  };
}
