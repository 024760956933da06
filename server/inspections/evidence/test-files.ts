import { crc32, deflateSync } from 'node:zlib';

/** Test helper: small real files of each kind, with everything in them that must not be kept. */

export const SECRET = 'GPS 31.2304N 121.4737E of MI 14, serial 99887766';

function be16(value: number): number[] {
  return [value >> 8, value & 255];
}

function be32(value: number): number[] {
  return [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function le32(value: number): number[] {
  return be32(value).toReversed();
}

const text = (value: string): number[] => [...Buffer.from(value, 'latin1')];

function segment(marker: number, content: readonly number[]): number[] {
  return [0xff, marker, ...be16(content.length + 2), ...content];
}

/** Exif with an orientation, a GPS directory (31°13′49″ N) and a maker note, in either byte order. */
export function exif(orientation: number, isLittle = false): number[] {
  const n16 = (value: number): number[] => (isLittle ? be16(value).toReversed() : be16(value));
  const n32 = (value: number): number[] => (isLittle ? le32(value) : be32(value));
  const entry = (tag: number, type: number, count: number, value: number[]): number[] => [
    ...n16(tag),
    ...n16(type),
    ...n32(count),
    ...value,
  ];
  const note = text(SECRET);
  const gpsAt = 8 + 2 + 3 * 12 + 4;
  const noteAt = gpsAt + 2 + 12 + 4 + 24;
  const tiff = [
    ...text(isLittle ? 'II' : 'MM'),
    ...n16(42),
    ...n32(8),
    ...n16(3),
    ...entry(0x0112, 3, 1, [...n16(orientation), 0, 0]),
    ...entry(0x8825, 4, 1, n32(gpsAt)),
    ...entry(0x927c, 7, note.length, n32(noteAt)),
    ...n32(0),
    ...n16(1),
    ...entry(2, 5, 3, n32(gpsAt + 18)),
    ...n32(0),
    ...[31, 1, 13, 1, 49, 1].flatMap(n32),
    ...note,
  ];
  return [...text('Exif\0\0'), ...tiff];
}

/** A grey square of 8 × 8 pixels, baseline, as an encoder writes it. */
const GREY = {
  quantisation: segment(0xdb, [0, ...Array.from({ length: 64 }, () => 16)]),
  frame: segment(0xc0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
  dc: segment(0xc4, [0x00, 1, ...Array.from({ length: 15 }, () => 0), 0]),
  ac: segment(0xc4, [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0]),
  scan: [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x3f],
};

export function plainJpeg(): Uint8Array {
  const { quantisation, frame, dc, ac, scan } = GREY;
  return Uint8Array.from([0xff, 0xd8, ...quantisation, ...frame, ...dc, ...ac, ...scan, 0xff, 0xd9]);
}

/** As a phone writes it: JFIF, Exif with place, XMP, a comment, and a second picture behind the end. */
export function phoneJpeg(orientation = 1, isLittle = false): Uint8Array {
  const plain = [...plainJpeg()];
  return Uint8Array.from([
    ...plain.slice(0, 2),
    ...segment(0xe0, [...text('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xe1, exif(orientation, isLittle)),
    ...segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
    ...segment(0xed, text(SECRET)),
    ...segment(0xfe, text(SECRET)),
    ...plain.slice(2),
    ...text(SECRET),
    ...plain,
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([Buffer.from(be32(data.length)), body, Buffer.from(be32(crc32(body)))]);
}

const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export function png(more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const head = Uint8Array.from([...be32(1), ...be32(1), 8, 0, 0, 0, 0]);
  const extra = Object.entries(more).map(([type, data]) => chunk(type, data));
  const data = chunk('IDAT', deflateSync(Uint8Array.of(0, 128)));
  return Buffer.concat([PNG_SIGNATURE, chunk('IHDR', head), ...extra, data, chunk('IEND', new Uint8Array())]);
}

export function talkingPng(): Uint8Array {
  const secret = Buffer.from(SECRET);
  const told = { tEXt: secret, iTXt: secret, eXIf: Uint8Array.from(exif(1)), tIME: secret, prVt: secret };
  return Buffer.concat([png(told), secret]);
}

export function riff(form: string, chunks: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const content = chunks.flatMap(([type, data]) => [
    Buffer.from(type),
    Buffer.from(le32(data.length)),
    data,
    new Uint8Array(data.length % 2),
  ]);
  const size = content.reduce((sum, { length }) => sum + length, 4);
  return Buffer.concat([Buffer.from('RIFF'), Buffer.from(le32(size)), Buffer.from(form), ...content]);
}

/** `bits` of the VP8X head: 0x2c = colour profile, Exif, XMP. The picture's own bytes are not looked into. */
export function webp(bits = 0x2c): Uint8Array {
  const head = Uint8Array.from([bits, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const secret = Buffer.from(SECRET);
  return riff('WEBP', [
    ['VP8X', head],
    ['ICCP', secret],
    ['VP8 ', Uint8Array.of(1, 2, 3)],
    ['EXIF', secret],
    ['XMP ', secret],
    ['what', secret],
  ]);
}

export const SAMPLES = Uint8Array.from({ length: 41 }, (_, index) => index);

export function wav(): Uint8Array {
  const format = Uint8Array.from([1, 0, 1, 0, ...le32(8_000), ...le32(8_000), 1, 0, 8, 0]);
  const secret = Buffer.from(SECRET);
  return riff('WAVE', [
    ['bext', secret],
    ['fmt ', format],
    ['LIST', Buffer.concat([Buffer.from('INFO'), secret])],
    ['data', SAMPLES],
    ['id3 ', secret],
  ]);
}

/** A frame of layer III, 128 kbit/s at 44.1 kHz: 417 bytes. */
export function mp3Frame(): Uint8Array {
  return Uint8Array.from([0xff, 0xfb, 0x90, 0x00, ...Array.from({ length: 413 }, (_, index) => index % 200)]);
}

export function mp3(frames = 6): Uint8Array {
  const secret = Buffer.from(SECRET);
  const tag = Buffer.concat([Buffer.from('ID3'), Uint8Array.of(4, 0, 0, 0, 0, 0, secret.length), secret]);
  const tail = Buffer.concat([Buffer.from('TAG'), secret, Buffer.alloc(125 - secret.length)]);
  return Buffer.concat([tag, ...Array.from({ length: frames }, mp3Frame), tail]);
}

export function box(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const size = content.reduce((sum, { length }) => sum + length, 8);
  return Buffer.concat([Buffer.from(be32(size)), Buffer.from(type, 'latin1'), ...content]);
}

/** A recorder's file: one track of `handler`, place and names in its user data, times in its heads. */
export function m4a(handler = 'soun', more: readonly Uint8Array[] = []): Uint8Array {
  const secret = Buffer.from(SECRET);
  const times = Uint8Array.from([0, 0, 0, 0, ...be32(3_900_000_000), ...be32(3_900_000_001)]);
  const rest = Buffer.alloc(88);
  const sound = box('hdlr', Uint8Array.from([...be32(0), ...be32(0)]), Buffer.from(handler), Buffer.alloc(13));
  const track = box(
    'trak',
    box('tkhd', times, rest),
    box('mdia', box('mdhd', times, Buffer.alloc(12)), sound, box('minf', box('stbl', box('stco', Buffer.alloc(12))))),
    box('udta', secret),
  );
  return Buffer.concat([
    box('ftyp', Buffer.from('M4A isom')),
    box('moov', box('mvhd', times, rest), track, box('udta', box('\xa9xyz', secret)), box('meta', secret)),
    box('uuid', secret),
    box('mdat', SAMPLES),
    ...more,
  ]);
}
