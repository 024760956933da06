import type { DiscardReason } from '#devices/message.ts';
import { checksumBytes, checksumOf } from '#devices/framing/checksum.ts';
import { asciiNumber, readUint, resolveOffset } from '#devices/framing/fields.ts';
import type { KindSpec, LengthField } from '#devices/framing/framing-schema.ts';
import { parseHex, parsePattern, patternHolds, type BytePattern } from '#devices/framing/hex.ts';

/**
 * Recognises one kind of frame at one place of a byte stream. Made once per kind; looking at a byte allocates nothing
 * (except where a transform has to put the frame together).
 */
export interface FrameKind {
  readonly id: string;
  readonly head: BytePattern;
  /** Size in bytes of a sound frame that starts at `at`; NEED_MORE; or a negative failure (see reasonOf). */
  probe(bytes: Uint8Array, at: number, end: number): number;
  /** After a failed probe: how many bytes from `at` belong to the broken frame, as far as is known. */
  extent(): number;
  /** The frame as its fields see it: transformed where the kind says so. */
  decoded(frame: Uint8Array): Uint8Array;
  /** Fills length, its copy, and checksums into a frame template; the inverse of decoding. */
  complete(template: Uint8Array): Uint8Array;
}

/** More bytes are needed to tell. */
export const NEED_MORE = 0;

const REASONS: readonly DiscardReason[] = [
  'noise',
  'bad-length',
  'bad-checksum',
  'bad-constant',
  'bad-tail',
  'too-long',
  'truncated',
];
export const NOISE = -1;
const BAD_LENGTH = -2;
const BAD_CHECKSUM = -3;
const BAD_CONSTANT = -4;
const BAD_TAIL = -5;
const TOO_LONG = -6;
export const TRUNCATED = -7;

/** Name of a negative probe result. */
export function reasonOf(failure: number): DiscardReason {
  return REASONS[-failure - 1]!;
}

export function compileKind(spec: KindSpec): FrameKind {
  const head = parsePattern(spec.head ?? '');
  const measure = measureOf(spec, head);
  const checks = checksOf(spec);
  const decode = decodeOf(spec);
  let extent = 1;
  return {
    id: spec.id,
    head,
    probe(bytes, at, end) {
      if (!patternHolds(head, bytes, at, end)) return NOISE;
      const size = measure.size(bytes, at, end);
      if (size <= 0) {
        extent = size === TOO_LONG ? measure.tooLongBytes : Math.max(1, Math.min(measure.headerBytes, end - at));
        return size;
      }
      if (at + size > end) return NEED_MORE;
      extent = size;
      if (decode === null) return firstFailure(checks, bytes, at, size) ?? size;
      const frame = decode(bytes.subarray(at, at + size));
      return frame === null ? BAD_CONSTANT : (firstFailure(checks, frame, 0, frame.length) ?? size);
    },
    extent: () => extent,
    decoded: (frame) => (decode === null ? frame : (decode(frame) ?? frame)),
    complete: completerOf(spec),
  };
}

/** Negative failure, or null when the check holds for the frame of `size` bytes at `at`. */
type Check = (bytes: Uint8Array, at: number, size: number) => number | null;

function firstFailure(checks: readonly Check[], bytes: Uint8Array, at: number, size: number): number | null {
  for (const check of checks) {
    const failure = check(bytes, at, size);
    if (failure !== null) return failure;
  }
  return null;
}

interface Measure {
  /** Bytes that must have arrived before the size can be told. */
  readonly headerBytes: number;
  /** Bytes that are known to be no frame when the size is TOO_LONG. */
  readonly tooLongBytes: number;
  /** Size of the frame at `at`, NEED_MORE, or a failure. Does not promise that all bytes are there. */
  size(bytes: Uint8Array, at: number, end: number): number;
}

function measureOf(spec: KindSpec, head: BytePattern): Measure {
  const { size } = spec;
  if (size.by === 'fixed') return { headerBytes: head.values.length, tooLongBytes: 1, size: () => size.bytes };
  if (size.by === 'terminator') return terminatorMeasure(parseHex(size.bytes), head.values.length, spec.maxBytes);
  return lengthMeasure(spec, spec.length!, head.values.length);
}

