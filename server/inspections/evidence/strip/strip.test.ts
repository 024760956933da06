import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MEDIA_TYPES, mediaTypeOf, type MediaType } from '../media-type.ts';
import {
  box,
  m4a,
  mp3,
  mp3Frame,
  phoneJpeg,
  plainJpeg,
  png,
  riff,
  SAMPLES,
  SECRET,
  talkingPng,
  wav,
  webp,
} from '../test-files.ts';
import { strip } from './strip.ts';

const FILES: readonly (readonly [MediaType, Uint8Array])[] = [
  ['image/jpeg', phoneJpeg(6)],
  ['image/png', talkingPng()],
  ['image/webp', webp()],
  ['audio/wav', wav()],
  ['audio/mpeg', mp3()],
  ['audio/mp4', m4a()],
];

function stripped(type: MediaType, bytes: Uint8Array): Buffer {
  const result = strip(type, bytes);
  if (!result.ok) throw new Error(result.reason);
  return Buffer.from(result.bytes);
}

describe.each(FILES)('%s', (type, bytes) => {
  test('is known by its content', () => {
    expect(mediaTypeOf(bytes.subarray(0, 12))).toBe(type);
  });

  test('loses place, device and words, and stays what it is', () => {
    expect(Buffer.from(bytes).includes(SECRET)).toBe(true);
    const out = stripped(type, bytes);
    expect(out.includes(SECRET)).toBe(false);
    expect(out.includes('31.2304')).toBe(false);
    expect(mediaTypeOf(out.subarray(0, 12))).toBe(type);
  });

  test('stripped once is stripped for good', () => {
    const once = stripped(type, bytes);
    expect(stripped(type, once).equals(once)).toBe(true);
  });

  test('cut off anywhere it is refused, or at least never throws and tells nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: bytes.length - 1 }), (length) => {
        const result = strip(type, bytes.subarray(0, length));
        expect(result.ok && Buffer.from(result.bytes).includes(SECRET)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('damaged anywhere it never throws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = value;
        expect(() => strip(type, damaged)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

test('bytes of no meaning are refused by every kind', () => {
  fc.assert(
    fc.property(fc.constantFrom(...MEDIA_TYPES), fc.uint8Array({ maxLength: 400 }), (type, bytes) => {
      expect(strip(type, bytes).ok).toBe(false);
    }),
  );
});

describe('JPEG', () => {
  test('without anything to remove it comes out byte for byte', () => {
    expect(stripped('image/jpeg', plainJpeg())).toEqual(Buffer.from(plainJpeg()));
  });

  test.each([false, true])(
    'how the camera was held stays and nothing else of Exif does (little-endian %s)',
    (isLittle) => {
      const out = stripped('image/jpeg', phoneJpeg(6, isLittle));
      const plain = Buffer.from(plainJpeg());
      expect(out.length).toBe(plain.length + 36);
      expect(out.subarray(38)).toEqual(plain.subarray(2));
      expect(out.subarray(6, 10).toString()).toBe('Exif');
      expect(out[31]).toBe(6);
    },
  );

  test('held upright needs no Exif at all', () => {
    expect(stripped('image/jpeg', phoneJpeg(1))).toEqual(Buffer.from(plainJpeg()));
  });

  test('an Exif directory that points outside the segment is no orientation', () => {
    const bytes = phoneJpeg(6);
    const at = Buffer.from(bytes).indexOf('Exif') + 6;
    bytes.set([0xff, 0xff, 0xff, 0xf0], at + 4);
    expect(stripped('image/jpeg', bytes)).toEqual(Buffer.from(plainJpeg()));
  });

  test('a head without a picture is refused', () => {
    expect(strip('image/jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)).ok).toBe(false);
    expect(strip('image/jpeg', Buffer.concat([Uint8Array.of(0xff, 0xd8, 0xff), Buffer.from('<script>')])).ok).toBe(
      false,
    );
  });
});

test('a PNG whose check sum is wrong is refused', () => {
  const bytes = png();
  bytes[bytes.length - 20]! ^= 1;
  expect(strip('image/png', bytes).ok).toBe(false);
});

describe('WebP', () => {
  test('its head no longer promises what was removed', () => {
    const out = stripped('image/webp', webp());
    expect(out[20]! & 0x2c).toBe(0);
    expect(out.readUInt32LE(4)).toBe(out.length - 8);
  });

  test('moving pictures are not taken', () => {
    expect(strip('image/webp', webp(0x02))).toEqual({ ok: false, reason: 'not-taken' });
  });
});

test('a WAV keeps its samples, and what lies behind its end does not count', () => {
  const out = stripped('audio/wav', Buffer.concat([wav(), Buffer.from(SECRET)]));
  expect(out.includes(SAMPLES)).toBe(true);
  expect(out.length).toBe(12 + 8 + 16 + 8 + SAMPLES.length + 1);
  expect(strip('audio/wav', riff('WAVE', [['data', SAMPLES]])).ok).toBe(false);
});

describe('MP3', () => {
  test('only its frames are kept', () => {
    expect(stripped('audio/mpeg', mp3(6))).toEqual(Buffer.concat(Array.from({ length: 6 }, mp3Frame)));
  });

  test('a tag alone, or a program behind one frame, is no sound', () => {
    expect(strip('audio/mpeg', mp3(0)).ok).toBe(false);
    expect(strip('audio/mpeg', Buffer.concat([mp3Frame(), Buffer.alloc(100_000)])).ok).toBe(false);
    expect(strip('audio/mpeg', Buffer.concat([...Array.from({ length: 6 }, mp3Frame), Buffer.alloc(100_000)])).ok).toBe(
      false,
    );
  });
});

describe('M4A', () => {
  test('every byte of sound stays at its place', () => {
    const bytes = m4a();
    const out = stripped('audio/mp4', bytes);
    expect(out.length).toBe(bytes.length);
    expect(out.indexOf(SAMPLES)).toBe(Buffer.from(bytes).indexOf(SAMPLES));
  });

  test('the times at which it was made are gone', () => {
    const made = Buffer.alloc(4);
    made.writeUInt32BE(3_900_000_000);
    expect(Buffer.from(m4a()).includes(made)).toBe(true);
    expect(stripped('audio/mp4', m4a()).includes(made)).toBe(false);
  });

  test.each(['vide', 'meta', 'text'])('a track of "%s" is not taken', (handler) => {
    expect(strip('audio/mp4', m4a(handler))).toEqual({ ok: false, reason: 'not-taken' });
  });

  test('one recorded in pieces is not taken', () => {
    expect(strip('audio/mp4', m4a('soun', [box('moof')]))).toEqual({ ok: false, reason: 'not-taken' });
  });
});

describe('what is not taken', () => {
  test.each([
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0')],
    ['a page', Buffer.from('<!doctype html>')],
    ['a PDF', Buffer.from('%PDF-1.7\n%aaaa')],
    ['a drawing with scripts', Buffer.from('<svg xmlns="htt')],
    ['a HEIC photograph', Buffer.concat([Uint8Array.of(0, 0, 0, 24), Buffer.from('ftypheic')])],
    ['another RIFF file', Buffer.from('RIFF\0\0\0\0AVI ')],
    ['nothing', Buffer.alloc(0)],
  ])('%s', (_, bytes) => {
    expect(mediaTypeOf(bytes.subarray(0, 12))).toBeNull();
  });
});
