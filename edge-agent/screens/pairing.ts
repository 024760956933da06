import type { ScreenRole } from '#contract/screens.ts';
import { MOST_TRIES, recentTries } from './try-limit.ts';

/**
 * How a screen elsewhere in the branch is let in: somebody at the branch PC has a code made for one role, and types it
 * at the screen. One code is open at a time; it is used once, soon forgotten, and void after a few wrong tries. Pure.
 */

export const CODE_MS = 10 * 60_000;

export interface PairingState {
  readonly open: OpenCode | null;
  /** When wrong codes were tried. */
  readonly wrong: readonly number[];
}

interface OpenCode {
  readonly code: string;
  readonly role: ScreenRole;
  readonly madeAt: number;
}

export type PairingOutcome =
  | { readonly kind: 'paired'; readonly role: ScreenRole }
  /** Also when no code is open: whoever guesses does not learn whether there is one. */
  | { readonly kind: 'wrong' }
  /** Too many were wrong; whatever code there was is void. */
  | { readonly kind: 'void' };

export interface PairingStep {
  readonly state: PairingState;
  readonly outcome: PairingOutcome;
}

export const NO_PAIRING: PairingState = { open: null, wrong: [] };

/** A code was made; the one before it is void. */
export function offered(state: PairingState, code: string, role: ScreenRole, now: number): PairingState {
  return { open: { code, role, madeAt: now }, wrong: recentTries(state.wrong, now) };
}

/** Somebody typed a code. */
export function tried(state: PairingState, code: string, now: number): PairingStep {
  const wrong = recentTries(state.wrong, now);
  const open = stillOpen(state.open, now);
  if (open === null) {
    const outcome = { kind: wrong.length < MOST_TRIES ? ('wrong' as const) : ('void' as const) };
    return { state: { open, wrong }, outcome };
  }
  if (code === open.code) return { state: { open: null, wrong }, outcome: { kind: 'paired', role: open.role } };
  const tries = [...wrong, now];
  return tries.length < MOST_TRIES
    ? { state: { open, wrong: tries }, outcome: { kind: 'wrong' } }
    : { state: { open: null, wrong: tries }, outcome: { kind: 'void' } };
}

/** A code made in the future is of a clock that has been set back since: nobody knows how old it is. */
function stillOpen(open: OpenCode | null, now: number): OpenCode | null {
  return open !== null && open.madeAt <= now && now < open.madeAt + CODE_MS ? open : null;
}
