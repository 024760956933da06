import type { Clock } from '#contract/clock.ts';
import { branchRoutes } from './api/branch-routes.ts';
import type { LiveStream } from './api/live-stream.ts';
import type { Route } from './api/route.ts';
import { ME_ROUTE } from './auth/me.ts';
import type { Branches } from './branches.ts';
import type { ServerConfig } from './config.ts';
import type { Logger } from './log.ts';
import { ensureUnits } from './organisation/ensure-units.ts';
import type { Scoring } from './scoring/open-scoring.ts';
import type { Database } from './store/database.ts';
import { branchesWithin } from './store/people/branches-within.ts';
import type { Store } from './store/store.ts';

export interface OfficeParts {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly log: Logger;
  readonly database: Database;
  readonly store: Store;
  readonly branches: Branches;
  readonly stream: LiveStream;
  readonly scoring: Scoring;
}

/** Every address of head office beside the probes, an area after the other. */
export async function officeRoutes(parts: OfficeParts): Promise<readonly Route[]> {
  const { config, clock, database } = parts;
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  await database.write((writing) => ensureUnits(writing, config.branches, { at: clock.now(), on: today }));
  return [
    ME_ROUTE,
    ...branchRoutes({ ...parts, branchesWithin: (scope) => branchesWithin(database.read, scope) }),
    ...parts.scoring.routes,
  ];
}
