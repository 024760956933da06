import { ascii } from '../bytes.ts';
import { UNREADABLE, type Stripped } from './stripped.ts';

/**
 * MP3: keeps the frames of sound and nothing else, so that no tag of whatever kind stays. A file whose frames break
 * off before its end is refused, except for tags at the end.
 */
export function stripMp3(bytes: Uint8Array): Stripped {
  const start = afterTags(bytes, 0);
  let at = start;
  let frames = 0;
  for (let length = frameLength(bytes, at); length !== null; length = frameLength(bytes, at)) {
    at += length;
    frames += 1;
  }
  if (frames < FRAMES_AT_LEAST || bytes.length - at > TAGS_AT_MOST) return UNREADABLE;
  return { ok: true, bytes: bytes.slice(start, at) };
}

/** Chance alone gives a frame or two. */
const FRAMES_AT_LEAST = 4;
const TAGS_AT_MOST = 65_536;

/** Behind the ID3v2 tags at the beginning; their length is written in seven bits a byte. */
function afterTags(bytes: Uint8Array, from: number): number {
  if (ascii(bytes, from, 3) !== 'ID3' || from + 10 > bytes.length) return from;
  const size = [6, 7, 8, 9].reduce((sum, place) => sum * 128 + (bytes[from + place]! & 0x7f), 0);
  const footer = (bytes[from + 5]! & 0x10) === 0 ? 0 : 10;
  return afterTags(bytes, from + 10 + size + footer);
}

/** kbit/s of layer III by index (ISO/IEC 11172-3, 13818-3). */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLES_PER_SECOND = [44_100, 48_000, 32_000];

/** Bytes of the layer III frame that begins here; null when none does, or when it is cut off. */
function frameLength(bytes: Uint8Array, at: number): number | null {
  const [sync, version, rates] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (sync !== 0xff || version === undefined || rates === undefined || (version & 0xe6) !== 0xe2) return null;
  // 3 = MPEG 1, 2 = MPEG 2, 0 = MPEG 2.5, 1 = reserved.
  const generation = (version >> 3) & 3;
  const rate = (generation === 3 ? RATES_1 : RATES_2)[rates >> 4];
  const samples = SAMPLES_PER_SECOND[(rates >> 2) & 3];
  if (generation === 1 || rate === undefined || rate === 0 || samples === undefined) return null;
  const perSecond = { 3: samples, 2: samples / 2, 0: samples / 4 }[generation]!;
  const length = Math.floor(((generation === 3 ? 144_000 : 72_000) * rate) / perSecond) + ((rates >> 1) & 1);
  return at + length > bytes.length ? null : length;
}
