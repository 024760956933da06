import { expect, test } from 'vitest';
import type { HallConfig } from '#contract/local-api.ts';
import { SAMPLE_HALL } from '../shared/sample-hall.ts';
import { NO_SETTINGS } from './device-settings.ts';
import { kioskSetup } from './setup.ts';

const SURVEY = { id: 'intercept', version: 1, title: { zh: '问', en: 'q' }, questions: [] };
const HALL: HallConfig = { ...SAMPLE_HALL, kiosk: { ...SAMPLE_HALL.kiosk, surveys: [SURVEY] } };

function setup(search: string, settings = {}, hall = HALL) {
  return kioskSetup(search, { ...NO_SETTINGS, ...settings }, hall);
}

test('a screen at a counter says so in its address and asks nobody', () => {
  const { fixedCounter, counters } = setup('?counter=2');
  expect([fixedCounter?.id, counters.length]).toEqual(['2', 0]);
});

test('a screen in the hall lets the person say which counter', () => {
  expect(setup('?lang=en')).toEqual({
    kiosk: null,
    screen: 'kiosk',
    fixedCounter: null,
    counters: HALL.counters,
    survey: null,
  });
});

test('a counter, survey or kiosk name that does not fit is as good as none', () => {
  expect(setup('?counter=99&survey=prize&kiosk=../x')).toEqual(setup(''));
});

test('nobody is asked where address, hall or settings say so, or where there is one counter', () => {
  const silent: HallConfig = { ...HALL, kiosk: { ...HALL.kiosk, counters: false } };
  const single: HallConfig = { ...HALL, counters: HALL.counters.slice(0, 1) };
  expect(setup('?counter=none').counters).toEqual([]);
  expect(setup('', { counter: 'none' }).counters).toEqual([]);
  expect(setup('', {}, silent).counters).toEqual([]);
  expect(setup('', {}, single).counters).toEqual([]);
});

test('the device knows better than the address', () => {
  const { kiosk, screen, fixedCounter, survey } = setup('?kiosk=east&counter=2&survey=intercept', {
    kiosk: 'west',
    counter: '3',
    survey: 'none',
  });
  expect([kiosk, screen, fixedCounter?.id, survey]).toEqual(['west', 'west', '3', null]);
});

test('a survey may be asked for in the address', () => {
  expect(setup('?survey=intercept').survey?.id).toBe('intercept');
});
