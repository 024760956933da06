import type { Clock } from '#contract/clock.ts';
import type { AgentVoice } from './agent-voice.ts';
import { createAgentVoice } from './agent-voice.ts';
import type { DeviceVoice } from './device-voice.ts';
import { createDeviceVoice } from './device-voice.ts';
import type { Sound } from './sound.ts';
import { createSound } from './sound.ts';
import type { Voice } from './voice.ts';

export interface VoiceOptions {
  readonly clock: Clock;
  /** Given where the page has other sounds as well. */
  readonly sound?: Sound;
  readonly device?: DeviceVoice;
  readonly agent?: AgentVoice;
}

/** A voice of this device, else one that the agent speaks, else none. A new text takes the place of the last. */
export function createVoice(options: VoiceOptions): Voice {
  const { clock, sound = createSound(clock) } = options;
  const device = options.device ?? createDeviceVoice(clock, globalThis.speechSynthesis ?? null);
  const agent = options.agent ?? createAgentVoice(clock);
  let current = new AbortController();

  function stop(): void {
    current.abort();
    device.stop();
    sound.stop();
  }

  return {
    async say(text, language) {
      stop();
      const mine = new AbortController();
      current = mine;
      const isStopped = (): boolean => mine.signal.aborted;
      if ((await device.say(text, language)) || isStopped()) return;
      const wav = await agent(text, language, mine.signal);
      if (wav !== null && !isStopped()) await sound.play(wav);
    },
    stop,
  };
}
