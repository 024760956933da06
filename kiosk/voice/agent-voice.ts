import type { Clock } from '#contract/clock.ts';
import type { Language } from '../shared/language.ts';

/** Asks the agent for a text as WAV; null when it has no voice, or none in time. */
export type AgentVoice = (text: string, language: Language, stopped: AbortSignal) => Promise<ArrayBuffer | null>;

const GIVE_UP_MS = 8_000;
/** An agent without a speech program is not asked for each call. */
const ASK_AGAIN_MS = 60_000;

export function createAgentVoice(clock: Clock, ask: typeof fetch = (...request) => fetch(...request)): AgentVoice {
  let askAgainAt = 0;
  return async (text, language, stopped) => {
    if (clock.now() < askAgainAt) return null;
    const giveUp = new AbortController();
    const cancel = clock.after(GIVE_UP_MS, () => giveUp.abort());
    stopped.addEventListener('abort', () => giveUp.abort());
    try {
      const query = new URLSearchParams({ lang: language, text });
      const response = await ask(`/api/speech?${query.toString()}`, { signal: giveUp.signal });
      if (response.status === 503 || response.status === 404) askAgainAt = clock.now() + ASK_AGAIN_MS;
      return response.ok ? await response.arrayBuffer() : null;
    } catch {
      return null;
    } finally {
      cancel();
    }
  };
}
