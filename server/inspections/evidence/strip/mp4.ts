import { ascii, uint32 } from '../bytes.ts';
import { NOT_TAKEN, UNREADABLE, type Stripped } from './stripped.ts';

/**
 * M4A (ISO/IEC 14496-12): sound stays where it is, for tables inside point to it; boxes that tell of place, device,
 * names and times are emptied in place. Files with tracks of anything but sound are refused.
 */
export function stripMp4(bytes: Uint8Array): Stripped {
  const out = Uint8Array.from(bytes);
  const found: Found = { tracks: [], hasData: false };
  if (!empty(out, { from: 0, to: out.length, depth: 0 }, found)) return UNREADABLE;
  if (found.tracks.length === 0 || !found.hasData) return UNREADABLE;
  return found.tracks.every((kind) => kind === 'soun') ? { ok: true, bytes: out } : NOT_TAKEN;
}

interface Found {
  readonly tracks: string[];
  hasData: boolean;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Boxes with boxes in them on the way to the sound. */
const PARENTS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf']);
/** What a player needs; every other box is emptied. */
const KEPT: ReadonlySet<string> = new Set('ftyp mdat mvhd tkhd mdhd hdlr smhd dinf stbl edts'.split(' '));
/** Begin with a version and two times: when it was made and when it was changed. */
const TIMED: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd']);
const DEEPEST = 6;

function empty(out: Uint8Array, { from, to, depth }: Range, found: Found): boolean {
  let at = from;
  while (at < to) {
    const box = boxAt(out, at, to);
    if (box === null || depth > DEEPEST) return false;
    const { type, content, end } = box;
    if (type === 'hdlr') found.tracks.push(ascii(out, content + 8, 4));
    // Recorded in pieces, each with tables of its own.
    if (type === 'moof') found.tracks.push(type);
    found.hasData ||= type === 'mdat';
    if (TIMED.has(type)) out.fill(0, content + 4, Math.min(end, content + (out[content] === 1 ? 20 : 12)));
    if (PARENTS.has(type)) {
      if (!empty(out, { from: content, to: end, depth: depth + 1 }, found)) return false;
    } else if (!KEPT.has(type)) {
      out.set(FREE, at + 4);
      out.fill(0, content, end);
    }
    at = end;
  }
  return at === to;
}

const FREE = Uint8Array.from([0x66, 0x72, 0x65, 0x65]);

interface Box {
  readonly type: string;
  readonly content: number;
  readonly end: number;
}

/** Size 0 = up to the end of the file, 1 = a 64-bit size follows. */
function boxAt(bytes: Uint8Array, at: number, to: number): Box | null {
  const size = uint32(bytes, at);
  if (size === null || at + 8 > to) return null;
  const type = ascii(bytes, at + 4, 4);
  const isLong = size === 1;
  const head = isLong ? 16 : 8;
  const whole = isLong ? (uint32(bytes, at + 8) === 0 ? uint32(bytes, at + 12) : null) : size === 0 ? to - at : size;
  if (whole === null || whole < head || at + whole > to) return null;
  return { type, content: at + head, end: at + whole };
}
