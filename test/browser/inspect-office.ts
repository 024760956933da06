import { join } from 'node:path';
import { VirtualClock } from '#contract/clock.ts';
import { readScorecard } from '#rubric/scorecards/lint.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import mystery from '#rubric/scorecards/mystery-visit.json' with { type: 'json' };
import { createApi } from '../../server/api/server.ts';
import { meRoute } from '../../server/auth/me.ts';
import type { Viewer } from '../../server/auth/viewer.ts';
import { openEvidence, type EvidenceParts } from '../../server/inspections/evidence/parts.ts';
import { furnish, inspector, NOW } from '../../server/inspections/form/test-office.ts';
import { inspectorRoutes } from '../../server/inspections/inspector-routes.ts';
import { APPROVED_POLICIES } from '../../server/policies/approved-policies.ts';
import { openSqlite } from '../../server/store/database.ts';
import { isBranchWithin } from '../../server/store/people/branches-within.ts';
import { recordingLog, temporaryFolder } from '../../server/tests/office.ts';
import { ROOT } from '../setup/run.ts';

/** A head office with one mystery visit to be made, and the built pages. */
export interface InspectOffice {
  readonly url: string;
  readonly parts: EvidenceParts;
  readonly folder: string;
  /** Null: nobody is signed in. */
  signIn(viewer: Viewer | null): void;
  stop(): Promise<void>;
}

/** The shipped questionnaire, with evidence wanted for the first judged item. */
export const CARD: Scorecard = cardOf({
  ...mystery,
  items: mystery.items.map((item) => (item.id === 'frontage' ? { ...item, evidenceOnFail: true } : item)),
});

function cardOf(json: unknown): Scorecard {
  const read = readScorecard(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.card;
}

export async function openInspectOffice(): Promise<InspectOffice> {
  const folder = temporaryFolder();
  const clock = new VirtualClock(NOW);
  const database = openSqlite(join(folder.path, 'head-office.db'));
  await furnish(database, CARD);
  const parts = openEvidence({ dataDir: folder.path }, { database, clock });
  let viewer: Viewer | null = inspector('li');
  const api = await createApi({
    clock,
    log: recordingLog(),
    host: '127.0.0.1',
    port: 0,
    pagesDir: join(ROOT, 'dist', 'dashboard'),
    routes: [meRoute(null), ...inspectorRoutes({ ...parts, cards: APPROVED_POLICIES })],
    viewerOf: () => Promise.resolve(viewer),
    isWithin: (scope, branch) => isBranchWithin(database.read, scope, branch),
  });
  return {
    url: `${api.url}/inspect/`,
    parts,
    folder: folder.path,
    signIn(next) {
      viewer = next;
    },
    async stop() {
      await api.close();
      await database.close();
      folder.remove();
    },
  };
}
