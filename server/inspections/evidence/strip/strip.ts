import type { MediaType } from '../media-type.ts';
import { stripJpeg } from './jpeg.ts';
import { stripMp3 } from './mp3.ts';
import { stripMp4 } from './mp4.ts';
import { stripPng } from './png.ts';
import { stripWav, stripWebp } from './riff.ts';
import type { Stripped } from './stripped.ts';

const STRIPPERS: Readonly<Record<MediaType, (bytes: Uint8Array) => Stripped>> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
  'audio/mpeg': stripMp3,
  'audio/wav': stripWav,
  'audio/mp4': stripMp4,
};

/** The file without anything that tells of place, device or people. Never throws, whatever the bytes are. */
export function strip(type: MediaType, bytes: Uint8Array): Stripped {
  return STRIPPERS[type](bytes);
}
