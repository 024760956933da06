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

  'GET /api/plans': 'plans.read',
  'POST /api/plans': 'plans.write',
  'GET /api/plans/:plan': 'plans.read',
  'DELETE /api/plans/:plan': 'plans.write',
  'PUT /api/plans/:plan/lines': 'plans.write',
  'POST /api/plans/:plan/suggestion': 'plans.write',
  'GET /api/plans/:plan/branches/:branch/slots/:slot/candidates': 'plans.write',
  'PUT /api/plans/:plan/branches/:branch/slots/:slot': 'plans.write',
  'POST /api/plans/:plan/publication': 'plans.write',

  'GET /api/inspections': 'inspections.read',
  'GET /api/branches/:branch/inspections': 'inspections.read',
  'GET /api/branches/:branch/inspections/:inspection': 'inspections.read',
  'POST /api/branches/:branch/inspections': 'plans.write',
  'POST /api/branches/:branch/inspections/:inspection/review': 'inspections.review',
  'POST /api/branches/:branch/inspections/:inspection/recordings': 'inspections.enter',
  'PUT /api/branches/:branch/inspections/:inspection/respondents': 'inspections.enter',
  'POST /api/branches/:branch/sheets': 'plans.write',
  'GET /api/instruments/:quarter': 'inspections.read',
};

/** The entry of a route, null where there is none. */
export function accessOf(method: string, path: string): Access | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${path}`;
  return Object.hasOwn(ACCESS, key) ? ACCESS[key]! : null;
}
