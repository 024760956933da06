import { ascii } from './bytes.ts';

/** Kinds of files that are taken as evidence. */
export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'audio/mpeg', 'audio/wav', 'audio/mp4'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** Bytes needed to tell. */
export const HEAD_BYTES = 12;

/** What a file is by its first bytes, whatever it is called; null = nothing that is taken. */
export function mediaTypeOf(head: Uint8Array): MediaType | null {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (ascii(head, 0, 4) === 'RIFF') return riffTypeOf(ascii(head, 8, 4));
  if (ascii(head, 4, 4) === 'ftyp') return isHeic(ascii(head, 8, 4)) ? null : 'audio/mp4';
  if (ascii(head, 0, 3) === 'ID3') return 'audio/mpeg';
  return head[0] === 0xff && (head[1]! & 0xe6) === 0xe2 ? 'audio/mpeg' : null;
}

function riffTypeOf(form: string): MediaType | null {
  if (form === 'WEBP') return 'image/webp';
  return form === 'WAVE' ? 'audio/wav' : null;
}

/** Photographs in the same container as sound: cameras can be set to JPEG instead. */
function isHeic(brand: string): boolean {
  return /^(?:heic|heix|hevc|heim|heis|mif1|msf1|avif)$/.test(brand);
}

export function isRecording(type: string): boolean {
  return type.startsWith('audio/');
}
