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

  'GET /api/policies/:kind': 'policies.read',
  'GET /api/policies/:kind/:id/:version': 'policies.read',
  'GET /api/policies/:kind/:id/:version/changes': 'policies.read',
  'GET /api/policies/:kind/:id/:version/file': 'policies.read',
  'POST /api/policies/:kind': 'policies.write',
  'POST /api/policies/:kind/import': 'policies.write',
  'PUT /api/policies/:kind/:id/:version': 'policies.write',
  'POST /api/policies/:kind/:id/:version/submit': 'policies.write',
  'POST /api/policies/:kind/:id/:version/withdraw': 'policies.write',
  'POST /api/policies/:kind/:id/:version/return': 'policies.approve',
  'POST /api/policies/:kind/:id/:version/approve': 'policies.approve',
  'GET /api/plans': 'plans.read',
  'POST /api/plans': 'plans.write',
  'GET /api/plans/:plan': 'plans.read',
  'DELETE /api/plans/:plan': 'plans.write',
  'PUT /api/plans/:plan/lines': 'plans.write',
  'POST /api/plans/:plan/suggestion': 'plans.write',
  'GET /api/plans/:plan/branches/:branch/slots/:slot/candidates': 'plans.write',
  'PUT /api/plans/:plan/branches/:branch/slots/:slot': 'plans.write',
  'POST /api/plans/:plan/publication': 'plans.write',
  'GET /api/branches/:branch/inspection-choices': 'plans.write',
  'GET /api/branches/:branch/ties': 'plans.read',
  'POST /api/branches/:branch/ties': 'plans.write',

  'GET /api/inspections': 'inspections.read',
  'GET /api/branches/:branch/inspections': 'inspections.read',
  'GET /api/branches/:branch/inspections/:inspection': 'inspections.read',
  'POST /api/branches/:branch/inspections': 'plans.write',
  'POST /api/branches/:branch/inspections/:inspection/review': 'inspections.review',
  'POST /api/branches/:branch/inspections/:inspection/recordings': 'inspections.enter',
  'PUT /api/branches/:branch/inspections/:inspection/respondents': 'inspections.enter',
  'POST /api/branches/:branch/sheets': 'plans.write',
  'GET /api/assignments': 'inspections.fill',
  'GET /api/branches/:branch/assignments/:inspection': 'inspections.fill',
  'PUT /api/branches/:branch/assignments/:inspection/sheet': 'inspections.fill',
  'POST /api/branches/:branch/assignments/:inspection/sign': 'inspections.fill',
  'PUT /api/branches/:branch/assignments/:inspection/evidence/:hash': 'inspections.fill',
  'GET /api/branches/:branch/assignments/:inspection/evidence/:hash': 'inspections.fill',
  'GET /api/branches/:branch/inspections/:inspection/evidence': 'evidence.read',
  'GET /api/branches/:branch/inspections/:inspection/evidence/:hash': 'evidence.read',
  // Names whoever filled in a sheet: not for the branch.
  'GET /api/branches/:branch/inspections/:inspection/changes': 'evidence.read',
  'GET /api/entries': 'inspections.enter',
  'GET /api/branches/:branch/inspections/:inspection/entries': 'inspections.enter',
  'POST /api/branches/:branch/inspections/:inspection/entries': 'inspections.enter',
  'PUT /api/branches/:branch/inspections/:inspection/entries/:entry': 'inspections.enter',
  'POST /api/branches/:branch/inspections/:inspection/entries/:entry/sign': 'inspections.enter',
  'DELETE /api/branches/:branch/inspections/:inspection/entries/:entry': 'inspections.enter',
  'GET /api/branches/:branch/inspections/:inspection/settlement': 'inspections.review',
  'POST /api/branches/:branch/inspections/:inspection/settlement': 'inspections.review',
  'GET /api/agreement': 'agreement.read',
  'GET /api/periods': 'scores.read',
  'GET /api/ranking/:period': 'ranking.read',
  'GET /api/funnel/:period': 'ranking.read',
  'GET /api/scores/:period': 'scores.read',
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
  'GET /api/branches/:branch/staff': 'staff.write',
  'PUT /api/branches/:branch/staff/:pseudonym': 'staff.write',
  'GET /api/branches/:branch/appraisals/:period': 'appraisals.read',
  // What the viewer may say of whom; never what others have said of anybody else.
  'GET /api/branches/:branch/appraisal-tasks/:period': 'appraisals.write',
  'POST /api/branches/:branch/appraisals': 'appraisals.write',
  'GET /api/instruments/:quarter': 'inspections.read',
};

/** The entry of a route, null where there is none. */
export function accessOf(method: string, path: string): Access | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${path}`;
  return Object.hasOwn(ACCESS, key) ? ACCESS[key]! : null;
}
