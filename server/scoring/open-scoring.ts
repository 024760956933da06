import type { Clock } from '#contract/clock.ts';
import type { Route } from '../api/route.ts';
import type { Logger } from '../log.ts';
import type { Database } from '../store/database.ts';
import { caseRoutes } from './case-routes.ts';
import { storedComposites, type CompositeSource } from './composite-source.ts';
import { DayFollower, type DaySource } from './day-follower.ts';
import { ScoreKeeper } from './score-keeper.ts';
import { scoreRoutes } from './score-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';

export interface ScoringOptions {
  readonly database: Database;
  readonly days: DaySource;
  readonly clock: Clock;
  readonly log: Logger;
  /** By default the approved definitions of the store, or the template while there are none. */
  readonly source?: CompositeSource;
}

/** From what branches send to composites and rankings. */
export interface Scoring {
  readonly routes: readonly Route[];
  readonly keeper: ScoreKeeper;
  /** Ingest has stored something of this branch. */
  branchChanged(branch: string): void;
  /** Brings everything up to date now. */
  settle(): Promise<void>;
}

/** Goes on where the last run ended. */
export async function openScoring(options: ScoringOptions): Promise<Scoring> {
  const { database, days, clock, log, source = storedComposites(database.read) } = options;
  const keeper = new ScoreKeeper({ database, source, clock, log });
  const onChange = (branch: string, dates: readonly string[]): void => keeper.evidenceChanged(branch, dates);
  const follower = new DayFollower({ database, days, clock, log, onChange });
  await follower.start();
  await keeper.start();
  return {
    keeper,
    routes: [
      ...scoreRoutes({ database, source, keeper, clock }),
      ...ticketRoutes({ database, days }),
      ...caseRoutes({ database, keeper, clock }),
    ],
    branchChanged: (branch) => follower.changed(branch),
    async settle() {
      await follower.settle();
      await keeper.settle();
    },
  };
}
