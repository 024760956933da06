import type { EventOf } from '#contract/events.ts';
import type { DiscardReason } from '#devices/message.ts';

/** A noisy line is one event a minute, not one per byte. */
export const FAULT_GAP_MS = 60_000;

export interface DiscardTally {
  readonly bytes: Readonly<Partial<Record<DiscardReason, number>>>;
  readonly total: number;
}

export const NOTHING_DISCARDED: DiscardTally = { bytes: {}, total: 0 };

export function addDiscard(tally: DiscardTally, reason: DiscardReason, count: number): DiscardTally {
  return {
    bytes: { ...tally.bytes, [reason]: (tally.bytes[reason] ?? 0) + count },
    total: tally.total + count,
  };
}

/** The event for a tally with at least one byte: its code is the commonest reason, its count is in bytes. */
export function discardEvent(tally: DiscardTally, port: string, at: number): EventOf<'device.fault'> {
  const reasons = Object.entries(tally.bytes).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const detail = `bytes thrown away: ${reasons.map(([reason, count]) => `${reason} ${count}`).join(', ')}`;
  return { type: 'device.fault', at, src: port, device: port, code: reasons[0]![0], detail, count: tally.total };
}
