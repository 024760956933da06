import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reader, ReaderOutput } from '#devices/message.ts';
import { encodeCommand } from '#devices/framing/encode.ts';
import { encodeGb18030 } from '#devices/framing/gb18030.ts';
import { formatHex, parseHex } from '#devices/framing/hex.ts';
import { parseProfile, type Profile } from '#devices/framing/profile.ts';
import { createReader } from '#devices/framing/reader.ts';
import { loadProfile } from '#devices/profiles/load.ts';

const printer = loadProfile('escpos-printer-tap');
const IDLE_MS = 800;

function finish(reader: Reader): ReaderOutput[] {
  const deadline = reader.deadline();
  return deadline === null ? [] : [...reader.tick(deadline)];
}

function readAll(bytes: Uint8Array): ReaderOutput[] {
  const reader = createReader(printer, 'p');
  return [...reader.push(bytes, 0), ...finish(reader)];
}

function linesOf(output: readonly ReaderOutput[]): (readonly string[])[] {
  return output.flatMap((one) =>
    one.kind === 'message' && one.message.name === 'print-job' ? [one.message.lines] : [],
  );
}

function concat(...parts: (Uint8Array | string)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? parseHex(part) : part)]));
}

const text = (value: string): Uint8Array => encodeGb18030(value);

describe('commands leave no trace in the text', () => {
  test.each([
    ['initialise', '1B 40'],
    ['align', '1B 61 41'],
    ['print mode', '1B 21 41'],
    ['character size', '1D 21 41'],
    ['emphasised', '1B 45 41'],
    ['underline', '1B 2D 41'],
    ['line spacing', '1B 33 41'],
    ['default spacing', '1B 32'],
    ['left margin', '1D 4C 41 41'],
    ['position', '1B 24 41 41'],
    ['code page', '1B 74 41'],
    ['country', '1B 52 41'],
    ['Chinese on', '1C 26'],
    ['Chinese off', '1C 2E'],
    ['Chinese mode', '1C 21 41'],
    ['Chinese spacing', '1C 53 41 41'],
    ['tab stops', '1B 44 41 42 00'],
    ['motion units', '1D 50 41 41'],
    ['drawer', '1B 70 41 41 41'],
    ['bit image, 8 dots', '1B 2A 00 03 00 41 41 41'],
    ['bit image, 24 dots', '1B 2A 21 01 00 41 41 41'],
    ['user character', '1B 26 03 41 42 01 41 41 41 01 41 41 41'],
    ['raster image', '1D 76 30 00 02 00 02 00 1B 40 0A 41'],
    ['stored image', '1C 70 41 41'],
    ['download image', '1C 71 01 01 00 01 00 41 41 41 41 41 41 41 41'],
    ['graphics', '1D 28 4C 03 00 41 41 41'],
    ['large graphics', '1D 38 4C 03 00 00 00 41 41 41'],
    ['QR code', '1D 28 6B 04 00 31 50 30 41'],
    ['barcode, old form', '1D 6B 04 41 41 00'],
    ['barcode, new form', '1D 6B 49 03 41 41 41'],
    ['barcode height', '1D 68 41'],
    ['macro', '1D 5E 41 41 41'],
    ['counter mode', '1D 43 30 41 41'],
    ['memory', '1C 67 31 41 41 41 41 41 02 00 41 41'],
    ['beeper', '1B 42 41 41'],
    ['status request', '10 04 04'],
    ['status request 8', '10 04 08 41'],
    ['pulse', '10 14 01 41 41'],
    ['recover', '10 05 41'],
    ['automatic status', '1D 61 41'],
  ])('%s', (_, command) => {
    const output = readAll(concat(text('前'), command, text('后\n'), '1D 56 00'));
    expect(linesOf(output)).toEqual([['前后']]);
    expect(output).toHaveLength(1);
  });

  test.each(['1D 56 00', '1D 56 31', '1D 56 42 10', '1D 56 61 10', '1B 69', '1B 6D'])('%s cuts', (cut) => {
    expect(linesOf(readAll(concat(text('一\n'), cut, text('二\n'), cut)))).toEqual([['一'], ['二']]);
  });

  test.each(['1B 64 02', '1B 4A 20', '0A', '0D 0A', '0D'])('%s ends a line', (feed) => {
    expect(linesOf(readAll(concat(text('一'), feed, text('二'))))).toEqual([['一', '二']]);
  });
});

