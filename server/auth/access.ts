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
  'GET /api/setup': 'everyone',
  'POST /api/setup': 'everyone',
  'POST /api/session': 'everyone',
  'POST /api/session/code': 'everyone',
  'GET /api/session/provider': 'everyone',
  'GET /api/session/provider/return': 'everyone',
  'DELETE /api/session': 'signed-in',
  'POST /api/session/password': 'signed-in',

  'GET /api/organisation': 'organisation.read',
  'GET /api/organisation/:unit/places': 'organisation.read',
  'POST /api/organisation': 'organisation.write',
  'PUT /api/organisation/:unit': 'organisation.write',
  'POST /api/organisation/:unit/move': 'organisation.write',
  'POST /api/organisation/:unit/close': 'organisation.write',

  'GET /api/people': 'people.read',
  'POST /api/people': 'people.write',
  'PUT /api/people/:account': 'people.write',
  'POST /api/people/:account/code': 'people.write',
  'POST /api/people/:account/disable': 'people.write',
  'POST /api/people/:account/enable': 'people.write',
  'POST /api/people/:account/unlock': 'people.write',
  'PUT /api/people/:account/grants/:role/:unit': 'people.write',
  'DELETE /api/people/:account/grants/:role/:unit': 'people.write',

  'GET /api/audit': 'audit.read',
  'GET /api/audit/proof': 'audit.read',

  'GET /api/retention': 'retention.read',
  'GET /api/subjects/accounts/:account': 'subjects.export',
  'GET /api/subjects/pseudonyms/:pseudonym': 'subjects.export',

  'GET /api/branches': 'live.read',
  'GET /api/stream': 'live.read',
  'GET /api/branches/:branch/live': 'live.read',
  'GET /api/branches/:branch/days/:date': 'scores.read',
  'GET /api/branches/:branch/events': 'tickets.read',
};

/** The entry of a route, null where there is none. */
export function accessOf(method: string, path: string): Access | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${path}`;
  return Object.hasOwn(ACCESS, key) ? ACCESS[key]! : null;
}
