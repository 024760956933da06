import type { PolicyState } from '../store/policies/tables.ts';

/** What can happen to a version of a scorecard or composite definition, and what it is then. */

export type PolicyEvent =
  | 'save' // the author or a colleague has changed it
  | 'submit' // it is complete, somebody else shall approve it
  | 'return' // back to be changed again
  | 'approve'
  | 'withdraw'; // it will not be used

const NEXT: Readonly<Record<PolicyState, Partial<Readonly<Record<PolicyEvent, PolicyState>>>>> = {
  draft: { save: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { return: 'draft', approve: 'approved', withdraw: 'withdrawn' },
  approved: {},
  withdrawn: {},
};

/** The next state; null when that cannot happen now. */
export function nextPolicyState(state: PolicyState, event: PolicyEvent): PolicyState | null {
  return NEXT[state][event] ?? null;
}
