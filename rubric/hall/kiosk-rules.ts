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

/**
 * Flags of each tap, in the order given. `taps`: those of one kiosk that stand, ascending by time. Taps within
 * RULES_REACH_MS of either end are judged by what is there, so hand in that much more than what you want to know.
 */
export function tapFlags(taps: readonly Tap[]): readonly ReadonlySet<TapFlag>[] {
  const flags = taps.map(() => new Set<TapFlag>());
  taps.forEach((tap, index) => {
    const before = taps[index - 1];
    if (before !== undefined && tap.tappedAt - before.tappedAt < BURST_GAP_MS) flags[index]!.add('burst');
    const fifth = taps[index + MASHING_TAPS - 1];
    if (fifth !== undefined && fifth.tappedAt - tap.tappedAt < MASHING_MS) {
      for (const each of flags.slice(index, index + MASHING_TAPS)) each.add('mashing');
    }
    const run = playedFrom(taps, index);
    for (const each of flags.slice(index, index + run)) each.add('play');
  });
  return flags;
}

/** How many taps from `first` on belong to one spell of play, 0 when it is none. */
function playedFrom(taps: readonly Tap[], first: number): number {
  const until = taps[first]!.tappedAt + PLAY_MS;
  const levels = new Set<number>();
  let at = first;
  for (; at < taps.length && taps[at]!.tappedAt <= until; at++) levels.add(taps[at]!.level);
  return levels.size >= PLAY_LEVELS ? at - first : 0;
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
