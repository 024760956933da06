import { expect, test } from 'vitest';
import { kioskName, NO_SETTINGS, readSettings, writeSettings } from './device-settings.ts';
import { MemoryStorage } from './memory-storage.ts';

test('what was set is found again', () => {
  const storage = new MemoryStorage();
  const settings = { ...NO_SETTINGS, kiosk: 'east', counter: 'none', volume: 0, voice: false, elder: true };
  writeSettings(storage, settings);
  expect(readSettings(storage)).toEqual(settings);
});

test.each(['null', '{', '7', '"x"', '{"kiosk":"Ost Halle!","volume":900,"voice":1,"elder":"yes","counter":3}'])(
  'settings that cannot be understood (%s) are as if they had not been set',
  (entry) => {
    const storage = new MemoryStorage();
    storage.setItem('hallmeter.kiosk-settings', entry);
    expect(readSettings(storage)).toEqual(NO_SETTINGS);
  },
);

test('a device that cannot keep anything does not break the panel', () => {
  const storage = new MemoryStorage();
  storage.full = true;
  writeSettings(storage, NO_SETTINGS);
  expect(readSettings(storage)).toEqual(NO_SETTINGS);
});

test.each([
  [' East-1 ', 'east-1'],
  ['', null],
  ['东厅', null],
  ['a'.repeat(25), null],
  [null, null],
])('the kiosk name %j becomes %j', (text, name) => {
  expect(kioskName(text)).toBe(name);
});
