import type { FieldSpec } from '#devices/framing/framing-schema.ts';
import { characterBytes, decodeGb18030 } from '#devices/framing/gb18030.ts';
import { hexByte, parseHex } from '#devices/framing/hex.ts';

/** Undefined: the frame has no such value (too short, or bytes that the decoding does not know). */
export type FieldValue = number | string | undefined;
export type ReadField = (frame: Uint8Array) => FieldValue;

/** Offset in a frame of `size` bytes; negative offsets count back from the end. */
export function resolveOffset(offset: number, size: number): number {
  return offset < 0 ? size + offset : offset;
}

/** Makes the reader of one field. */
export function compileField(spec: FieldSpec): ReadField {
  const decode = decoderOf(spec);
  const { from, to, bytes } = spec;
  return (frame) => {
    const size = frame.length;
    const start = from < 0 ? size + from : from;
    const end = to === undefined ? start + bytes : to < 0 ? size + to : to;
    if (start < 0 || end < start || end > size) return undefined;
    return decode(frame, start, end);
  };
}

type Decode = (frame: Uint8Array, start: number, end: number) => FieldValue;

function decoderOf(spec: FieldSpec): Decode {
  return spec.decode === 'uint' ? uintDecoder(spec) : DECODERS[spec.decode];
}

const DECODERS: Readonly<Record<Exclude<FieldSpec['decode'], 'uint'>, Decode>> = {
  hex: (frame, start, end) => joinBytes(frame, start, end, hexByte),
  digits: (frame, start, end) => joinBytes(frame, start, end, digit),
  bcd: (frame, start, end) => joinBytes(frame, start, end, bcdPair),
  ascii: (frame, start, end) => joinBytes(frame, start, end, asciiCharacter),
  'ascii-dec': asciiNumber,
  gb18030: (frame, start, end) => decodeGb18030(frame.subarray(start, end)) ?? undefined,
  'gb18030-coloured': decodeColoured,
};

function uintDecoder({ order, mask }: FieldSpec): Decode {
  const bits = mask === undefined ? 0xffff_ffff : readUint(parseHex(mask), 0, parseHex(mask).length);
  let shift = 0;
  while (shift < 31 && ((bits >>> shift) & 1) === 0) shift++;
  const plain = mask === undefined;
  return (frame, start, end) => {
    if (plain && end - start === 1) return frame[start];
    const value = order === 'big' ? readUint(frame, start, end) : readUintLittle(frame, start, end);
    return plain ? value : (value & bits) >>> shift;
  };
}

/** Big-endian unsigned number of up to 4 bytes. */
export function readUint(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 256 + bytes[i]!;
  return value;
}

function readUintLittle(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = end - 1; i >= start; i--) value = value * 256 + bytes[i]!;
  return value;
}

/** Decimal digits as ASCII; undefined when there is anything else. */
export function asciiNumber(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (end === start) return undefined;
  let value = 0;
  for (let i = start; i < end; i++) {
    const step = bytes[i]! - 0x30;
    if (step < 0 || step > 9) return undefined;
    value = value * 10 + step;
  }
  return value;
}

type ByteText = (byte: number) => string | undefined;

function joinBytes(bytes: Uint8Array, start: number, end: number, textOf: ByteText): string | undefined {
  let text = '';
  for (let i = start; i < end; i++) {
    const part = textOf(bytes[i]!);
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}

/** Displays and terminals send digits as 00–09 and a blank place as 0A. */
const DIGITS = '0123456789_';

function digit(byte: number): string | undefined {
  return DIGITS[byte];
}

function bcdPair(byte: number): string | undefined {
  return (byte & 0x0f) <= 9 && byte >>> 4 <= 9 ? hexByte(byte) : undefined;
}

function asciiCharacter(byte: number): string | undefined {
  return byte < 0x80 ? String.fromCharCode(byte) : undefined;
}

/** Two-colour strips: every character is followed by one colour byte (00 red, 01 green, 02 yellow). */
function decodeColoured(frame: Uint8Array, start: number, end: number): string | undefined {
  const text = new Uint8Array(end - start);
  let used = 0;
  for (let i = start; i < end;) {
    const size = characterBytes(frame, i);
    if (i + size >= end) return undefined;
    for (let k = 0; k < size; k++) text[used++] = frame[i + k]!;
    i += size + 1;
  }
  return decodeGb18030(text.subarray(0, used)) ?? undefined;
}
