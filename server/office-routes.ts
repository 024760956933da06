import { branchRoutes } from './api/branch-routes.ts';
import type { LiveStream } from './api/live-stream.ts';
import type { Route } from './api/route.ts';
import { ME_ROUTE } from './auth/me.ts';
import { sessionRoutes } from './auth/session-routes.ts';
import { setupRoutes } from './auth/setup-routes.ts';
import type { SetupParts } from './auth/setup.ts';
import type { Branches } from './branches.ts';
import type { ServerConfig } from './config.ts';
import type { Logger } from './log.ts';
import { ensureUnits } from './organisation/ensure-units.ts';
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
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  await database.write((writing) => ensureUnits(writing, config.branches, { at: clock.now(), on: today }));
  return [
    ME_ROUTE,
    ...sessionRoutes(parts),
    ...setupRoutes(parts, { provider: false }),
    ...branchRoutes({ ...parts, branchesWithin: (scope) => branchesWithin(database.read, scope) }),
  ];
}