describe('a job', () => {
  const ticket = encodeCommand(printer, 'ticket', { text: '您的号码\nA001\n\n09:05' });

  test('has the time of its first byte and ends at the cut', () => {
    const reader = createReader(printer, 'p');
    expect(reader.push(ticket.subarray(0, 9), 1_000)).toEqual([]);
    expect(reader.push(ticket.subarray(9, -1), 1_200)).toEqual([]);
    const output = reader.push(ticket.subarray(-1), 1_300);
    expect(output).toEqual([
      {
        kind: 'message',
        message: {
          name: 'print-job',
          lines: ['您的号码', 'A001', '', '09:05'],
          at: 1_000,
          port: 'p',
          echo: false,
        },
        bytes: ticket,
      },
    ]);
    expect(reader.deadline()).toBeNull();
  });

  test('without a cut ends when the line falls silent', () => {
    const reader = createReader(printer, 'p');
    reader.push(text('A001\n'), 1_000);
    expect(reader.deadline()).toBe(1_000 + IDLE_MS);
    expect(reader.tick(1_000 + IDLE_MS - 1)).toEqual([]);
    expect(linesOf(reader.tick(1_000 + IDLE_MS))).toEqual([['A001']]);
  });

  test('that fell silent is not glued to the next, even when nobody called tick', () => {
    const reader = createReader(printer, 'p');
    reader.push(text('A001\n'), 1_000);
    expect(linesOf(reader.push(text('A002\n'), 9_000))).toEqual([['A001']]);
    expect(linesOf(finish(reader))).toEqual([['A002']]);
  });

  test('does not begin with the host’s status polls', () => {
    const reader = createReader(printer, 'p');
    const poll = reader.push(parseHex('10 04 04'), 1_000);
    expect(poll).toMatchObject([{ message: { name: 'other', label: 'printer-poll', at: 1_000 } }]);
    expect(reader.push(ticket, 1_500)).toMatchObject([{ message: { name: 'print-job', at: 1_500 } }]);
  });

  test('with an image that stops half-way still gives its text', () => {
    const image = concat(text('A001\n'), '1D 76 30 00 40 00 40 00', new Uint8Array(100));
    expect(linesOf(readAll(image))).toEqual([['A001']]);
  });

  test('after such an image is read afresh', () => {
    const reader = createReader(printer, 'p');
    reader.push(parseHex('1D 76 30 00 40 00 40 00 41 41'), 0);
    expect(linesOf(reader.push(ticket, 10_000))).toEqual([['您的号码', 'A001', '', '09:05']]);
  });

  test('that never ends is given up by name', () => {
    const small = parsed({ ...rawPrinter(), framing: { engine: 'escpos', maxJobBytes: 256 } });
    const reader = createReader(small, 'p');
    const output = reader.push(new Uint8Array(300).fill(0x41), 7);
    expect(output).toMatchObject([{ kind: 'discarded', reason: 'too-long', at: 7 }]);
    expect(reader.deadline()).toBeNull();
  });

  test('with bytes that are no characters still comes out', () => {
    expect(linesOf(readAll(concat('41 FF 42 0A')))).toEqual([['A\uFFFDB']]);
  });
});

describe('whatever the bytes', () => {
  const escposByte = fc.oneof(
    fc.constantFrom(
      0x10,
      0x1b,
      0x1c,
      0x1d,
      0x40,
      0x61,
      0x56,
      0x6b,
      0x76,
      0x28,
      0x2a,
      0x44,
      0x26,
      0x71,
      0x00,
      0x0a,
      0x41,
    ),
    fc.nat(255),
  );
  const bytes = fc.array(escposByte, { maxLength: 200 }).map((list) => Uint8Array.from(list));
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });

  test('messages and discards cover the input, and chunks do not change the text', () => {
    fc.assert(
      fc.property(bytes, sizes, (input, cuts) => {
        const reader = createReader(printer, 'p');
        const output: ReaderOutput[] = [];
        for (let at = 0, i = 0; at < input.length; i++) {
          const size = cuts[i % cuts.length]!;
          output.push(...reader.push(input.subarray(at, at + size), 0));
          at += size;
        }
        output.push(...finish(reader));
        expect(formatHex(concat(...output.map((one) => one.bytes)))).toBe(formatHex(input));
        expect(linesOf(output)).toEqual(linesOf(readAll(input)));
        expect(reader.deadline()).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  test('printed text comes back', () => {
    const line = fc.stringMatching(/^[A-Za-z0-9一-龥：-]{1,30}$/u);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const job = encodeCommand(printer, 'ticket', { text: lines.join('\n') });
        expect(linesOf(createReader(printer, 'p').push(job, 0))).toEqual([lines]);
      }),
    );
  });
});

describe('a printer’s answers', () => {
  test('half an automatic status is given up', () => {
    const reader = createReader(printer, 'p', 'from-device');
    expect(reader.push(parseHex('10 00'), 1_000)).toEqual([]);
    expect(reader.deadline()).toBe(1_000 + IDLE_MS);
    expect(reader.push(parseHex('12'), 5_000)).toMatchObject([
      { kind: 'discarded', reason: 'truncated', at: 1_000 },
      { kind: 'message', message: { name: 'printer-status', paper: 'ok', at: 5_000 } },
    ]);
  });

  test.each(['ok', 'low', 'out'])('paper %s is sent as it is read', (paper) => {
    const bytes = encodeCommand(printer, 'status', { paper });
    expect(createReader(printer, 'p', 'from-device').push(bytes, 0)).toMatchObject([{ message: { paper } }]);
  });

  test('every byte gives a message or is discarded, none is lost', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (input) => {
        const reader = createReader(printer, 'p', 'from-device');
        const output = [...reader.push(input, 0), ...finish(reader)];
        expect(concat(...output.map((one) => one.bytes))).toEqual(input);
      }),
    );
  });
});

function rawPrinter(): Record<string, unknown> {
  return {
    profile: 1,
    id: 'small-printer',
    title: { zh: '打印机', en: 'Printer' },
    confidence: 'low',
    link: { type: 'serial' },
    direction: 'to-device',
    vectors: {},
  };
}

function parsed(json: unknown): Profile {
  const result = parseProfile(json);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.profile;
}
