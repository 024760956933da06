import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAPTURE_HEADER, formatRecord, parseCapture, parseRecord, type CaptureRecord } from './capture.ts';

const record = fc.record({
  at: fc.integer({ min: 0, max: 253_402_300_799_999 }),
  port: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,31}$/),
  direction: fc.constantFrom('from-device', 'to-device', 'shared'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
}) satisfies fc.Arbitrary<CaptureRecord>;

describe('capture lines', () => {
  test('a call key on a shared bus looks as documented', () => {
    const bytes = Uint8Array.of(0xff, 0x68, 0x03, 0x03, 0x68, 0x01, 0x01, 0x0c, 0x0e, 0x16);
    const line = formatRecord({ at: 1_796_000_000_000, port: 'bus', direction: 'shared', bytes });
    expect(line).toBe('1796000000000 bus = FF6803036801010C0E16');
  });

  test('any chunk comes back exactly', () => {
    fc.assert(
      fc.property(record, (original) => {
        expect(parseRecord(formatRecord(original))).toEqual({ ok: true, record: original });
      }),
    );
  });

  test('comments and empty lines carry no record', () => {
    for (const line of ['', '   ', '\r', '# counter 3 unplugged', CAPTURE_HEADER]) {
      expect(parseRecord(line)).toEqual({ ok: true, record: null });
    }
  });

  test.each([
    ['1796000000000 bus =', /3 fields instead of 4/],
    ['1796000000000 bus = FF 68', /5 fields instead of 4/],
    ['yesterday bus = FF', /"yesterday" is not epoch milliseconds/],
    ['-5 bus = FF', /not epoch milliseconds/],
    ['999999999999999 bus = FF', /not epoch milliseconds/],
    ['1796000000000 COM3: = FF', /"COM3:" is not a port id/],
    ['1796000000000 bus ? FF', /direction "\?" is none of/],
    ['1796000000000 bus = FF6', /not pairs of hex digits/],
    ['1796000000000 bus = XY', /not pairs of hex digits/],
  ])('%j is refused with its reason', (line, reason) => {
    const parsed = parseRecord(line);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.problem).toMatch(reason);
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseRecord(text)).toHaveProperty('ok');
      }),
    );
  });
});

describe('whole captures', () => {
  test('a torn line is named by its number and the rest is read', () => {
    const text = `${CAPTURE_HEADER}\n1000 bus = 01\n1001 bus = 0\n1002 strip > 02\r\n`;
    const { records, problems } = parseCapture(text);
    expect(records.map((one) => one.at)).toEqual([1000, 1002]);
    expect(problems).toEqual([{ line: 3, problem: 'bytes "0" are not pairs of hex digits' }]);
  });

  test('another format version is reported', () => {
    const { problems } = parseCapture('# hallmeter capture 2\n1000 bus = 01\n');
    expect(problems).toEqual([{ line: 1, problem: 'capture format 2; this version reads format 1' }]);
  });
});
