import type { Direction } from '#devices/message.ts';
import { slugSchema } from '#contract/ids.ts';

/**
 * Captures: raw bytes of device lines as text, one chunk per line, so that a hall can be recorded, read by a person,
 * cut with a text editor and replayed. The agent's raw byte log has the same format.
 *
 *     # hallmeter capture 1
 *     1796000000000 bus = FF68030368010C0E16
 *
 * A line is `<epoch ms> <port id> <direction> <bytes as hex>`; direction `<` from the device, `>` to the device,
 * `=` one wire that carries both. Lines starting with `#` are comments. A chunk is what arrived together: frames may
 * be split over lines or share one.
 */

export const CAPTURE_HEADER = '# hallmeter capture 1';

/** Bytes that arrived together on one port at `at` (epoch ms). Never empty. */
export interface CaptureRecord {
  readonly at: number;
  readonly port: string;
  readonly direction: Direction;
  readonly bytes: Uint8Array;
}

export type ParsedRecord =
  /** `record` is null for comments and empty lines. */
  { readonly ok: true; readonly record: CaptureRecord | null } | { readonly ok: false; readonly problem: string };

/** `line` counts from 1. */
export interface CaptureProblem {
  readonly line: number;
  readonly problem: string;
}

const SIGNS: Readonly<Record<Direction, string>> = { 'from-device': '<', 'to-device': '>', shared: '=' };
const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['<', 'from-device'],
  ['>', 'to-device'],
  ['=', 'shared'],
]);
/** End of the year 9999, as for every time in this system. */
const LATEST = 253_402_300_799_999;

/** One capture line, without line end. */
export function formatRecord(record: CaptureRecord): string {
  return `${record.at} ${record.port} ${SIGNS[record.direction]} ${record.bytes.toHex().toUpperCase()}`;
}

/** Reads one capture line; hex in either case, surrounding blanks and a CR at the end are accepted. Never throws. */
export function parseRecord(line: string): ParsedRecord {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return { ok: true, record: null };
  return parseFields(text);
}

function parseFields(text: string): ParsedRecord {
  const fields = text.split(/\s+/);
  const [time = '', port = '', sign = '', hex = ''] = fields;
  if (fields.length !== 4) return refuse(`${fields.length} fields instead of 4: time, port, direction, bytes`);
  const at = /^\d{1,15}$/.test(time) ? Number(time) : Infinity;
  if (at > LATEST) return refuse(`time "${cut(time)}" is not epoch milliseconds`);
  if (!slugSchema.safeParse(port).success) return refuse(`"${cut(port)}" is not a port id`);
  const direction = DIRECTIONS.get(sign);
  if (direction === undefined) return refuse(`direction "${cut(sign)}" is none of < > =`);
  if (!/^(?:[0-9A-Fa-f]{2})+$/.test(hex)) return refuse(`bytes "${cut(hex)}" are not pairs of hex digits`);
  return { ok: true, record: { at, port, direction, bytes: Uint8Array.fromHex(hex) } };
}

/**
 * Reads a whole capture. Damaged lines (a recorder that lost power writes half a line) are named and left out, the
 * rest is still read. A first line that announces another format version is a problem, a missing one is not.
 */
export function parseCapture(text: string): {
  readonly records: readonly CaptureRecord[];
  readonly problems: readonly CaptureProblem[];
} {
  const records: CaptureRecord[] = [];
  const problems: CaptureProblem[] = [];
  text.split('\n').forEach((content, index) => {
    const version = /^# hallmeter capture (.*\S)\s*$/.exec(content)?.[1];
    if (version !== undefined && version !== '1') {
      problems.push({ line: index + 1, problem: `capture format ${cut(version)}; this version reads format 1` });
    }
    const parsed = parseRecord(content);
    if (!parsed.ok) problems.push({ line: index + 1, problem: parsed.problem });
    else if (parsed.record !== null) records.push(parsed.record);
  });
  return { records, problems };
}

function refuse(problem: string): ParsedRecord {
  return { ok: false, problem };
}

function cut(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}
