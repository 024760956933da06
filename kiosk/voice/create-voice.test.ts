import { beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { createAgentVoice } from './agent-voice.ts';
import { createVoice } from './create-voice.ts';
import type { DeviceVoice } from './device-voice.ts';
import type { Sound } from './sound.ts';
import type { Voice } from './voice.ts';

class FakeSound implements Sound {
  readonly played: string[] = [];
  finish: () => void = () => undefined;
  isOpen = (): boolean => true;
  open = async (): Promise<boolean> => true;
  onChange = () => (): void => undefined;
  chime = async (): Promise<void> => undefined;

  play(wav: ArrayBuffer): Promise<void> {
    this.played.push(new TextDecoder().decode(wav));
    return new Promise((resolve) => (this.finish = resolve));
  }

  stop(): void {
    this.finish();
  }
}

let clock: VirtualClock;
let sound: FakeSound;
let asked: string[];
let answer: () => Promise<Response>;
let canSpeak: boolean;
let voice: Voice;

beforeEach(() => {
  clock = new VirtualClock(0);
  sound = new FakeSound();
  asked = [];
  canSpeak = false;
  answer = async () => new Response('sound');
  const device: DeviceVoice = { say: async () => canSpeak, stop: () => undefined };
  const agent = createAgentVoice(clock, (async (url: string, { signal }: RequestInit) => {
    asked.push(url);
    return Promise.race([
      answer(),
      new Promise<never>((_resolve, reject) => signal!.addEventListener('abort', () => reject(new Error('aborted')))),
    ]);
  }) as typeof fetch);
  voice = createVoice({ clock, sound, device, agent });
});

test('a voice of the device is enough', async () => {
  canSpeak = true;
  await voice.say('一号', 'zh');
  expect([asked, sound.played]).toEqual([[], []]);
});

test('without one the agent speaks, and a text is said when its sound has ended', async () => {
  let isSaid = false;
  const said = voice.say('一号 & 二号', 'zh').then(() => (isSaid = true));
  await expect.poll(() => sound.played).toEqual(['sound']);
  expect(new URL(asked[0]!, 'http://agent').searchParams.get('text')).toBe('一号 & 二号');
  expect(isSaid).toBe(false);
  sound.finish();
  await said;
});

test('a new text takes the place of the last, whose promise is kept', async () => {
  const first = voice.say('one', 'en');
  await expect.poll(() => sound.played.length).toBe(1);
  const second = voice.say('two', 'en');
  await first;
  await expect.poll(() => sound.played.length).toBe(2);
  sound.finish();
  await second;
});

test('stopping while the agent is asked plays nothing', async () => {
  answer = () => new Promise(() => undefined);
  const said = voice.say('one', 'en');
  await expect.poll(() => asked.length).toBe(1);
  voice.stop();
  await said;
  expect(sound.played).toEqual([]);
});

describe('agent', () => {
  test('one without a voice is asked again only after a minute', async () => {
    answer = async () => new Response('', { status: 503 });
    await voice.say('one', 'en');
    await voice.say('two', 'en');
    expect(asked).toHaveLength(1);
    clock.advance(60_000);
    await voice.say('three', 'en');
    expect(asked).toHaveLength(2);
  });

  test('one that is busy is asked for the next text as usual', async () => {
    answer = async () => new Response('', { status: 429 });
    await voice.say('one', 'en');
    await voice.say('two', 'en');
    expect([asked.length, sound.played]).toEqual([2, []]);
  });

  test('one that does not answer is given up after eight seconds', async () => {
    answer = () => new Promise(() => undefined);
    const said = voice.say('one', 'en');
    await expect.poll(() => asked.length).toBe(1);
    clock.advance(8_000);
    await said;
    expect(sound.played).toEqual([]);
  });

  test('one that is away leaves the hall silent', async () => {
    answer = () => Promise.reject(new TypeError('network'));
    await voice.say('one', 'en');
    expect(sound.played).toEqual([]);
  });
});
