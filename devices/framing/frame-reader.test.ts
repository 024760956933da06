import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reader, ReaderOutput } from '#devices/message.ts';
import { encodeCommand } from '#devices/framing/encode.ts';
import { formatHex, parseHex } from '#devices/framing/hex.ts';
import { createReader } from '#devices/framing/reader.ts';
import { chunksOf } from '#devices/framing/vectors.ts';
import { loadProfile } from '#devices/profiles/load.ts';

const bus = loadProfile('ff68-bus');
const call = parseHex('FF 68 03 03 68 01 01 0C 0E 16');
const recall = parseHex('FF 68 03 03 68 01 01 0D 0F 16');

/** Everything a reader says, and at the end of time too. */
function finish(reader: Reader): ReaderOutput[] {
  const deadline = reader.deadline();
  return deadline === null ? [] : [...reader.tick(deadline)];
}

function labels(output: readonly ReaderOutput[]): string[] {
  return output.map((one) =>
    one.kind === 'message'
      ? `${one.message.at} ${one.message.name}`
      : `${one.at} ${one.reason} ${formatHex(one.bytes)}`,
  );
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Cuts bytes into chunks of the given sizes, over and over. */
function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

/**
 * The protocol documents read naively on a complete recording: at every byte, is there a sound frame? Written without
 * the engine, so that both would have to be wrong in the same way.
 */
function soundFrameSize(bytes: Uint8Array, at: number): number {
  const rest = bytes.subarray(at);
  return soundBusFrame(rest) || soundBareAck(rest) || soundStripText(rest) || soundStripAnswer(rest);
}

function startsWith(bytes: Uint8Array, ...head: readonly number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte);
}

function sum(bytes: Uint8Array, from: number, to: number): number {
  return bytes.subarray(from, to).reduce((total, byte) => (total + byte) & 0xff, 0);
}

/** FF 68 LEN LEN 68 ADDR CMD DATA CS 16, or 00 at the end of a display frame. */
function soundBusFrame(bytes: Uint8Array): number {
  const length = bytes[2] ?? 0;
  if (length < 2 || length > 33 || !startsWith(bytes, 0xff, 0x68, length, length, 0x68)) return 0;
  const tail = bytes[length + 6];
  const tailFits = tail === 0x16 || (tail === 0 && bytes[6] === 2);
  return tailFits && bytes[length + 5] === sum(bytes, 5, 5 + length) ? length + 7 : 0;
}

/** 68 02 02 68 ADDR 01 CS 16. */
function soundBareAck(bytes: Uint8Array): number {
  if (!startsWith(bytes, 0x68, 2, 2, 0x68) || bytes[5] !== 1) return 0;
  return bytes[6] === sum(bytes, 4, 6) && bytes[7] === 0x16 ? 8 : 0;
}

/** A0 90 ADDR A? HI LO DATA XOR. */
function soundStripText(bytes: Uint8Array): number {
  if (!startsWith(bytes, 0xa0, 0x90) || bytes[3]! >>> 4 !== 0xa || bytes[4]! > 15) return 0;
  const size = bytes[4]! * 255 + bytes[5]! + 7;
  if (!(size <= 512 && size <= bytes.length)) return 0;
  const xor = bytes.subarray(2, size - 1).reduce((total, byte) => total ^ byte, 0);
  return xor === bytes[size - 1] ? size : 0;
}

/** A0 90 ADDR … A5 AA, at most 8 bytes. */
function soundStripAnswer(bytes: Uint8Array): number {
  if (!startsWith(bytes, 0xa0, 0x90)) return 0;
  const mark = [3, 4, 5, 6].find((i) => bytes[i] === 0xa5 && bytes[i + 1] === 0xaa);
  return mark === undefined ? 0 : mark + 2;
}

function soundFrames(bytes: Uint8Array): string[] {
  const found: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = soundFrameSize(bytes, at);
    if (size > 0) found.push(formatHex(bytes.subarray(at, at + size)));
    at += Math.max(1, size);
  }
  return found;
}

const frames = bus.vectors.decode.flatMap((vector) =>
  vector.discarded.length === 0 ? [concat(chunksOf(vector))] : [],
);
const soundFrame = fc.constantFrom(...frames);
const noise = fc.uint8Array({ maxLength: 40 });
/** Bytes that the protocols use themselves: most false heads per byte. */
const likeness = fc
  .array(fc.constantFrom(0xff, 0x68, 0x16, 0x00, 0x01, 0x02, 0x03, 0x0c, 0x81, 0xa0, 0x90, 0xa5, 0xaa), {
    maxLength: 40,
  })
  .map((bytes) => Uint8Array.from(bytes));
