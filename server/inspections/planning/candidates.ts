import type { Role } from '../../auth/roles.ts';
import { quartersBetween } from './quarter.ts';
import type { Crowd, VisitBook } from './visit-book.ts';

/** Who may inspect a branch: what stands against it, and what only speaks against it. */

/** Somebody who holds the role of an inspector somewhere. */
export interface Candidate {
  readonly account: string;
  readonly grants: readonly { readonly role: Role; readonly unit: string }[];
  readonly ties: readonly {
    readonly branch: string;
    readonly why: 'worked-there' | 'declared';
    readonly until: string;
  }[];
}

/** A visit to be made. */
export interface Slot {
  readonly id: string;
  readonly branch: string;
  readonly kind: 'announced' | 'mystery' | 'intercept' | 'hotline' | 'monthly';
  readonly from: string;
  readonly to: string;
  /** The branch with every unit above it. */
  readonly above: readonly string[];
  /** Of those, the branch and its regions. */
  readonly home: readonly string[];
}

/** Nobody can set these aside. */
export type Conflict =
  /** Holds no inspector's role that covers the branch. */
  | { readonly code: 'not-covered' }
  | { readonly code: 'works-there'; readonly role: Role }
  | { readonly code: 'worked-there'; readonly until: string }
  /** Has declared an interest of their own (回避). */
  | { readonly code: 'declared'; readonly until: string };

/** The planner may set these aside, with a reason. */
export type Concern =
  /** Made the visit before or makes the one after. */
  | { readonly code: 'in-a-row'; readonly on: string }
  /** More visits than fit into these weeks, however they are laid within their days. */
  | ({ readonly code: 'weeks-full' } & Crowd)
  /** A mystery shopper from the branch's own region, while another one is free. */
  | { readonly code: 'home-region' };

/** The same inspector may come again when this many quarters lie between. */
const ROTATION_QUARTERS = 2;

export function conflictsOf({ grants, ties }: Candidate, { branch, above, from }: Slot): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  if (!grants.some(({ role, unit }) => role === 'inspector' && above.includes(unit)))
    conflicts.push({ code: 'not-covered' });
  for (const { role, unit } of grants)
    if (belongsTo(role, unit, { branch, above })) conflicts.push({ code: 'works-there', role });
  for (const tie of ties)
    if (tie.branch === branch && from <= tie.until) conflicts.push({ code: tie.why, until: tie.until });
  return conflicts;
}

/** Works at the branch itself, or is the manager of it from above. */
export function belongsTo(role: Role, unit: string, { branch, above }: Pick<Slot, 'branch' | 'above'>): boolean {
  if (role === 'inspector') return false;
  const runsHalls = role === 'branch-manager' || role === 'lobby-manager';
  return unit === branch || (runsHalls && above.includes(unit));
}

/** Everything but what depends on who else is free. */
export function concernsOf(
  { account }: Candidate,
  slot: Slot,
  { book, perWeek }: { readonly book: VisitBook; readonly perWeek: number },
): readonly Concern[] {
  const concerns: Concern[] = [];
  const near = isSeenThere(slot.kind) ? book.neighbours(slot) : [];
  for (const { inspector, on } of near)
    if (inspector === account && quartersBetween(on, slot.from) <= ROTATION_QUARTERS)
      concerns.push({ code: 'in-a-row', on });
  const crowd = book.overfilled(account, { id: slot.id, on: slot.from, to: slot.to }, perWeek);
  if (crowd !== null) concerns.push({ code: 'weeks-full', ...crowd });
  return concerns;
}

/** A test call shows no face that the branch could know again. */
export function isSeenThere(kind: Slot['kind']): boolean {
  return kind !== 'hotline';
}

/** Inspects for the branch's own region or a part of it, so the branch may know the face. */
export function isAtHome({ grants }: Candidate, { home }: Slot): boolean {
  return grants.some(({ role, unit }) => role === 'inspector' && home.includes(unit));
}
