import { ascii, uint32Little } from '../bytes.ts';
import { NOT_TAKEN, UNREADABLE, type Stripped } from './stripped.ts';

interface Chunk {
  readonly type: string;
  /** With its head and its padding. */
  readonly bytes: Uint8Array;
  /** As counted in its head. */
  readonly length: number;
}

/** Chunks inside the size that the head states; what lies behind is not part of the file. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | null {
  const size = uint32Little(bytes, 4);
  if (size === null || size + 8 > bytes.length) return null;
  const chunks: Chunk[] = [];
  let at = 12;
  while (at < size + 8) {
    const length = uint32Little(bytes, at + 4);
    if (length === null) return null;
    const end = at + 8 + length;
    // Some writers leave out the padding of the last chunk.
    if (end > size + 8) return null;
    chunks.push({ type: ascii(bytes, at, 4), bytes: bytes.subarray(at, end), length });
    at = end + (length % 2);
  }
  return chunks;
}

function join(form: 'WEBP' | 'WAVE', chunks: readonly Chunk[]): Uint8Array {
  const padded = chunks.flatMap(({ bytes, length }) => (length % 2 === 0 ? [bytes] : [bytes, Buffer.alloc(1)]));
  const content = Buffer.concat([Buffer.from(form), ...padded]);
  const head = Buffer.alloc(8);
  head.write('RIFF');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}

/** WAV: format, length and samples stay; lists, broadcast and ID3 chunks go. */
export function stripWav(bytes: Uint8Array): Stripped {
  const chunks = chunksOf(bytes)?.filter(({ type }) => type === 'fmt ' || type === 'fact' || type === 'data');
  const [format, ...rest] = chunks ?? [];
  const isSound = format?.type === 'fmt ' && format.length >= 16 && rest.some(({ type }) => type === 'data');
  return isSound ? { ok: true, bytes: join('WAVE', [format, ...rest]) } : UNREADABLE;
}

/** Bits of a VP8X chunk (RFC 9649): colour profile, Exif, XMP. */
const METADATA_BITS = 0x20 | 0x08 | 0x04;
const ANIMATION_BIT = 0x02;

/** WebP (RFC 9649): the picture and its transparency stay; Exif, XMP, colour profile and unknown chunks go. */
export function stripWebp(bytes: Uint8Array): Stripped {
  const chunks = chunksOf(bytes);
  if (chunks === null) return UNREADABLE;
  const kept = chunks.filter(({ type }) => ['VP8 ', 'VP8L', 'VP8X', 'ALPH'].includes(type));
  const [head] = kept;
  if (head?.type === 'VP8X') {
    if (head.length !== 10) return UNREADABLE;
    if ((head.bytes[8]! & ANIMATION_BIT) !== 0) return NOT_TAKEN;
  }
  if (!kept.some(({ type }) => type === 'VP8 ' || type === 'VP8L')) return UNREADABLE;
  return { ok: true, bytes: join('WEBP', kept.map(withoutMetadataBits)) };
}

function withoutMetadataBits(chunk: Chunk): Chunk {
  if (chunk.type !== 'VP8X') return chunk;
  const bytes = Buffer.from(chunk.bytes);
  bytes[8] = bytes[8]! & ~METADATA_BITS;
  return { ...chunk, bytes };
}
