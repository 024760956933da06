import { expect, test } from 'vitest';
import { CHECKSUMS, checksumBytes, checksumOf } from '#devices/framing/checksum.ts';

const digits = new TextEncoder().encode('123456789');

/** CRC values are the catalogue's check values; sums and xors of 31…39 worked out by hand. */
const CHECK_VALUES = {
  none: 0,
  sum8: 0xdd,
  'sum8-twos-complement': 0x23,
  xor8: 0x31,
  'xor-even': 0x39,
  'xor-odd': 0x08,
  'crc16-modbus': 0x4b37,
  'crc16-xmodem': 0x31c3,
  'crc16-ccitt-false': 0x29b1,
} as const;

test.each(CHECKSUMS)('%s of "123456789" is its check value', (name) => {
  expect(checksumOf(name)(digits, 0, digits.length)).toBe(CHECK_VALUES[name]);
});

test.each(CHECKSUMS)('%s reads its range only and fits its width', (name) => {
  const framed = Uint8Array.from([0xff, ...digits, 0xff]);
  expect(checksumOf(name)(framed, 1, 10)).toBe(CHECK_VALUES[name]);
  expect(CHECK_VALUES[name]).toBeLessThan(256 ** checksumBytes(name));
});

test('sum and its two’s complement add up to nothing', () => {
  const sum = checksumOf('sum8')(digits, 0, 9);
  expect((sum + checksumOf('sum8-twos-complement')(digits, 0, 9)) & 0xff).toBe(0);
});
