/** Two tones made by the browser itself: no file to load, nothing to go missing. */
export interface Chime {
  /** Has to be called from a touch or key press; resolves to whether sound is allowed now. */
  unlock(): Promise<boolean>;
  play(): void;
}

const TONES_HZ = [880, 660] as const;
const TONE_S = 0.22;
const LOUDNESS = 0.35;

export function createChime(): Chime {
  let context: AudioContext | null = null;
  return {
    async unlock() {
      try {
        context ??= new AudioContext();
        await context.resume();
        return context.state === 'running';
      } catch {
        // No sound device, or a browser without one: the board stays silent and says so.
        return false;
      }
    },
    play() {
      if (context?.state === 'running') TONES_HZ.forEach((hz, index) => playTone(context!, hz, index * TONE_S));
    },
  };
}

function playTone(context: AudioContext, hz: number, afterS: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const begin = context.currentTime + afterS;
  oscillator.frequency.value = hz;
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, begin + TONE_S);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(begin);
  oscillator.stop(begin + TONE_S);
}
