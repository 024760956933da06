/**
 * GB 18030 text, the superset of GB 2312 and GBK that Chinese printers and strips use. The platform decodes it but
 * has no encoder, so the encoder's table is made once by decoding every code (double- and four-byte) of the plane.
 */

const strict = new TextDecoder('gb18030', { fatal: true });
const lenient = new TextDecoder('gb18030');

/** Null when the bytes are not GB 18030. */
export function decodeGb18030(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** Undecodable bytes become U+FFFD. */
export function decodeGb18030Leniently(bytes: Uint8Array): string {
  return lenient.decode(bytes);
}

/** Lone surrogates, and the few private-use code points that the platform cannot decode back, become "?". */
export function encodeGb18030(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) bytes.push(...encodeCharacter(character));
  return Uint8Array.from(bytes);
}

/** One character as 1, 2 or 4 bytes. */
export function encodeCharacter(character: string): readonly number[] {
  const code = character.codePointAt(0)!;
  if (code < 0x80) return [code];
  if (code > 0xffff) return fourBytes(SUPPLEMENTARY_START + code - 0x10000);
  return encodingTable().get(character) ?? [0x3f];
}

/** Bytes of the character that starts at `at`: 1, 2 or 4 (a four-byte code has a digit as second byte). */
export function characterBytes(bytes: Uint8Array, at: number): 1 | 2 | 4 {
  const lead = bytes[at]!;
  if (lead <= 0x80 || lead === 0xff) return 1;
  const second = bytes[at + 1] ?? 0;
  return second >= 0x30 && second <= 0x39 ? 4 : 2;
}

/** Linear index of 90 30 81 30, the code of U+10000. */
const SUPPLEMENTARY_START = 189_000;
/** Four-byte codes 81 30 81 30 … 84 31 A4 39 stand for the rest of the basic plane. */
const BASIC_FOUR_BYTE_CODES = 39_420;

function fourBytes(index: number): readonly [number, number, number, number] {
  return [
    0x81 + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1_260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ];
}

let table: ReadonlyMap<string, readonly number[]> | null = null;

function encodingTable(): ReadonlyMap<string, readonly number[]> {
  table ??= buildTable();
  return table;
}

function buildTable(): Map<string, readonly number[]> {
  const built = new Map<string, readonly number[]>();
  for (let index = 0; index < BASIC_FOUR_BYTE_CODES; index++) add(built, fourBytes(index));
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) add(built, [lead, trail]);
  }
  return built;
}

function add(into: Map<string, readonly number[]>, code: readonly number[]): void {
  const character = decodeGb18030(Uint8Array.from(code));
  if (character !== null && character.length === 1) into.set(character, code);
}
