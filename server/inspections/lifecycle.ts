import type { InspectionsTables } from '../store/inspections/tables.ts';

/** What can happen to an inspection, and what it is then. */

export type InspectionState = InspectionsTables['inspection']['state'];

export type InspectionEvent =
  /** The inspector, or whoever types in paper first, has begun. */
  | { readonly type: 'begin' }
  /** The sheet that counts is there and locked: handed in digitally, or both entries of paper agree. */
  | { readonly type: 'sign' }
  /** Two entries of a paper sheet differ. */
  | { readonly type: 'differ' }
  /** A third person has settled what they differ in. */
  | { readonly type: 'settle' }
  /** Back to the inspector, with a reason. */
  | { readonly type: 'return' }
  /** Reviewed: counts in scores from now on, and its branch may see it. */
  | { readonly type: 'release' }
  | { readonly type: 'cancel' };

const NEXT: Readonly<Record<InspectionState, Partial<Readonly<Record<InspectionEvent['type'], InspectionState>>>>> = {
  assigned: { begin: 'begun', cancel: 'cancelled' },
  begun: { begin: 'begun', sign: 'signed', differ: 'mismatch', cancel: 'cancelled' },
  mismatch: { settle: 'signed' },
  signed: { return: 'returned', release: 'released' },
  returned: { begin: 'returned', sign: 'signed', differ: 'mismatch', cancel: 'cancelled' },
  released: {},
  cancelled: {},
};

/** The next state; null when that cannot happen now. */
export function nextState(state: InspectionState, event: InspectionEvent): InspectionState | null {
  return NEXT[state][event.type] ?? null;
}

/** Nobody writes in it any more. */
export function isLocked(state: InspectionState): boolean {
  return state === 'signed' || state === 'released' || state === 'cancelled' || state === 'mismatch';
}
