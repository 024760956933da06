import type { ScreenRole } from '#contract/screens.ts';

/**
 * Who may ask what: deny by default. The branch PC itself may do everything; a paired screen what its role needs;
 * anybody else may only try to pair. A route without an entry here keeps the agent from starting.
 */

export type Visitor =
  | { readonly kind: 'branch-pc' }
  | { readonly kind: 'screen'; readonly role: ScreenRole }
  | { readonly kind: 'stranger' };

/** Beside the branch PC: everybody, nobody, or screens of these roles. */
export type Access = 'everyone' | 'branch-pc' | readonly ScreenRole[];

const EVERY_SCREEN: Access = ['kiosk', 'display', 'lobby'];
const KIOSK: Access = ['kiosk'];
const DISPLAY: Access = ['display'];
const LOBBY: Access = ['lobby'];

/** By method and route as the routes are registered; HEAD is as GET. */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /healthz': 'everyone',
  'GET /readyz': 'branch-pc',
  'GET /metrics': 'branch-pc',

  // Page code without any data: the same for every branch.
  'GET /assets/*': 'everyone',
  'GET /pair-screen': 'everyone',
  'GET /': EVERY_SCREEN,
  'GET /kiosk': KIOSK,
  'GET /display': DISPLAY,
  'GET /lobby': LOBBY,
  'GET /pairing': 'branch-pc',

  'POST /api/pair': 'everyone',
  'GET /api/pairing': 'branch-pc',
  'POST /api/pairing/codes': 'branch-pc',
  'DELETE /api/pairing/screens/:id': 'branch-pc',

  'GET /api/hall': EVERY_SCREEN,
  'POST /api/screens/heartbeat': EVERY_SCREEN,
  'GET /api/speech': ['kiosk', 'display'],

  'POST /api/ratings': KIOSK,
  'PUT /api/ratings/:rating/detail': KIOSK,
  'PUT /api/ratings/:rating/withdrawn': KIOSK,
  'PUT /api/surveys/:response': KIOSK,
  'POST /api/kiosk/unlock': KIOSK,

  'GET /api/display': DISPLAY,
  'GET /api/display/stream': DISPLAY,
  'GET /api/slides/:file': DISPLAY,

  'GET /api/lobby': LOBBY,
  'GET /api/stream': LOBBY,
  'GET /api/tickets/:ticket': LOBBY,
  'POST /api/alerts/:alert/acknowledge': LOBBY,
};

/** The entry of a route, null where there is none. */
export function accessOf(method: string, route: string | undefined): Access | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${route}`;
  return Object.hasOwn(ACCESS, key) ? ACCESS[key]! : null;
}

export type Verdict = 'allowed' | 'not-paired' | 'other-role';

/** `access` null: an address that does not exist here. Only the branch PC learns that. */
export function judge(visitor: Visitor, access: Access | null): Verdict {
  if (visitor.kind === 'branch-pc' || access === 'everyone') return 'allowed';
  if (visitor.kind === 'stranger') return 'not-paired';
  return Array.isArray(access) && access.includes(visitor.role) ? 'allowed' : 'other-role';
}