const broken = fc
  .tuple(soundFrame, fc.nat(), fc.integer({ min: 1, max: 255 }))
  .map(([frame, at, flip]) => frame.with(at % frame.length, frame[at % frame.length]! ^ flip));
const half = fc.tuple(soundFrame, fc.nat()).map(([frame, keep]) => frame.subarray(0, keep % frame.length));
const stream = fc.array(fc.oneof(soundFrame, noise, likeness, broken, half), { maxLength: 12 }).map(concat);
const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });

describe('whatever the bytes and however they arrive', () => {
  test('exactly the frames of the naive reading come out', () => {
    fc.assert(
      fc.property(stream, sizes, (bytes, cuts) => {
        const reader = createReader(bus, 'p');
        const output = cut(bytes, cuts).flatMap((chunk) => reader.push(chunk, 5));
        output.push(...finish(reader));
        const read = output.flatMap((one) => (one.kind === 'message' ? [formatHex(one.bytes)] : []));
        expect(read).toEqual(soundFrames(bytes));
      }),
      { numRuns: 1_500 },
    );
  });

  test('messages and discards cover the input, in order, without gap or overlap', () => {
    fc.assert(
      fc.property(stream, sizes, (bytes, cuts) => {
        const reader = createReader(bus, 'p');
        const output = cut(bytes, cuts).flatMap((chunk) => reader.push(chunk, 5));
        output.push(...finish(reader));
        expect(formatHex(concat(output.map((one) => one.bytes)))).toBe(formatHex(bytes));
        expect(reader.deadline()).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('every output carries the arrival time of its first byte', () => {
    fc.assert(
      fc.property(stream, sizes, (bytes, cuts) => {
        const reader = createReader(bus, 'p');
        const arrivals: number[] = [];
        const output: ReaderOutput[] = [];
        cut(bytes, cuts).forEach((chunk, index) => {
          for (const _ of chunk) arrivals.push(index);
          output.push(...reader.push(chunk, index));
        });
        output.push(...finish(reader));
        let offset = 0;
        for (const one of output) {
          expect(one.kind === 'message' ? one.message.at : one.at).toBe(arrivals[offset]);
          offset += one.bytes.length;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('frames between random garbage are all found', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, soundFrame), { minLength: 1, maxLength: 8 }), sizes, (parts, cuts) => {
        const reader = createReader(bus, 'p');
        const output: ReaderOutput[] = [];
        // Each piece after a pause: garbage that looks like the start of a frame cannot claim the frame after it.
        parts.flat().forEach((piece, index) => {
          for (const chunk of cut(piece, cuts)) output.push(...reader.push(chunk, index * 10_000));
        });
        output.push(...finish(reader));
        const read = output.flatMap((one) => (one.kind === 'message' ? [formatHex(one.bytes)] : []));
        expect(read).toEqual(parts.flatMap(([, frame]) => soundFrames(frame)));
      }),
    );
  });
});

describe('a frame that does not come to its end', () => {
  test('is given up after the idle time and released as truncated', () => {
    const reader = createReader(bus, 'p');
    expect(reader.push(call.subarray(0, 6), 1_000)).toEqual([]);
    expect(reader.deadline()).toBe(1_250);
    expect(reader.tick(1_249)).toEqual([]);
    expect(labels(reader.tick(1_250))).toEqual(['1000 truncated FF 68 03 03 68 01']);
    expect(reader.deadline()).toBeNull();
  });

  test('does not cost the next one, even when nobody called tick', () => {
    const reader = createReader(bus, 'p');
    reader.push(call.subarray(0, 6), 1_000);
    expect(labels(reader.push(recall, 5_000))).toEqual(['1000 truncated FF 68 03 03 68 01', '5000 key']);
  });

  test('does not cost the one that follows at once', () => {
    const reader = createReader(bus, 'p');
    reader.push(call.subarray(0, 8), 1_000);
    const output = reader.push(concat([recall, recall]), 1_010);
    expect(labels(output)).toEqual(['1000 bad-tail FF 68 03 03 68 01 01 0C', '1010 key', '1010 key']);
  });

  test('holding a sound frame inside a long false head only delays it, with its own time', () => {
    const reader = createReader(bus, 'p');
    expect(reader.push(parseHex('FF 68 20 20 68'), 1_000)).toEqual([]);
    expect(reader.push(call, 1_100)).toEqual([]);
    expect(labels(reader.tick(1_350))).toEqual(['1000 truncated FF 68 20 20 68', '1100 key']);
  });
});

describe('what was wrong is named', () => {
  test.each([
    ['FF 68 03 03 67 01 01 0C 0E 16', ['bad-constant FF 68 03 03 67', 'noise 01 01 0C 0E 16']],
    ['FF 68 01 01 68 01 01 16', ['bad-length FF 68 01 01 68', 'noise 01 01 16']],
    ['FF 68 30 30 68 01 01 16', ['too-long FF 68 30 30 68', 'noise 01 01 16']],
    ['FF 68 03 03 68 01 01 0C 0E 17', ['bad-tail FF 68 03 03 68 01 01 0C 0E 17']],
    ['FF 68 03 03 68 01 01 0C 0F 16', ['bad-checksum FF 68 03 03 68 01 01 0C 0F 16']],
    ['00 FF FF', ['noise 00 FF', 'truncated FF']],
  ])('%s', (hex, expected) => {
    const reader = createReader(bus, 'p');
    const output = [...reader.push(parseHex(hex), 0)];
    output.push(...finish(reader));
    expect(labels(output).map((label) => label.replace(/^0 /, ''))).toEqual(expected);
  });

  test('two broken frames in a row are two discards', () => {
    const bad = parseHex('FF 68 03 03 68 01 01 0C 0F 16');
    expect(createReader(bus, 'p').push(concat([bad, bad]), 0)).toHaveLength(2);
  });
});

describe('bytes of the framing inside data', () => {
  test.each([
    'FF 68 03 03 68 01 01 0C 0E 16',
    '16 16 16',
    'FF 68 05 05 68',
    '68 02 02 68 81 01 82 16',
    'A0 90 01 A5 AA',
  ])('%s is data when a frame carries it', (data) => {
    const body = concat([parseHex('81 77'), parseHex(data)]);
    const check = body.reduce((total, byte) => (total + byte) & 0xff, 0);
    const head = Uint8Array.of(0xff, 0x68, body.length, body.length, 0x68);
    const frame = concat([head, body, Uint8Array.of(check, 0x16)]);
    const output = createReader(bus, 'p').push(frame, 0);
    expect(labels(output)).toEqual(['0 other']);
    expect(output[0]!.bytes).toEqual(frame);
  });
});

describe('echoes', () => {
  const echoes = (output: readonly ReaderOutput[]): boolean[] =>
    output.flatMap((one) => (one.kind === 'message' ? [one.message.echo] : []));

  test('the same key frame within the window is an echo, after it a new press', () => {
    const reader = createReader(bus, 'p');
    const times = [0, 80, 300, 600, 900, 999, 1_000, 1_080, 2_000];
    expect(times.flatMap((at) => echoes(reader.push(call, at)))).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  test('another key, another address and a display repeated are none', () => {
    const reader = createReader(bus, 'p');
    const other = encodeCommand(bus, 'key', { address: 2, key: 'call', digits: '' });
    const show = encodeCommand(bus, 'show-ticket', { address: 1, digits: '001' });
    expect([call, recall, other, show, show].flatMap((frame) => echoes(reader.push(frame, 0)))).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });

  test('on two separate lines keys come from the terminal and acknowledgements from the host', () => {
    expect(echoes(createReader(bus, 'rx', 'from-device').push(call, 0))).toEqual([false]);
    expect(echoes(createReader(bus, 'tx', 'to-device').push(call, 0))).toEqual([true]);
  });

  test('a clock that goes back makes a new press, not an echo for ever', () => {
    const reader = createReader(bus, 'p');
    reader.push(call, 1_000_000);
    expect(echoes(reader.push(call, 0))).toEqual([false]);
  });

  test('remembering many frames forgets the old ones', () => {
    const reader = createReader(bus, 'p');
    const keyFrame = (n: number): Uint8Array =>
      encodeCommand(bus, 'key', { address: 1, key: 'call', digits: String(n) });
    for (let n = 0; n < 500; n++) expect(echoes(reader.push(keyFrame(n), n))).toEqual([false]);
    expect(echoes(reader.push(keyFrame(499), 600))).toEqual([true]);
  });
});

test('output stays as it was when the caller uses the same buffer again', () => {
  const reader = createReader(bus, 'p');
  const buffer = call.slice();
  const output = reader.push(buffer, 0);
  buffer.fill(0);
  reader.push(buffer, 1);
  expect(output[0]!.bytes).toEqual(call);
});

test.each([
  ['FF 68 21 21 68', 'heads that claim the longest frame'],
  ['A0 90 01 A5 01 F0', 'strip heads that claim five hundred bytes'],
  ['A0 90 00', 'strip heads whose terminator never comes'],
])('a stream of %s (%s) is read in linear time', (hex) => {
  // Quadratic reading of this much would run into the test's time limit.
  const pattern = parseHex(hex);
  const bytes = Uint8Array.from({ length: 4_000_000 }, (_, i) => pattern[i % pattern.length]!);
  const output = createReader(bus, 'p').push(bytes, 0);
  expect(output.every((one) => one.kind === 'discarded')).toBe(true);
});
