import type { DisplayCall } from '#contract/display-view.ts';
import type { LocalizedText } from '#contract/ids.ts';
import type { Language } from '../shared/language.ts';
import { announcement } from './announcement.ts';
import { announcerTransition, SILENT } from './announcer.ts';
import type { AnnouncerEvent } from './announcer.ts';
import { CALL_NOTES } from './notes.ts';
import type { Sound } from './sound.ts';
import type { Voice } from './voice.ts';

export interface AnnouncementOptions {
  readonly voice: Voice;
  readonly sound: Pick<Sound, 'open' | 'chime'>;
  /** In which languages a call is said, in this order; none: the display is silent. */
  readonly languages: readonly Language[];
  /** The agent's time. */
  readonly now: () => number;
  readonly counterName: (counter: string) => LocalizedText;
  /** Null when it is quiet again. */
  readonly onSpeaking?: (call: DisplayCall | null) => void;
}

/** Speaks the calls of the views it is shown, one after the other: chime, then each language. */
export interface Announcements {
  show(calls: readonly DisplayCall[]): void;
}

export function createAnnouncements(options: AnnouncementOptions): Announcements {
  const { voice, sound, languages, now, counterName, onSpeaking = () => undefined } = options;
  let state = SILENT;

  function apply(event: AnnouncerEvent): void {
    const step = announcerTransition(state, event, now());
    state = step.state;
    if (step.announce !== null) void announce(step.announce).then(() => apply({ type: 'said' }));
  }

  async function announce(call: DisplayCall): Promise<void> {
    // Nothing is saved up for the moment when somebody switches the sound on.
    if (languages.length === 0 || !(await sound.open())) return;
    onSpeaking(call);
    await sound.chime(CALL_NOTES);
    const texts = announcement(call.ticket, counterName(call.counter));
    for (const language of languages) await voice.say(texts[language], language);
    onSpeaking(null);
  }

  return { show: (calls) => apply({ type: 'view', calls }) };
}
