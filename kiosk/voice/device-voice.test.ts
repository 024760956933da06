import { beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { createDeviceVoice, pickVoice } from './device-voice.ts';
import type { DeviceVoice, Synthesis } from './device-voice.ts';

function voice(lang: string, localService = true): SpeechSynthesisVoice {
  return { lang, localService, name: lang, default: false, voiceURI: lang };
}

/** What a page gives to the engine; the test plays the engine. */
class FakeUtterance extends EventTarget {
  readonly text: string;
  lang = '';
  rate = 1;
  voice: SpeechSynthesisVoice | null = null;

  constructor(text: string) {
    super();
    this.text = text;
  }

  happen(type: 'start' | 'end' | 'error'): void {
    this.dispatchEvent(new Event(type));
  }
}

class FakeSynthesis implements Synthesis {
  voices: SpeechSynthesisVoice[] = [voice('zh-CN'), voice('en-GB')];
  readonly spoken: FakeUtterance[] = [];
  cancelled = 0;
  #changed: () => void = () => undefined;

  getVoices(): readonly SpeechSynthesisVoice[] {
    return this.voices;
  }

  speak(utterance: SpeechSynthesisUtterance): void {
    this.spoken.push(utterance as unknown as FakeUtterance);
  }

  cancel(): void {
    this.cancelled += 1;
  }

  addEventListener(_type: 'voiceschanged', listener: () => void): void {
    this.#changed = listener;
  }

  bring(voices: SpeechSynthesisVoice[]): void {
    this.voices = voices;
    this.#changed();
  }
}

let clock: VirtualClock;
let synthesis: FakeSynthesis;
let device: DeviceVoice;

function voiceOf(engine: FakeSynthesis): DeviceVoice {
  return createDeviceVoice(clock, engine, (text) => new FakeUtterance(text) as unknown as SpeechSynthesisUtterance);
}

beforeEach(() => {
  clock = new VirtualClock(0);
  synthesis = new FakeSynthesis();
  device = voiceOf(synthesis);
});

/** Lets promises that are already settled go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

describe('choice of the voice', () => {
  test.each([
    ['zh', ['en-US', 'zh-HK', 'zh-TW', 'zh-CN'], 'zh-CN'],
    ['zh', ['cmn', 'zh-TW'], 'cmn'],
    ['zh', ['zh_CN_#Hans'], 'zh_CN_#Hans'],
    ['zh', ['zh-HK', 'yue'], undefined],
    ['en', ['zh-CN', 'en-US', 'en-GB'], 'en-GB'],
    ['en', ['en'], 'en'],
  ] as const)('%s of %j is %s', (language, langs, wanted) => {
    expect(
      pickVoice(
        langs.map((lang) => voice(lang)),
        language,
      )?.lang,
    ).toBe(wanted);
  });

  test('a voice that sends what it says to a server is never taken', () => {
    expect(pickVoice([voice('zh-CN', false), voice('en-GB', false)], 'zh')).toBeNull();
  });
});

test('a text is said to its end', async () => {
  const said = device.say('三号窗口', 'zh');
  await settled();
  expect(synthesis.spoken[0]).toMatchObject({ text: '三号窗口', lang: 'zh-CN' });
  synthesis.spoken[0]!.happen('start');
  synthesis.spoken[0]!.happen('end');
  expect(await said).toBe(true);
  clock.advance(60_000);
  expect(synthesis.cancelled).toBe(0);
});

test('an engine that never says it has ended is cut after a generous while', async () => {
  const said = device.say('三号窗口', 'zh');
  await settled();
  synthesis.spoken[0]!.happen('start');
  clock.advance(3_000 + 4 * 450);
  expect([await said, synthesis.cancelled]).toEqual([true, 1]);
});

test('an engine that never starts is given up for good: another voice must speak', async () => {
  const said = device.say('三号窗口', 'zh');
  await settled();
  clock.advance(3_000);
  expect(await said).toBe(false);
  expect(await device.say('四号窗口', 'zh')).toBe(false);
  expect(synthesis.spoken).toHaveLength(1);
});

test('an engine that refuses leaves the text to another voice', async () => {
  const said = device.say('Counter', 'en');
  await settled();
  synthesis.spoken[0]!.happen('error');
  expect(await said).toBe(false);
});

test('voices that arrive after the page are waited for, once and not for long', async () => {
  synthesis.voices = [];
  device = voiceOf(synthesis);
  const said = device.say('Counter', 'en');
  await settled();
  synthesis.bring([voice('en-GB')]);
  await settled();
  expect(synthesis.spoken).toHaveLength(1);
  synthesis.spoken[0]!.happen('end');
  expect(await said).toBe(true);
});

test('a device without voices says so after a moment, and at once from then on', async () => {
  synthesis.voices = [];
  device = voiceOf(synthesis);
  const first = device.say('Counter', 'en');
  clock.advance(1_500);
  expect(await first).toBe(false);
  expect(await device.say('Counter', 'en')).toBe(false);
});

test('stopping ends what is being said', async () => {
  const said = device.say('Counter', 'en');
  await settled();
  device.stop();
  expect([await said, synthesis.cancelled]).toEqual([true, 1]);
});

test('a browser without speech has no voice', async () => {
  const none = createDeviceVoice(clock, null);
  none.stop();
  expect(await none.say('Counter', 'en')).toBe(false);
});
