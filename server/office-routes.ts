import { branchRoutes } from './api/branch-routes.ts';
import type { LiveStream } from './api/live-stream.ts';
import type { Route } from './api/route.ts';
import { auditRoutes } from './audit/routes.ts';
import { meRoute } from './auth/me.ts';
import { providerRoutes } from './auth/provider-routes.ts';
import { sessionRoutes } from './auth/session-routes.ts';
import { viewerOfRequest } from './auth/sessions.ts';
import { setupRoutes } from './auth/setup-routes.ts';
import type { SetupParts } from './auth/setup.ts';
import { appraisalRoutes } from './appraisals/appraisal-routes.ts';
import type { Branches } from './branches.ts';
import type { ServerConfig } from './config.ts';
import { inspectionsRoutes } from './inspections/inspections-routes.ts';
import { inspectorRoutes } from './inspections/inspector-routes.ts';
import type { EvidenceParts } from './inspections/evidence/parts.ts';
import type { Logger } from './log.ts';
import { agreementRoutes } from './inspections/agreement/agreement-routes.ts';
import { entryRoutes } from './inspections/double-entry/entry-routes.ts';
import { settlementRoutes } from './inspections/double-entry/settlement-routes.ts';
import { ensureUnits } from './organisation/ensure-units.ts';
import { organisationRoutes } from './organisation/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { policyRoutes } from './policies/policy-routes.ts';
import { APPROVED_POLICIES } from './policies/approved-policies.ts';
import type { Scoring } from './scoring/open-scoring.ts';
import { branchesWithin } from './store/people/branches-within.ts';
import type { Store } from './store/store.ts';

export interface OfficeParts extends SetupParts {
  readonly config: ServerConfig;
  readonly log: Logger;
  readonly store: Store;
  readonly branches: Branches;
  readonly stream: LiveStream;
  readonly evidence: EvidenceParts;
  readonly scoring: Scoring;
}

/** Every address of head office beside the probes, an area after the other. */
export async function officeRoutes(parts: OfficeParts): Promise<readonly Route[]> {
  const { config, clock, database, evidence } = parts;
  // Since when a branch belongs to head office nobody has said; whoever moves it says since when it belongs elsewhere.
  await database.write((writing) => ensureUnits(writing, config.branches, { at: clock.now(), on: '2000-01-01' }));
  // What people do at their desks and on their phones happens in real time, also where the halls are simulated.
  const desk = { ...parts, clock: parts.deskClock };
  return [
    meRoute(config.bank ?? null),
    ...sessionRoutes(parts),
    ...setupRoutes(parts, { provider: config.oidc !== undefined }),
    ...providerRoutes(parts),
    ...auditRoutes(parts),
    ...organisationRoutes(parts),
    ...peopleRoutes(parts),
    ...privacyRoutes(parts),
    ...branchRoutes({
      ...parts,
      branchesWithin: (scope) => branchesWithin(database.read, scope),
      viewerOf: (request) => viewerOfRequest(parts, request),
    }),
    ...policyRoutes({ ...desk, definitionApproved: () => parts.scoring.keeper.definitionsChanged() }),
    ...inspectionsRoutes({
      ...desk,
      cards: APPROVED_POLICIES,
      released: (branch, visitedOn) => parts.scoring.keeper.evidenceChanged(branch, [visitedOn]),
    }),
    ...inspectorRoutes({ ...evidence, cards: APPROVED_POLICIES }),
    ...appraisalRoutes({ ...desk, cards: APPROVED_POLICIES }),
    ...entryRoutes({ ...desk, cards: APPROVED_POLICIES }),
    ...settlementRoutes({ ...desk, cards: APPROVED_POLICIES }),
    ...agreementRoutes({ ...desk, cards: APPROVED_POLICIES }),
    ...parts.scoring.routes,
  ];
}
