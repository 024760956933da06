import { permits, type Action, type Role } from './roles.ts';

/** Somebody who has signed in. */
export interface Viewer {
  readonly account: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

export interface Grant {
  readonly role: Role;
  /** Holds at this unit and everything below it. */
  readonly unit: string;
}

/**
 * The part of the organisation within which something is asked: every query about branches takes one and adds it to its
 * conditions (`store/within.ts`), so that no page can forget it. Empty = nothing.
 */
export type Scope = { readonly kind: 'all' } | { readonly kind: 'units'; readonly units: readonly string[] };

/** For head office's own work; never for a request. */
export const WHOLE_BANK: Scope = { kind: 'all' };

/** Where the viewer may do this; null = nowhere. */
export function scopeOf(viewer: Viewer, action: Action): Scope | null {
  const units = viewer.grants.filter(({ role }) => permits(role, action)).map(({ unit }) => unit);
  return units.length === 0 ? null : { kind: 'units', units: [...new Set(units)].toSorted() };
}
