/** Bytes as people write them in protocol documents: upper-case hex pairs separated by blanks. */

export const HEX_TEXT = /^[0-9A-F]{2}( [0-9A-F]{2})*$/;
/** As HEX_TEXT, with "?" for any nibble: "A0 90 ?? A? 0?". */
export const HEX_PATTERN = /^[0-9A-F?]{2}( [0-9A-F?]{2})*$/;

/** "FF 68 03" → bytes; "" → no bytes. Throws on anything else: profile texts are checked before they come here. */
export function parseHex(text: string): Uint8Array {
  if (text === '') return new Uint8Array(0);
  if (!HEX_TEXT.test(text)) throw new Error(`"${text}" is not hex bytes like "FF 68 03"`);
  return Uint8Array.from(text.split(' '), (pair) => Number.parseInt(pair, 16));
}

/** bytes → "FF 68 03". */
export function formatHex(bytes: Uint8Array): string {
  return Array.from(bytes, hexByte).join(' ');
}

/** 12 → "0C". */
export function hexByte(value: number): string {
  return HEX_BYTES[value]!;
}

const HEX_BYTES = Array.from({ length: 256 }, (_, value) => value.toString(16).toUpperCase().padStart(2, '0'));

/** A byte matches at i when (byte & masks[i]) === values[i]. */
export interface BytePattern {
  readonly values: Uint8Array;
  readonly masks: Uint8Array;
}

/** "A0 ?? 0?" → values A0 00 00, masks FF 00 F0. */
export function parsePattern(text: string): BytePattern {
  if (text === '') return { values: new Uint8Array(0), masks: new Uint8Array(0) };
  if (!HEX_PATTERN.test(text)) throw new Error(`"${text}" is not a byte pattern like "FF ?? 6?"`);
  const pairs = text.split(' ');
  return {
    values: Uint8Array.from(pairs, (pair) => Number.parseInt(pair.replaceAll('?', '0'), 16)),
    masks: Uint8Array.from(pairs, (pair) => (pair[0] === '?' ? 0 : 0xf0) | (pair[1] === '?' ? 0 : 0x0f)),
  };
}

/** Does the pattern hold at `at`? Bytes at or beyond `end` have not arrived: `true` as far as can be seen. */
export function patternHolds(pattern: BytePattern, bytes: Uint8Array, at: number, end: number): boolean {
  const { values, masks } = pattern;
  const seen = Math.min(values.length, end - at);
  for (let i = 0; i < seen; i++) {
    if ((bytes[at + i]! & masks[i]!) !== values[i]!) return false;
  }
  return true;
}
