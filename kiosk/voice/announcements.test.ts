import { beforeEach, expect, test } from 'vitest';
import type { DisplayCall } from '#contract/display-view.ts';
import type { Language } from '../shared/language.ts';
import { createAnnouncements } from './announcements.ts';

const NOW = 1_000_000;

let heard: string[];
let finish: () => void;
let isOpen: boolean;

beforeEach(() => {
  heard = [];
  isOpen = true;
});

function announcements(languages: readonly Language[] = ['zh', 'en']) {
  return createAnnouncements({
    voice: {
      say(text) {
        heard.push(text);
        return new Promise((resolve) => (finish = resolve));
      },
      stop: () => undefined,
    },
    sound: {
      open: async () => isOpen,
      chime: async () => void heard.push('chime'),
    },
    languages,
    now: () => NOW,
    counterName: (id) => ({ zh: `${id}号窗口`, en: `counter ${id}` }),
  });
}

function call(ticket: string, counter = '3'): DisplayCall {
  return { ticket, counter, at: NOW, times: 1 } as DisplayCall;
}

async function heardSoFar(count: number): Promise<readonly string[]> {
  await expect.poll(() => heard.length).toBe(count);
  return heard;
}

test('two calls at once are both said whole, each after its chime, in both languages', async () => {
  const speaking = announcements();
  speaking.show([call('A012')]);
  speaking.show([call('A013', '4'), call('A012')]);
  const expected = [
    'chime',
    'A 零一二号，请到三号窗口',
    'Ticket A zero one two, please go to counter three',
    'chime',
    'A 零一三号，请到四号窗口',
    'Ticket A zero one three, please go to counter four',
  ];
  for (const count of [2, 3, 5, 6]) {
    expect(await heardSoFar(count)).toEqual(expected.slice(0, count));
    finish();
  }
});

test('one language is enough where the branch wants it so, and none is silence', async () => {
  announcements(['zh']).show([call('A012')]);
  expect(await heardSoFar(2)).toEqual(['chime', 'A 零一二号，请到三号窗口']);
  heard = [];
  announcements([]).show([call('A012')]);
  await Promise.resolve();
  expect(heard).toEqual([]);
});

test('what was called while the sound was blocked is not spoken later', async () => {
  const speaking = announcements(['zh']);
  isOpen = false;
  speaking.show([call('A001')]);
  await new Promise((resolve) => setImmediate(resolve));
  isOpen = true;
  speaking.show([call('A002'), call('A001')]);
  expect(await heardSoFar(2)).toEqual(['chime', 'A 零零二号，请到三号窗口']);
});
