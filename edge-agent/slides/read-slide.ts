import { createHash } from 'node:crypto';
import type { Slide } from '#contract/display-view.ts';
import { pictureType } from './picture-type.ts';
import type { PictureType } from './picture-type.ts';
import { readPlainFile } from './plain-file.ts';
import { readAlt, readNotice } from './slide-text.ts';
import type { Read } from './slide-text.ts';

export interface SlideFile {
  readonly slide: Slide;
  /** Null for a notice. */
  readonly picture: { readonly id: string; readonly name: string; readonly type: PictureType } | null;
}

const MOST_PICTURE_BYTES = 10 * 1024 * 1024;
const MOST_TEXT_BYTES = 8 * 1024;
const PICTURE = /\.(png|jpe?g|webp)$/i;
const NOTICE = /\.notice\.txt$/i;

export type SlideKind = 'picture' | 'notice' | null;

export function slideKind(name: string): SlideKind {
  if (NOTICE.test(name)) return 'notice';
  return PICTURE.test(name) ? 'picture' : null;
}

/** The text file beside a picture that says what it shows. */
export function altFileOf(name: string): string {
  return name.replace(PICTURE, '.txt');
}

/** `altFile` null: there is none, and the picture counts as decoration. */
export async function readSlide(directory: string, name: string, altFile: string | null): Promise<Read<SlideFile>> {
  if (slideKind(name) === 'notice') {
    const file = await readPlainFile(directory, name, MOST_TEXT_BYTES);
    const notice = file.ok ? readNotice(file.bytes) : file;
    return notice.ok ? { ok: true, value: { slide: notice.value, picture: null } } : notice;
  }
  const picture = await readPicture(directory, name);
  if (!picture.ok) return picture;
  const alt = altFile === null ? NO_ALT : await readAltFile(directory, altFile);
  if (!alt.ok) return { ok: false, problem: `its text ${altFile}: ${alt.problem}` };
  const { id, type } = picture.value;
  const slide: Slide = { kind: 'picture', url: `/api/slides/${id}`, alt: alt.value };
  return { ok: true, value: { slide, picture: { id, name, type } } };
}

const NO_ALT = { ok: true, value: { zh: '', en: '' } } as const;

async function readAltFile(directory: string, name: string): Promise<ReturnType<typeof readAlt>> {
  const file = await readPlainFile(directory, name, MOST_TEXT_BYTES);
  return file.ok ? readAlt(file.bytes) : file;
}

export interface Picture {
  /** Of its content: the address changes with it, and tells nothing about the folder. */
  readonly id: string;
  readonly type: PictureType;
  readonly bytes: Buffer;
}

export async function readPicture(directory: string, name: string): Promise<Read<Picture>> {
  const file = await readPlainFile(directory, name, MOST_PICTURE_BYTES);
  if (!file.ok) return file;
  const type = pictureType(file.bytes);
  if (type === null) return { ok: false, problem: 'not a PNG, JPEG or WebP picture, whatever its name says' };
  const id = createHash('sha256').update(file.bytes).digest('hex').slice(0, 32);
  return { ok: true, value: { id, type, bytes: file.bytes } };
}
