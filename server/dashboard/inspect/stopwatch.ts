/** A reading of both clocks of a phone: the steady one cannot be set, the one on the wall can. */
export interface Instant {
  readonly wall: number;
  readonly steady: number;
  /** Tells pages apart: the steady clock begins anew with each. */
  readonly page: string;
}

/** A stopwatch that runs; kept with the draft, so that it goes on when the phone ends the page. */
export interface Running extends Instant {
  readonly cell: string;
}

export interface Elapsed {
  readonly ms: number;
  readonly wallMs: number;
  readonly bridged: boolean;
}

const PAGE = crypto.randomUUID();

export function readInstant(): Instant {
  return { wall: Date.now(), steady: performance.now(), page: PAGE };
}

/**
 * Time since the start. The steady clock of a phone stands still while the phone sleeps, and a clock on the wall that
 * is put back runs behind, so the longer of both holds; over a reload only the one on the wall is left.
 */
export function elapsed(running: Instant, now: Instant): Elapsed {
  const wallMs = Math.round(now.wall - running.wall);
  const bridged = now.page !== running.page;
  const steadyMs = bridged ? 0 : Math.round(now.steady - running.steady);
  return { ms: Math.min(LONGEST_MS, Math.max(0, steadyMs, wallMs)), wallMs: clamp(wallMs), bridged };
}

const LONGEST_MS = 86_400_000;

function clamp(ms: number): number {
  return Math.max(-LONGEST_MS, Math.min(LONGEST_MS, ms));
}

/** 65,300 ms → "1:05". */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}
