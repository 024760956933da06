/**
 * Lengths of ESC/POS commands (Epson's command reference, plus the old one- and two-byte cuts that cheap printers
 * keep), so that their parameters are not taken for text.
 */

/** What a command does to the job: nothing that a reader of tickets cares about, a new line, or the end of the job. */
export type CommandEffect = 'none' | 'line' | 'cut' | 'real-time';

export interface CommandLength {
  /** All bytes of the command, or null when more bytes are needed to tell. */
  readonly bytes: number | null;
  readonly effect: CommandEffect;
}

const UNKNOWN_YET: CommandLength = { bytes: null, effect: 'none' };

/** First bytes of commands. */
export const DLE = 0x10;
export const ESC = 0x1b;
export const FS = 0x1c;
export const GS = 0x1d;

/** The command that starts at `at` (DLE, ESC, FS or GS); `end` is where the bytes that have arrived end. */
export function commandLength(bytes: Uint8Array, at: number, end: number): CommandLength {
  if (at + 1 >= end) return UNKNOWN_YET;
  const group = GROUPS.get(bytes[at]!)!;
  const rule = group.get(bytes[at + 1]!);
  // A command that nobody documents: its first two bytes go, what follows is read on.
  if (rule === undefined) return { bytes: 2, effect: bytes[at] === DLE ? 'real-time' : 'none' };
  if (typeof rule === 'number') return { bytes: 2 + rule, effect: bytes[at] === DLE ? 'real-time' : 'none' };
  const extent = rule.size(new Parameters(bytes, at + 2, end));
  return { bytes: extent === null ? null : 2 + extent, effect: rule.effect };
}

/** The bytes after the two that name a command; null stands for one that has not arrived. */
class Parameters {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #end: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
  }

  byte(index: number): number | null {
    return this.#start + index < this.#end ? this.#bytes[this.#start + index]! : null;
  }

  /** Little-endian number of `width` bytes. */
  number(index: number, width: number): number | null {
    if (this.byte(index + width - 1) === null) return null;
    let value = 0;
    for (let i = width - 1; i >= 0; i--) value = value * 256 + this.byte(index + i)!;
    return value;
  }

  /** Bytes up to and including the first zero at or after `index`. */
  throughZero(index: number): number | null {
    const zero = this.#bytes.indexOf(0, this.#start + index);
    return zero < 0 || zero >= this.#end ? null : zero + 1 - this.#start;
  }
}

/** How many bytes follow the two that name the command, null when that cannot be told yet. */
type Size = (parameters: Parameters) => number | null;
type Rule = number | { readonly size: Size; readonly effect: CommandEffect };

function sized(size: Size): Rule {
  return { size, effect: 'none' };
}

function fixed(bytes: number, effect: CommandEffect): Rule {
  return { size: () => bytes, effect };
}

/** `plain` bytes, then data whose amount `amount` tells from them. */
function withData(plain: number, amount: (parameters: Parameters) => number | null): Rule {
  return sized((parameters) => {
    if (parameters.byte(plain - 1) === null) return null;
    const data = amount(parameters);
    return data === null ? null : plain + data;
  });
}

function after(value: number | null, scale: (value: number) => number): number | null {
  return value === null ? null : scale(value);
}

/** ESC * m nL nH: one byte per column in 8-dot modes, three in 24-dot modes. */
const bitImage = withData(3, (p) => after(p.number(1, 2), (columns) => columns * (p.byte(0)! >= 32 ? 3 : 1)));

/** ESC & y c1 c2, then for each character its width x and x columns of y bytes. */
function userCharacters(p: Parameters): number | null {
  const [height, first, last] = [p.byte(0), p.byte(1), p.byte(2)];
  if (height === null || first === null || last === null) return null;
  let used = 3;
  for (let code = first; code <= last; code++) {
    const width = p.byte(used);
    if (width === null) return null;
    used += 1 + width * height;
  }
  return used;
}

