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

  'GET /api/periods': 'scores.read',
  'GET /api/ranking/:period': 'ranking.read',
  'GET /api/funnel/:period': 'ranking.read',
  'POST /api/scores/:period/compute': 'scores.compute',
  'GET /api/scores/:period/compare': 'scores.read',
  'GET /api/waits/:date': 'scores.read',
  'GET /api/branches/:branch/scores': 'scores.read',
  'GET /api/branches/:branch/scores/:period': 'scores.read',
  'GET /api/branches/:branch/days/:date/visits/:visit': 'tickets.read',
  'GET /api/branches/:branch/days/:date/ratings/:rating': 'tickets.read',
  'GET /api/branches/:branch/cases': 'cases.read',
  'POST /api/branches/:branch/cases': 'cases.write',
  'PUT /api/branches/:branch/cases/:case': 'cases.write',
};

/** The entry of a route, null where there is none. */
export function accessOf(method: string, path: string): Access | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${path}`;
  return Object.hasOwn(ACCESS, key) ? ACCESS[key]! : null;
}
