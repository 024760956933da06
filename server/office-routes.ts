import { branchRoutes } from './api/branch-routes.ts';
import type { LiveStream } from './api/live-stream.ts';
import type { Route } from './api/route.ts';
import { auditRoutes } from './audit/routes.ts';
import { ME_ROUTE } from './auth/me.ts';
import { providerRoutes } from './auth/provider-routes.ts';
import { sessionRoutes } from './auth/session-routes.ts';
import { setupRoutes } from './auth/setup-routes.ts';
import type { SetupParts } from './auth/setup.ts';
import type { Branches } from './branches.ts';
import type { ServerConfig } from './config.ts';
import type { Logger } from './log.ts';
import { ensureUnits } from './organisation/ensure-units.ts';
import { organisationRoutes } from './organisation/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { branchesWithin } from './store/people/branches-within.ts';
import type { Store } from './store/store.ts';

export interface OfficeParts extends SetupParts {
  readonly config: ServerConfig;
  readonly log: Logger;
  readonly store: Store;
  readonly branches: Branches;
  readonly stream: LiveStream;
}

/** Every address of head office beside the probes, an area after the other. */
export async function officeRoutes(parts: OfficeParts): Promise<readonly Route[]> {
  const { config, clock, database } = parts;
  // Since when a branch belongs to head office nobody has said; whoever moves it says since when it belongs elsewhere.
  await database.write((writing) => ensureUnits(writing, config.branches, { at: clock.now(), on: '2000-01-01' }));
  return [
    ME_ROUTE,
    ...sessionRoutes(parts),
    ...setupRoutes(parts, { provider: config.oidc !== undefined }),
    ...providerRoutes(parts),
    ...auditRoutes(parts),
    ...organisationRoutes(parts),
    ...peopleRoutes(parts),
    ...privacyRoutes(parts),
    ...branchRoutes({ ...parts, branchesWithin: (scope) => branchesWithin(database.read, scope) }),
  ];
}
