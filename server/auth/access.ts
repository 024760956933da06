import type { Action } from './roles.ts';

/**
 * Who may ask what: deny by default. Every route has one entry, by method and path as registered; a route without one
 * keeps head office from starting. Where the path names a `:branch`, it must lie within the viewer's scope for that
 * action; another one is answered as if it did not exist.
 */
export type Access = 'everyone' | 'signed-in' | Action;

export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /healthz': 'everyone',
  'GET /readyz': 'everyone',
  'GET /metrics': 'everyone',

  // Page code without any data.
  'GET /*': 'everyone',

  'GET /api/me': 'signed-in',

  'GET /api/branches': 'live.read',
  'GET /api/stream': 'live.read',
  'GET /api/branches/:branch/live': 'live.read',
  'GET /api/branches/:branch/days/:date': 'scores.read',
  'GET /api/branches/:branch/events': 'tickets.read',

  'GET /api/entries': 'inspections.enter',
  'GET /api/branches/:branch/inspections/:inspection/entries': 'inspections.enter',
  'POST /api/branches/:branch/inspections/:inspection/entries': 'inspections.enter',
  'PUT /api/branches/:branch/inspections/:inspection/entries/:entry': 'inspections.enter',
  'POST /api/branches/:branch/inspections/:inspection/entries/:entry/sign': 'inspections.enter',
  'DELETE /api/branches/:branch/inspections/:inspection/entries/:entry': 'inspections.enter',
  'GET /api/branches/:branch/inspections/:inspection/settlement': 'inspections.review',
  'POST /api/branches/:branch/inspections/:inspection/settlement': 'inspections.review',
  'GET /api/agreement': 'agreement.read',
};

/** The entry of a route, null where there is none. */
export function accessOf(method: string, path: string): Access | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${path}`;
  return Object.hasOwn(ACCESS, key) ? ACCESS[key]! : null;
}
