import type { Cancel, Clock } from '#contract/clock.ts';
import type { Notes } from './notes.ts';
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
  /** Resolves when the last note has died away; makes no sound at no loudness. */
  chime(notes: Notes): Promise<void>;
  /** Falls silent at once. */
  stop(): void;
}

const OPEN_LIMIT_MS = 500;
const END_GRACE_MS = 2_000;

/** Sounding parts, the one that ends last at the end, and how long they take. */
interface Ringing {
  readonly parts: readonly AudioScheduledSourceNode[];
  readonly lengthS: number;
}

export function createSound(clock: Clock, newContext = (): AudioContext => new AudioContext()): Sound {
  const listeners = new Set<() => void>();
  let context: AudioContext | null = null;
  /** Ends what sounds; a chime may sound over speech. */
  const sounding = new Set<() => void>();

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
      await heard(clock, await begin(context!), sounding);
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
    chime: async (notes) => {
      if (notes.loudness > 0) await ring((own) => startChime(own, notes));
    },
    stop: () => sounding.forEach((end) => end()),
  };
}

/** Resolves when it has been heard to its end, or was ended by what stands in `sounding` meanwhile. */
async function heard(clock: Clock, { parts, lengthS }: Ringing, sounding: Set<() => void>): Promise<void> {
  let end: () => void = () => undefined;
  await within(clock, lengthS * 1_000 + END_GRACE_MS, (done) => {
    parts.at(-1)!.addEventListener('ended', done);
    end = () => {
      for (const part of parts) part.stop();
      done();
    };
    sounding.add(end);
  });
  sounding.delete(end);
}

async function startWav(context: AudioContext, wav: ArrayBuffer): Promise<Ringing> {
  const source = context.createBufferSource();
  source.buffer = await context.decodeAudioData(wav);
  source.connect(context.destination);
  source.start();
  return { parts: [source], lengthS: source.buffer.duration };
}

function startChime(context: AudioContext, notes: Notes): Ringing {
  const { hz, everyS, ringS } = notes;
  const parts = hz.map((_, index) => strike(context, notes, index));
  return { parts, lengthS: everyS * (hz.length - 1) + ringS };
}

/** One note of a bell: at once there, slowly gone. */
function strike(context: AudioContext, notes: Notes, index: number): OscillatorNode {
  const at = context.currentTime + index * notes.everyS;
  const oscillator = context.createOscillator();
  const loudness = context.createGain();
  oscillator.frequency.value = notes.hz[index]!;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(notes.loudness, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + notes.ringS);
  oscillator.connect(loudness).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + notes.ringS);
  return oscillator;
}
