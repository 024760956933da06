import { crc32 } from 'node:zlib';
import { ascii, uint32 } from '../bytes.ts';
import { UNREADABLE, type Stripped } from './stripped.ts';

/** What draws the picture; everything else (text, Exif, time, private chunks, animation) goes. */
const KEPT: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB']);
const SIGNATURE_BYTES = 8;

/** PNG (ISO/IEC 15948): keeps known chunks, each with its check sum proved, and nothing behind the last. */
export function stripPng(bytes: Uint8Array): Stripped {
  const chunks = chunksOf(bytes);
  if (chunks === null) return UNREADABLE;
  const kept = chunks.filter(({ type }) => KEPT.has(type));
  const isPicture = kept[0]?.type === 'IHDR' && kept[0].bytes.length === 25 && kept.some(({ type }) => type === 'IDAT');
  if (!isPicture || !kept.every(isSound)) return UNREADABLE;
  const parts = [bytes.subarray(0, SIGNATURE_BYTES), ...kept.map((chunk) => chunk.bytes)];
  return { ok: true, bytes: Buffer.concat(parts) };
}

interface Chunk {
  readonly type: string;
  /** With length, type and check sum. */
  readonly bytes: Uint8Array;
}

/** Up to and including the last one; null when that never comes. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | null {
  const chunks: Chunk[] = [];
  let at = SIGNATURE_BYTES;
  for (;;) {
    const length = uint32(bytes, at);
    if (length === null || at + 12 + length > bytes.length) return null;
    const type = ascii(bytes, at + 4, 4);
    chunks.push({ type, bytes: bytes.subarray(at, at + 12 + length) });
    if (type === 'IEND') return chunks;
    at += 12 + length;
  }
}

function isSound({ bytes }: Chunk): boolean {
  return uint32(bytes, bytes.length - 4) === crc32(bytes.subarray(4, -4));
}