/** Constants near the start are part of the header here: they refuse a false head before its whole length is awaited. */
function lengthMeasure(spec: KindSpec, length: LengthField, headBytes: number): Measure {
  const { at: where, bytes: width, copyAt, perUnit, plus, min } = length;
  const early = spec.constants.filter(isEarly).map(constantCheck);
  const headerBytes = Math.max(
    headBytes,
    where + width,
    (copyAt ?? 0) + width,
    ...spec.constants.filter(isEarly).map((constant) => constant.at + parsePattern(constant.bytes).values.length),
  );
  return {
    headerBytes,
    tooLongBytes: headerBytes,
    size(bytes, at, end) {
      if (end - at < headerBytes) return NEED_MORE;
      const value = readLength(bytes, at + where, length);
      if (value === undefined || value < min) return BAD_LENGTH;
      if (copyAt !== undefined && readLength(bytes, at + copyAt, length) !== value) return BAD_LENGTH;
      const size = value * perUnit + plus;
      if (size < headerBytes) return BAD_LENGTH;
      if (size > spec.maxBytes) return TOO_LONG;
      return firstFailure(early, bytes, at, size) ?? size;
    },
  };
}

function isEarly(constant: KindSpec['constants'][number]): boolean {
  return constant.at >= 0 && constant.at < 64;
}

/** Value of a length field that starts at `at`. */
function readLength(bytes: Uint8Array, at: number, { bytes: width, as, order, base }: LengthField): number | undefined {
  if (width === 1 && as === 'uint') return bytes[at];
  if (as === 'ascii') return asciiNumber(bytes, at, at + width);
  if (base === 256 && order === 'big') return readUint(bytes, at, at + width);
  let value = 0;
  for (let i = 0; i < width; i++) value = value * base + bytes[order === 'big' ? at + i : at + width - 1 - i]!;
  return value;
}

function terminatorMeasure(mark: Uint8Array, headBytes: number, maxBytes: number): Measure {
  const next = markFinder(mark);
  return {
    headerBytes: Math.max(1, headBytes),
    tooLongBytes: maxBytes,
    size(bytes, at, end) {
      const found = next(bytes, at + headBytes);
      const size = found + mark.length - at;
      if (size <= maxBytes && found + mark.length <= end) return size;
      return end - at >= maxBytes ? TOO_LONG : NEED_MORE;
    },
  };
}

/**
 * Finds the next mark at or after a place, Infinity if there is none. Remembers the last search in the same array:
 * a stretch without marks is looked through once, not once per byte.
 */
function markFinder(mark: Uint8Array): (bytes: Uint8Array, from: number) => number {
  let searched: Uint8Array | null = null;
  let searchedFrom = 0;
  let found = Number.POSITIVE_INFINITY;
  return (bytes, from) => {
    if (bytes === searched && from >= searchedFrom && from <= found) return found;
    let at = bytes.indexOf(mark[0]!, from);
    while (at >= 0 && !holdsAt(mark, bytes, at)) at = bytes.indexOf(mark[0]!, at + 1);
    searched = bytes;
    searchedFrom = from;
    found = at < 0 ? Number.POSITIVE_INFINITY : at;
    return found;
  };
}

function holdsAt(mark: Uint8Array, bytes: Uint8Array, at: number): boolean {
  return mark.every((byte, i) => bytes[at + i] === byte);
}

/** In the order of their cost: constants and tail throw out most false heads before any sum is made. */
function checksOf(spec: KindSpec): Check[] {
  const late = spec.size.by === 'length' ? spec.constants.filter((one) => !isEarly(one)) : spec.constants;
  const checks: Check[] = late.map(constantCheck);
  if (spec.tail !== undefined) checks.push(tailCheck(spec.tail));
  if (spec.size.by !== 'length' && spec.length !== undefined) checks.push(lengthCheck(spec.length));
  for (const checksum of spec.checksums) {
    if (checksum.algorithm !== 'none') checks.push(checksumCheck(checksum));
  }
  return checks;
}

function constantCheck(constant: KindSpec['constants'][number]): Check {
  const pattern = parsePattern(constant.bytes);
  return (bytes, at, size) => {
    const where = at + resolveOffset(constant.at, size);
    if (where + pattern.values.length > at + size) return BAD_CONSTANT;
    return patternHolds(pattern, bytes, where, at + size) ? null : BAD_CONSTANT;
  };
}

function tailCheck(tail: NonNullable<KindSpec['tail']>): Check {
  const tails = [{ bytes: tail.bytes, when: '' }, ...tail.alternatives].map((one) => ({
    mark: parseHex(one.bytes),
    when: parsePattern(one.when ?? ''),
  }));
  return (bytes, at, size) => {
    for (const { mark, when } of tails) {
      const end = at + size;
      if (mark.length <= size && holdsAt(mark, bytes, end - mark.length) && patternHolds(when, bytes, at, end)) {
        return null;
      }
    }
    return BAD_TAIL;
  };
}

