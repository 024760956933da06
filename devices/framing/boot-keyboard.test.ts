import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeCommand } from '#devices/framing/encode.ts';
import { parseHex } from '#devices/framing/hex.ts';
import { createReader } from '#devices/framing/reader.ts';
import { loadProfile } from '#devices/profiles/load.ts';

const keypad = loadProfile('hid-keypad');
const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'enter'] as const;

test.each(KEYS)('key %s goes out and comes back', (key) => {
  const report = encodeCommand(keypad, 'press', { key });
  expect(createReader(keypad, 'k').push(report, 42)).toEqual([
    { kind: 'message', message: { name: 'keypad', key, at: 42, port: 'k', echo: false }, bytes: report },
  ]);
});

test('each key-down counts once, however long keys are held and however they overlap', () => {
  const usages = fc.uniqueArray(fc.integer({ min: 0x59, max: 0x62 }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(usages, { maxLength: 30 }), (states) => {
      const reader = createReader(keypad, 'k');
      let held: readonly number[] = [];
      for (const state of states) {
        const report = Uint8Array.from([0, 0, ...state, ...Array.from({ length: 6 - state.length }, () => 0)]);
        const fresh = state.filter((usage) => !held.includes(usage));
        expect(reader.push(report, 0)).toHaveLength(fresh.length);
        held = state;
      }
    }),
  );
});

test('a release says nothing and nothing ever waits', () => {
  const reader = createReader(keypad, 'k');
  reader.push(encodeCommand(keypad, 'press', { key: '3' }), 0);
  expect(reader.push(encodeCommand(keypad, 'release', {}), 1)).toEqual([]);
  expect(reader.deadline()).toBeNull();
  expect(reader.tick(1_000_000)).toEqual([]);
});

test('modifiers change no key', () => {
  const output = createReader(keypad, 'k').push(parseHex('02 00 5B 00 00 00 00 00'), 0);
  expect(output).toMatchObject([{ message: { key: '3' } }]);
});
