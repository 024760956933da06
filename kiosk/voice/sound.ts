import type { Cancel, Clock } from '#contract/clock.ts';
import { within } from './within.ts';

/** The loudspeaker of this device. Nothing here rejects: a page goes on without sound. */
export interface Sound {
  /** False while the browser waits for a touch, or has no sound at all. */
  isOpen(): boolean;
  /** From a touch or key press, or at any time where the browser was started to allow it. */
  open(): Promise<boolean>;
  onChange(listener: () => void): Cancel;
  /** Resolves when the WAV has been heard to its end, or cannot be. */
  play(wav: ArrayBuffer): Promise<void>;
  /** Two notes that make people look up. */
  chime(): Promise<void>;
  /** Falls silent at once. */
  stop(): void;
}

const OPEN_LIMIT_MS = 500;
const END_GRACE_MS = 2_000;
/** G5 and E5, a falling third: bells of halls and airports. */
const NOTES_HZ = [783.99, 659.25] as const;
const NOTE_EVERY_S = 0.35;
const NOTE_S = 0.9;
const LOUDNESS = 0.3;

/** Sounding parts, the one that ends last at the end, and how long they take. */
interface Ringing {
  readonly parts: readonly AudioScheduledSourceNode[];
  readonly lengthS: number;
}

export function createSound(clock: Clock, newContext = (): AudioContext => new AudioContext()): Sound {
  const listeners = new Set<() => void>();
  let context: AudioContext | null = null;
  let quiet: () => void = () => undefined;

  const isOpen = (): boolean => context?.state === 'running';

  /** No sound device, or a browser without sound: stays closed. */
  async function open(): Promise<boolean> {
    try {
      if (context === null) {
        context = newContext();
        context.addEventListener('statechange', () => listeners.forEach((listener) => listener()));
      }
      const own = context;
      if (!isOpen()) {
        // A browser that waits for a touch never answers.
        await within(clock, OPEN_LIMIT_MS, (done) => {
          own.addEventListener('statechange', done, { once: true });
          own.resume().catch(() => undefined);
        });
      }
    } catch {
      context = null;
    }
    return isOpen();
  }

  async function ring(begin: (own: AudioContext) => Promise<Ringing> | Ringing): Promise<void> {
    if (!(await open())) return;
    try {
      const { parts, lengthS } = await begin(context!);
      await within(clock, lengthS * 1_000 + END_GRACE_MS, (done) => {
        parts.at(-1)!.addEventListener('ended', done);
        quiet = () => {
          for (const part of parts) part.stop();
          done();
        };
      });
    } catch {
      // Not a sound, or the device went away.
    }
  }

  return {
    isOpen,
    open,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: (wav) => ring((own) => startWav(own, wav)),
    chime: () => ring(startChime),
    stop: () => quiet(),
  };
}

async function startWav(context: AudioContext, wav: ArrayBuffer): Promise<Ringing> {
  const source = context.createBufferSource();
  source.buffer = await context.decodeAudioData(wav);
  source.connect(context.destination);
  source.start();
  return { parts: [source], lengthS: source.buffer.duration };
}

function startChime(context: AudioContext): Ringing {
  const parts = NOTES_HZ.map((hz, index) => strike(context, hz, context.currentTime + index * NOTE_EVERY_S));
  return { parts, lengthS: NOTE_EVERY_S * (NOTES_HZ.length - 1) + NOTE_S };
}

/** One note of a bell: at once there, slowly gone. */
function strike(context: AudioContext, hz: number, at: number): OscillatorNode {
  const oscillator = context.createOscillator();
  const loudness = context.createGain();
  oscillator.frequency.value = hz;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(LOUDNESS, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_S);
  oscillator.connect(loudness).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + NOTE_S);
  return oscillator;
}
