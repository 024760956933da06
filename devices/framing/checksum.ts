/**
 * Checksums of public device protocols. Catalogue values of "123456789" are asserted in the tests
 * (CRC RevEng names: CRC-16/MODBUS, CRC-16/XMODEM, CRC-16/IBM-3740 alias CCITT-FALSE).
 */

export const CHECKSUMS = [
  'none',
  'sum8',
  'sum8-twos-complement',
  'xor8',
  'xor-even',
  'xor-odd',
  'crc16-modbus',
  'crc16-xmodem',
  'crc16-ccitt-false',
] as const;
type ChecksumName = (typeof CHECKSUMS)[number];

/** Checksum of bytes [from, to). xor-even and xor-odd count positions from the start of that range. */
type Checksum = (bytes: Uint8Array, from: number, to: number) => number;

/** How many bytes a checksum takes in the frame. */
export function checksumBytes(name: ChecksumName): 0 | 1 | 2 {
  if (name === 'none') return 0;
  return name.startsWith('crc16') ? 2 : 1;
}

export function checksumOf(name: ChecksumName): Checksum {
  return ALGORITHMS[name];
}

function sum8(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += bytes[i]!;
  return sum & 0xff;
}

function xorEvery(step: number, first: number): Checksum {
  return (bytes, from, to) => {
    let value = 0;
    for (let i = from + first; i < to; i += step) value ^= bytes[i]!;
    return value;
  };
}

/** Reflected CRC: low bit first (Modbus). */
function crc16Reflected(polynomial: number, initial: number): Checksum {
  const table = Uint16Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value;
  });
  return (bytes, from, to) => {
    let crc = initial;
    for (let i = from; i < to; i++) crc = (crc >>> 8) ^ table[(crc ^ bytes[i]!) & 0xff]!;
    return crc;
  };
}

/** CRC with the high bit first (XMODEM, CCITT-FALSE). */
function crc16(polynomial: number, initial: number): Checksum {
  const table = Uint16Array.from({ length: 256 }, (_, byte) => {
    let value = byte << 8;
    for (let bit = 0; bit < 8; bit++) value = value & 0x8000 ? (value << 1) ^ polynomial : value << 1;
    return value & 0xffff;
  });
  return (bytes, from, to) => {
    let crc = initial;
    for (let i = from; i < to; i++) crc = ((crc << 8) & 0xffff) ^ table[(crc >>> 8) ^ bytes[i]!]!;
    return crc;
  };
}

const ALGORITHMS: Readonly<Record<ChecksumName, Checksum>> = {
  none: () => 0,
  sum8,
  'sum8-twos-complement': (bytes, from, to) => -sum8(bytes, from, to) & 0xff,
  xor8: xorEvery(1, 0),
  'xor-even': xorEvery(2, 0),
  'xor-odd': xorEvery(2, 1),
  'crc16-modbus': crc16Reflected(0xa001, 0xffff),
  'crc16-xmodem': crc16(0x1021, 0),
  'crc16-ccitt-false': crc16(0x1021, 0xffff),
};
