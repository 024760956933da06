import type { TicketNumber } from '#contract/ids.ts';

/**
 * Reads a scanner that types: it presses the keys of the code faster than any hand, then Enter. Pure; the caller hands
 * in each key with its time, ms.
 */

/** Scanners pause a few ms between keys; the fastest typist needs more than 60. */
export const MOST_GAP_MS = 50;
const LEAST_KEYS = 2;
/** An address with a number in it. */
const MOST_KEYS = 256;

export interface Scan {
  readonly keys: string;
  readonly at: number;
}

export const NO_SCAN: Scan = { keys: '', at: Number.NEGATIVE_INFINITY };

export interface ScanStep {
  readonly scan: Scan;
  /** A code has been read: its ticket, or null if it is not one of a ticket. Absent = still typing. */
  readonly read?: TicketNumber | null;
  /** The key belongs to a scanner, not to a person at a keyboard. */
  readonly swallow: boolean;
}

export function scanKey({ keys, at }: Scan, key: string, now: number): ScanStep {
  const follows = now - at <= MOST_GAP_MS;
  if (key === 'Enter') {
    if (!follows || keys.length < LEAST_KEYS) return { scan: NO_SCAN, swallow: false };
    return { scan: NO_SCAN, read: ticketIn(keys), swallow: true };
  }
  // Shift and the like come between the keys of a scanner that types capitals.
  if (key.length !== 1) return { scan: key === 'Shift' ? { keys, at: now } : NO_SCAN, swallow: false };
  const all = follows ? keys + key : key;
  return { scan: all.length > MOST_KEYS ? NO_SCAN : { keys: all, at: now }, swallow: follows && all.length > 1 };
}

/** As tickets are numbered (contract: ids.ts). */
const TICKET = /^[A-Za-z0-9-]{1,12}$/;
const IN_ADDRESS = /[?&#](?:ticket|t)=([^&#]*)/;

/** The number itself, or an address that carries it as `ticket=` or `t=`; null for any other code. */
export function ticketIn(code: string): TicketNumber | null {
  const [, inAddress] = IN_ADDRESS.exec(code) ?? [];
  const number = (inAddress ?? code).trim().toUpperCase();
  return TICKET.test(number) ? (number as TicketNumber) : null;
}
