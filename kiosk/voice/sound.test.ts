import { beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { CALL_NOTES, warningNotes } from './notes.ts';
import { createSound } from './sound.ts';
import type { Sound } from './sound.ts';

/** A loudspeaker that the test plays: what was started, and when it ends. */
class FakeNode extends EventTarget {
  buffer: { duration: number } | null = null;
  readonly frequency = { value: 0 };
  started = false;
  stopped = false;

  connect(next: unknown): unknown {
    return next;
  }

  start(): void {
    this.started = true;
  }

  stop(at?: number): void {
    if (at === undefined) this.stopped = true;
  }

  end(): void {
    this.dispatchEvent(new Event('ended'));
  }
}

class FakeContext extends EventTarget {
  state = 'suspended';
  /** The browser was started to allow sound, or somebody has touched the page. */
  mayPlay = true;
  readonly currentTime = 0;
  readonly destination = {};
  readonly nodes: FakeNode[] = [];

  async resume(): Promise<void> {
    if (!this.mayPlay) return new Promise(() => undefined);
    this.state = 'running';
    this.dispatchEvent(new Event('statechange'));
    return undefined;
  }

  createOscillator(): FakeNode {
    const node = new FakeNode();
    this.nodes.push(node);
    return node;
  }

  createBufferSource(): FakeNode {
    return this.createOscillator();
  }

  createGain(): unknown {
    const gain = { setValueAtTime: () => gain, exponentialRampToValueAtTime: () => gain };
    return { gain, connect: (next: unknown) => next };
  }

  async decodeAudioData(wav: ArrayBuffer): Promise<{ duration: number }> {
    if (wav.byteLength === 0) throw new Error('EncodingError');
    return { duration: 3 };
  }
}

let clock: VirtualClock;
let context: FakeContext;
let sound: Sound;

beforeEach(() => {
  clock = new VirtualClock(0);
  context = new FakeContext();
  sound = createSound(clock, () => context as unknown as AudioContext);
});

test('a WAV is heard to its end', async () => {
  let isHeard = false;
  const heard = sound.play(new ArrayBuffer(8)).then(() => (isHeard = true));
  await expect.poll(() => context.nodes[0]?.started).toBe(true);
  clock.advance(4_000);
  await Promise.resolve();
  expect(isHeard).toBe(false);
  context.nodes[0]!.end();
  await heard;
});

test('a sound whose end is never told is over two seconds after its length', async () => {
  const heard = sound.play(new ArrayBuffer(8));
  await expect.poll(() => context.nodes.length).toBe(1);
  await new Promise((resolve) => setImmediate(resolve));
  clock.advance(5_000);
  await heard;
});

test('the chime has two notes and is over with the second', async () => {
  const heard = sound.chime(CALL_NOTES);
  await expect.poll(() => context.nodes.length).toBe(2);
  expect(context.nodes.every(({ started }) => started)).toBe(true);
  context.nodes[1]!.end();
  await heard;
});

test('stopping silences at once', async () => {
  const heard = sound.play(new ArrayBuffer(8));
  await expect.poll(() => context.nodes[0]?.started).toBe(true);
  await new Promise((resolve) => setImmediate(resolve));
  sound.stop();
  await heard;
  expect(context.nodes[0]!.stopped).toBe(true);
});

test('a chime over speech leaves both to be silenced', async () => {
  const heard = Promise.all([sound.play(new ArrayBuffer(8)), sound.chime(CALL_NOTES)]);
  await expect.poll(() => context.nodes.length).toBe(3);
  await new Promise((resolve) => setImmediate(resolve));
  sound.stop();
  await heard;
  expect(context.nodes.map(({ stopped }) => stopped)).toEqual([true, true, true]);
});

test('no volume is no sound, and the notes are those asked for', async () => {
  await sound.chime(warningNotes(0));
  expect(context.nodes).toEqual([]);
  void sound.chime(warningNotes(40));
  await expect.poll(() => context.nodes.map(({ frequency }) => frequency.value)).toEqual([660, 550]);
});

test('a browser that waits for a touch is silent, and opens with it', async () => {
  context.mayPlay = false;
  const opened = sound.open();
  clock.advance(500);
  expect([await opened, sound.isOpen()]).toEqual([false, false]);
  let changes = 0;
  sound.onChange(() => (changes += 1));
  context.mayPlay = true;
  expect([await sound.open(), sound.isOpen(), changes]).toEqual([true, true, 1]);
});

test('what is no sound, and a device without sound, end at once', async () => {
  await sound.play(new ArrayBuffer(0));
  const none = createSound(clock, () => {
    throw new Error('NotSupportedError');
  });
  await none.play(new ArrayBuffer(8));
  await none.chime(CALL_NOTES);
  expect(await none.open()).toBe(false);
});