function lengthCheck(length: LengthField): Check {
  return (bytes, at, size) => {
    if (length.at + length.bytes > size) return BAD_LENGTH;
    const value = readLength(bytes, at + length.at, length);
    return value !== undefined && value * length.perUnit + length.plus === size ? null : BAD_LENGTH;
  };
}

type ChecksumSpec = KindSpec['checksums'][number];

function checksumCheck(spec: ChecksumSpec): Check {
  const sum = checksumOf(spec.algorithm);
  const width = checksumBytes(spec.algorithm);
  const { from, to, at: where, order } = spec;
  return (bytes, at, size) => {
    const start = resolveOffset(from, size);
    const end = resolveOffset(to, size);
    const place = resolveOffset(where, size);
    if (start > end || place < 0 || place + width > size) return BAD_LENGTH;
    const expected = sum(bytes, at + start, at + end);
    const low = expected & 0xff;
    const high = expected >>> 8;
    if (width === 1) return bytes[at + place] === low ? null : BAD_CHECKSUM;
    const [first, second] = order === 'big' ? [high, low] : [low, high];
    return bytes[at + place] === first && bytes[at + place + 1] === second ? null : BAD_CHECKSUM;
  };
}

/** Puts a nibble-split frame together; null when a byte is not 30–3F. */
function decodeOf({ transform }: KindSpec): ((frame: Uint8Array) => Uint8Array | null) | null {
  if (transform === undefined) return null;
  return (frame) => {
    const from = resolveOffset(transform.from, frame.length);
    const to = resolveOffset(transform.to, frame.length);
    if (to < from || (to - from) % 2 !== 0) return null;
    const joined = new Uint8Array(frame.length - (to - from) / 2);
    joined.set(frame.subarray(0, from));
    for (let i = from; i < to; i += 2) {
      if (frame[i]! >>> 4 !== 3 || frame[i + 1]! >>> 4 !== 3) return null;
      joined[from + (i - from) / 2] = ((frame[i]! & 0x0f) << 4) | (frame[i + 1]! & 0x0f);
    }
    joined.set(frame.subarray(to), from + (to - from) / 2);
    return joined;
  };
}

function completerOf(spec: KindSpec): FrameKind['complete'] {
  return (template) => {
    const frame = template.slice();
    if (spec.length !== undefined) writeLength(frame, spec.length);
    for (const checksum of spec.checksums) writeChecksum(frame, checksum);
    return spec.transform === undefined ? frame : splitNibbles(frame, spec.transform);
  };
}

function writeLength(frame: Uint8Array, length: LengthField): void {
  let value = (frame.length - length.plus) / length.perUnit;
  const digits: number[] = [];
  const base = length.as === 'ascii' ? 10 : length.base;
  for (let i = 0; i < length.bytes; i++) {
    digits.push((value % base) + (length.as === 'ascii' ? 0x30 : 0));
    value = Math.floor(value / base);
  }
  if (length.order === 'big' || length.as === 'ascii') digits.reverse();
  frame.set(digits, length.at);
  if (length.copyAt !== undefined) frame.set(digits, length.copyAt);
}

function writeChecksum(frame: Uint8Array, spec: ChecksumSpec): void {
  const from = resolveOffset(spec.from, frame.length);
  const to = resolveOffset(spec.to, frame.length);
  const at = resolveOffset(spec.at, frame.length);
  const value = checksumOf(spec.algorithm)(frame, from, to);
  const width = checksumBytes(spec.algorithm);
  if (width === 1) frame[at] = value;
  if (width === 2) frame.set(spec.order === 'big' ? [value >>> 8, value & 0xff] : [value & 0xff, value >>> 8], at);
}

function splitNibbles(frame: Uint8Array, transform: NonNullable<KindSpec['transform']>): Uint8Array {
  const from = resolveOffset(transform.from, frame.length);
  const to = resolveOffset(transform.to, frame.length);
  const middle = Array.from(frame.subarray(from, to)).flatMap((byte) => [0x30 | (byte >>> 4), 0x30 | (byte & 0x0f)]);
  return Uint8Array.from([...frame.subarray(0, from), ...middle, ...frame.subarray(to)]);
}
