import type { Route } from '../api/route.ts';
import { json, viewerOf } from '../api/route.ts';
import { ACTIONS, permits, type Action, type Role } from './roles.ts';
import type { Viewer } from './viewer.ts';

/** GET /api/me: who is signed in, and what they may do somewhere, so that pages show nothing that would be refused. */
export interface Me {
  readonly account: string;
  readonly name: string;
  readonly grants: readonly { readonly role: Role; readonly unit: string }[];
  readonly actions: readonly Action[];
  /** What the bank calls itself in the head of every page; null = nothing. */
  readonly bank: BankName | null;
}

export interface BankName {
  readonly zh: string;
  readonly en: string;
}

export function meRoute(bank: BankName | null): Route {
  return { method: 'GET', path: '/api/me', answer: (asked) => json(meOf(viewerOf(asked), bank)) };
}

function meOf({ account, name, grants }: Viewer, bank: BankName | null): Me {
  const actions = (Object.keys(ACTIONS) as Action[]).filter((action) =>
    grants.some(({ role }) => permits(role, action)),
  );
  return { account, name, grants, actions, bank };
}