/** GS V m: 0, 1, '0', '1' cut at once; the other forms carry one more byte. */
function cutSize(p: Parameters): number | null {
  return after(p.byte(0), (mode) => (mode <= 1 || mode === 48 || mode === 49 ? 1 : 2));
}

/** GS k m: old forms end with 00, new forms (m ≥ 65) carry their length. */
function barcodeSize(p: Parameters): number | null {
  const system = p.byte(0);
  if (system === null) return null;
  return system < 65 ? p.throughZero(1) : after(p.byte(1), (length) => 2 + length);
}

/** FS q n, then n images xL xH yL yH of x × y × 8 bytes. */
function storedImages(p: Parameters): number | null {
  const count = p.byte(0);
  if (count === null) return null;
  let used = 1;
  for (let image = 0; image < count; image++) {
    const [columns, rows] = [p.number(used, 2), p.number(used + 2, 2)];
    if (columns === null || rows === null) return null;
    used += 4 + columns * rows * 8;
  }
  return used;
}

/** FS g 1 writes n bytes to the printer's memory, FS g 2 reads them. */
const memory = withData(8, (p) => (p.byte(0) === 0x31 ? p.number(6, 2) : 0));

/** GS C 0 / 1 / 2 set the counter: how many bytes follow depends on which. */
const counterSize: Size = (p) => after(p.byte(0), (which) => (which % 0x30 === 1 ? 7 : 3));

/** DLE EOT 7 and 8 carry one byte more than the others; DLE DC4 depends on its function. */
const eotSize: Size = (p) => after(p.byte(0), (n) => (n === 7 || n === 8 ? 2 : 1));
const DC4_SIZES: Readonly<Record<number, number>> = { 3: 6, 7: 2, 8: 8 };
const dc4Size: Size = (p) => after(p.byte(0), (fn) => DC4_SIZES[fn] ?? 3);

/** Each key lists the second bytes of the commands that follow its rule. */
function rules(entries: Readonly<Record<string, Rule>>): ReadonlyMap<number, Rule> {
  return new Map(Object.entries(entries).flatMap(([names, rule]) => Array.from(names, (c) => [c.charCodeAt(0), rule])));
}

/** "( fn pL pH …": the form all newer commands share; QR codes are printed with GS ( k. */
const extended = withData(3, (p) => p.number(1, 2));

const rasterImage = withData(6, (p) => p.number(2, 2)! * p.number(4, 2)!);

const ESC_RULES = rules({
  '@2LS\f<v': 0,
  ' !-3=?AEGMQRTUVaertu{%': 1,
  '$\\Bc': 2,
  p: 3,
  W: 8,
  dJK: fixed(1, 'line'),
  im: fixed(0, 'cut'),
  D: sized((p) => p.throughZero(0)),
  '*': bitImage,
  '&': sized(userCharacters),
  '(': extended,
});

const GS_RULES = rules({
  ':c': 0,
  '!#/ABEHITabfhrw': 1,
  '$\\LPW': 2,
  '^z': 3,
  g: 4,
  C: sized(counterSize),
  V: { size: cutSize, effect: 'cut' },
  k: sized(barcodeSize),
  '*': withData(2, (p) => p.byte(0)! * p.byte(1)! * 8),
  vQ: rasterImage,
  '(': extended,
  '8': withData(5, (p) => p.number(1, 4)),
});

const FS_RULES = rules({
  '&.': 0,
  '!-CW': 1,
  'Sp?': 2,
  '2': 74,
  q: sized(storedImages),
  g: memory,
  '(': extended,
});

const DLE_RULES: ReadonlyMap<number, Rule> = new Map([
  [0x04, { size: eotSize, effect: 'real-time' }],
  [0x05, fixed(1, 'real-time')],
  [0x14, { size: dc4Size, effect: 'real-time' }],
]);

const GROUPS: ReadonlyMap<number, ReadonlyMap<number, Rule>> = new Map([
  [DLE, DLE_RULES],
  [ESC, ESC_RULES],
  [FS, FS_RULES],
  [GS, GS_RULES],
]);
