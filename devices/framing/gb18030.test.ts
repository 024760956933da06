import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeGb18030, encodeGb18030 } from '#devices/framing/gb18030.ts';
import { formatHex } from '#devices/framing/hex.ts';

test.each([
  ['请A001', 'C7 EB 41 30 30 31'],
  ['窗口', 'B4 B0 BF DA'],
  ['€', 'A2 E3'],
  ['é', 'A8 A6'],
  ['à', 'A8 A4'],
  ['ß', '81 30 89 38'],
  ['𠀀', '95 32 82 36'],
])('%s is %s', (text, hex) => {
  expect(formatHex(encodeGb18030(text))).toBe(hex);
});

test('any text without private-use characters comes back', () => {
  const character = fc.string({ unit: 'binary' }).filter((text) => !/[\p{Co}\p{Cs}\p{Cn}]/u.test(text));
  fc.assert(
    fc.property(character, (text) => {
      expect(decodeGb18030(encodeGb18030(text))).toBe(text);
    }),
  );
});

test('bytes that are no characters are refused', () => {
  expect(decodeGb18030(Uint8Array.of(0xc7))).toBeNull();
});
