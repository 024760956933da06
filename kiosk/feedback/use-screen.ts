import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { KioskKit } from './kit.ts';

/** Moves the focus to the heading of each new screen, so that a screen reader reads it and Tab begins there. */
export function useScreenFocus<T extends HTMLElement>(screen: string): RefObject<T | null> {
  const heading = useRef<T>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [screen]);
  return heading;
}

/** Says each screen once, while spoken prompts are on; falls silent when they are turned off or the screen changes. */
export function useSpokenPrompt({ voice, choice }: KioskKit, text: string): void {
  const { speaking } = choice.comfort;
  useEffect(() => {
    if (!speaking) return undefined;
    void voice.say(text, choice.language);
    return () => voice.stop();
  }, [voice, speaking, text, choice.language]);
}
