import { slideSchema, type Slide } from '#contract/display-view.ts';
import { decodeGb18030 } from '#devices/framing/gb18030.ts';

/** The text files of the slides folder, as people write them with whatever editor the branch PC has. */

export type Notice = Extract<Slide, { kind: 'notice' }>;
type Alt = Extract<Slide, { kind: 'picture' }>['alt'];

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** A line of hyphens between the two languages. */
const DIVIDER = /^-{3,}$/;

/** Title line and text, `---`, the same in English; either language may be left out. */
export function readNotice(bytes: Buffer): Read<Notice> {
  const lines = linesOf(bytes);
  if (lines === null) return { ok: false, problem: 'neither UTF-8 nor GB18030' };
  const divider = lines.findIndex((line) => DIVIDER.test(line));
  const zh = partOf(divider < 0 ? lines : lines.slice(0, divider));
  const en = partOf(divider < 0 ? [] : lines.slice(divider + 1));
  if (zh.title === '' && en.title === '') return { ok: false, problem: 'empty' };
  const notice = { kind: 'notice', title: { zh: zh.title, en: en.title }, text: { zh: zh.text, en: en.text } };
  const parsed = slideSchema.safeParse(notice);
  if (!parsed.success) return { ok: false, problem: 'a title of more than 80 or a text of more than 400 characters' };
  return { ok: true, value: parsed.data as Notice };
}

/** What a picture shows: Chinese in the first line, English in the second. */
export function readAlt(bytes: Buffer): Read<Alt> {
  const [zh = '', en = ''] = linesOf(bytes) ?? [];
  if (zh === '' && en === '') return { ok: false, problem: 'empty, or neither UTF-8 nor GB18030' };
  if (zh.length > 120 || en.length > 120) return { ok: false, problem: 'a line of more than 120 characters' };
  return { ok: true, value: { zh, en } };
}

function partOf(lines: readonly string[]): { readonly title: string; readonly text: string } {
  const first = lines.findIndex((line) => line !== '');
  if (first < 0) return { title: '', text: '' };
  return {
    title: lines[first]!,
    text: lines
      .slice(first + 1)
      .join('\n')
      .trim(),
  };
}

/** Trimmed, without control characters; older Windows editors write GB18030. Null when it is neither. */
function linesOf(bytes: Buffer): readonly string[] | null {
  const utf8 = decodeUtf8(bytes);
  const text = utf8 === null || looksMisread(utf8) ? (decodeGb18030(bytes) ?? utf8) : utf8;
  return text?.split(/\r\n|\r|\n/).map((line) => line.replaceAll(/\p{Cc}/gu, ' ').trim()) ?? null;
}

/**
 * Short Chinese in GB18030 can be valid UTF-8 by chance: 通知 reads as combining marks and Hebrew then. No notice of a
 * Chinese branch holds letters of that range without a single Chinese character.
 */
function looksMisread(text: string): boolean {
  return /[\u0180-\u07ff]/.test(text) && !/\p{Script=Han}/u.test(text);
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
