/**
 * What the taps at one kiosk say about each other, and when the hall is not open. Judged by when somebody tapped, not
 * by when the tap arrived: a page that was cut off delivers the taps of an hour at once. Source: measuring
 * definitions, tamper and bias detection; the limits marked "own" are ours, no source names one.
 */

/** Genuine ratings at one kiosk rarely follow each other faster (vendors' default). The first of a burst counts. */
export const BURST_GAP_MS = 15_000;

/**
 * Somebody hammers: this many taps in less than the time that as many customers, each just outside a burst, would
 * need. None of them says anything, the first included. Own.
 */
export const MASHING_TAPS = 5;
export const MASHING_MS = (MASHING_TAPS - 1) * BURST_GAP_MS;

/** One person has one opinion: this many different levels in this time are a child trying the faces. Own. */
export const PLAY_LEVELS = 3;
export const PLAY_MS = 20_000;

/** No tap has anything to say about one that is further away than this, ms. */
export const RULES_REACH_MS = Math.max(BURST_GAP_MS, MASHING_MS, PLAY_MS);

/** Customers who were in the hall at the close are served and leave within this time. Own. */
export const KIOSK_AFTER_CLOSE_MS = 30 * 60_000;

const DAY_MS = 86_400_000;

export type TapFlag = 'burst' | 'mashing' | 'play';

export interface Tap {
  /** Epoch ms. */
  readonly tappedAt: number;
  readonly level: number;
}

/** Every combination once, by its bits, so that two may be compared by identity. */
const COMBINATIONS: readonly (readonly TapFlag[])[] = Array.from({ length: 8 }, (_, bits) =>
  (['burst', 'mashing', 'play'] as const).filter((_flag, at) => (bits & (1 << at)) !== 0),
);
const [BURST, MASHING, PLAY] = [1, 2, 4] as const;

export const NO_TAP_FLAGS = COMBINATIONS[0]!;

/**
 * Flags of each tap, in the order given; equal ones are the same array. `taps`: those of one kiosk that stand,
 * ascending by time. Taps within RULES_REACH_MS of either end are judged by what is there, so hand in that much more
 * than what you want to know.
 */
export function tapFlags(taps: readonly Tap[]): readonly (readonly TapFlag[])[] {
  const marks = new Uint8Array(taps.length);
  markBursts(taps, marks);
  markMashing(taps, marks);
  markPlay(taps, marks);
  return Array.from(marks, (bits) => COMBINATIONS[bits]!);
}

function mark(marks: Uint8Array, at: number, flag: number): void {
  marks[at] = marks[at]! | flag;
}

function markBursts(taps: readonly Tap[], marks: Uint8Array): void {
  for (let at = 1; at < taps.length; at++) {
    if (taps[at]!.tappedAt - taps[at - 1]!.tappedAt < BURST_GAP_MS) mark(marks, at, BURST);
  }
}

// Both walk each tap once, also while somebody hammers for minutes: `marked` is where the last run ended.
function markMashing(taps: readonly Tap[], marks: Uint8Array): void {
  let marked = 0;
  for (let last = MASHING_TAPS - 1; last < taps.length; last++) {
    const first = last - MASHING_TAPS + 1;
    if (taps[last]!.tappedAt - taps[first]!.tappedAt >= MASHING_MS) continue;
    for (let at = Math.max(first, marked); at <= last; at++) mark(marks, at, MASHING);
    marked = last + 1;
  }
}

function markPlay(taps: readonly Tap[], marks: Uint8Array): void {
  const levels = new Map<number, number>();
  const count = (level: number, by: 1 | -1): void => {
    const now = (levels.get(level) ?? 0) + by;
    if (now === 0) levels.delete(level);
    else levels.set(level, now);
  };
  let [end, marked] = [0, 0];
  taps.forEach((tap, first) => {
    for (; end < taps.length && taps[end]!.tappedAt <= tap.tappedAt + PLAY_MS; end++) count(taps[end]!.level, 1);
    if (levels.size >= PLAY_LEVELS) {
      for (let at = Math.max(first, marked); at < end; at++) mark(marks, at, PLAY);
      marked = end;
    }
    count(tap.level, -1);
  });
}

interface Hours {
  /** Local midnight at the beginning of the date, epoch ms. */
  readonly startsAt: number;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
}

/**
 * Tapped when there was nobody to serve: before opening, or long after closing. A tap of an earlier date, delivered
 * on this day, is judged by its time of day: the hours of this day are the only ones at hand. False when the day has
 * no hours.
 */
export function isOutsideHours(tappedAt: number, { startsAt, opensAt, closesAt }: Hours): boolean {
  if (opensAt === null || closesAt === null) return false;
  const daysBefore = Math.max(0, Math.ceil((startsAt - tappedAt) / DAY_MS));
  const time = tappedAt + daysBefore * DAY_MS;
  return time < opensAt || time > closesAt + KIOSK_AFTER_CLOSE_MS;
}
