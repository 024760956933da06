import { ascii, uint16, uint32, uint32Little } from '../bytes.ts';
import { orientationSegment } from './orientation.ts';
import { UNREADABLE, type Stripped } from './stripped.ts';

/**
 * JPEG (ITU-T T.81 annex B): keeps what draws the picture. Application segments and comments go, and with them place,
 * device, previews and whatever lies behind the end of the picture; how the camera was held stays.
 */
export function stripJpeg(bytes: Uint8Array): Stripped {
  const segments = segmentsOf(bytes);
  if (segments === null || !segments.some(({ marker }) => marker === SCAN)) return UNREADABLE;
  const exif = segments.find(({ marker, bytes: segment }) => marker === EXIF && orientationOf(segment) !== null);
  const held = exif === undefined ? [] : [orientationSegment(orientationOf(exif.bytes)!)];
  const kept = segments.filter(isNeeded).map((segment) => segment.bytes);
  return { ok: true, bytes: Buffer.concat([START, ...held, ...kept, Uint8Array.of(0xff, END)]) };
}

interface Segment {
  readonly marker: number;
  /** With its marker and, for a scan, the coded data that follows. */
  readonly bytes: Uint8Array;
}

/** Everything between the start and the end of the picture; null when it does not get that far. */
function segmentsOf(bytes: Uint8Array): readonly Segment[] | null {
  const segments: Segment[] = [];
  let at = START.length;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined || STANDALONE.has(marker)) return null;
    if (marker === END) return segments;
    const end = endOfSegment(bytes, at, marker);
    if (end === null || end > bytes.length) return null;
    segments.push({ marker, bytes: bytes.subarray(at, end) });
    at = end;
  }
}

function endOfSegment(bytes: Uint8Array, at: number, marker: number): number | null {
  const length = uint16(bytes, at + 2);
  if (length === null || length < 2) return null;
  return marker === SCAN ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
}

const START = Uint8Array.of(0xff, 0xd8);
const END = 0xd9;
const SCAN = 0xda;
const EXIF = 0xe1;
const ADOBE = 0xee;
const COMMENT = 0xfe;
/** Markers without a length; none of them may stand between segments. */
const STANDALONE: ReadonlySet<number> = new Set([0x00, 0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8]);

/** The Adobe segment says how colours are coded; it is 14 bytes long and holds nothing else. */
function isNeeded({ marker, bytes }: Segment): boolean {
  if (marker === ADOBE) return bytes.length === 16 && ascii(bytes, 4, 5) === 'Adobe';
  return marker !== COMMENT && (marker < 0xe0 || marker > 0xef);
}

/** Coded data runs up to the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1]!;
    if (next !== 0x00 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return null;
}

const TIFF = 10;
const ORIENTATION = 0x0112;

/** How the camera was held, 2–8, by the first directory of Exif data. */
function orientationOf(segment: Uint8Array): number | null {
  if (ascii(segment, 4, 6) !== 'Exif\0\0') return null;
  const isLittle = ascii(segment, TIFF, 2) === 'II';
  const read32 = isLittle ? uint32Little : uint32;
  const read16 = (at: number): number | null => {
    const value = uint16(segment, at);
    return value === null || !isLittle ? value : (value % 256) * 256 + Math.floor(value / 256);
  };
  const directory = TIFF + (read32(segment, TIFF + 4) ?? Infinity);
  const entries = read16(directory) ?? 0;
  for (let index = 0; index < Math.min(entries, 512); index++) {
    const entry = directory + 2 + index * 12;
    if (read16(entry) !== ORIENTATION) continue;
    const value = read16(entry + 8);
    return value !== null && value >= 2 && value <= 8 ? value : null;
  }
  return null;
}
