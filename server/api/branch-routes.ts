import type { IncomingMessage } from 'node:http';
import { branchIdSchema, dateSchema, epochIdSchema, type BranchId } from '#contract/ids.ts';
import type { Clock } from '#contract/clock.ts';
import type { Scope, Viewer } from '../auth/viewer.ts';
import type { Branches } from '../branches.ts';
import type { Store } from '../store/store.ts';
import { dayReport } from './day-report.ts';
import type { LiveStream } from './live-stream.ts';
import { json, refuse, type Answer, type Asked, type Route } from './route.ts';

export interface BranchRouteParts {
  readonly store: Store;
  readonly branches: Branches;
  readonly clock: Clock;
  readonly stream: LiveStream;
  /** Ids of the branches within a scope. */
  readonly branchesWithin: (scope: Scope) => Promise<ReadonlySet<string>>;
  /** Who sends a request, now; null = nobody who is signed in. */
  readonly viewerOf: (request: IncomingMessage) => Promise<Viewer | null>;
}

const EVENTS_AT_MOST = 1_000;

/** What branches measure: live halls, days, and the journal lines behind every figure. */
export function branchRoutes(parts: BranchRouteParts): readonly Route[] {
  const { store, branches, clock, stream, branchesWithin, viewerOf } = parts;
  return [
    {
      method: 'GET',
      path: '/api/branches',
      async answer({ scope }) {
        const seen = await branchesWithin(scope);
        return json(await branches.summaries((branch) => seen.has(branch)));
      },
    },
    {
      method: 'GET',
      path: '/api/stream',
      async answer({ viewer, scope, request }) {
        const seen = await branchesWithin(scope);
        const mayGoOn = async (): Promise<boolean> => isSameViewer(viewer, await viewerOf(request));
        const watcher = { sees: (branch: BranchId) => seen.has(branch), mayGoOn };
        return { kind: 'open', open: (reply, headers) => stream.open(reply, headers, watcher) };
      },
    },
    {
      method: 'GET',
      path: '/api/branches/:branch/live',
      answer: (asked) => withBranch(branches, asked, async (branch) => json(await branches.live(branch))),
    },
    {
      method: 'GET',
      path: '/api/branches/:branch/days/:date',
      answer: (asked) => withBranch(branches, asked, (branch) => answerDay({ store, clock }, branch, asked)),
    },
    {
      method: 'GET',
      path: '/api/branches/:branch/events',
      answer: (asked) => withBranch(branches, asked, (branch) => answerEvents(store, branch, asked)),
    },
  ];
}

/** The same person with the same grants. */
function isSameViewer(before: Viewer | null, now: Viewer | null): boolean {
  const name = (viewer: Viewer): string => JSON.stringify([viewer.account, viewer.grants]);
  return before !== null && now !== null && name(before) === name(now);
}

/** The scope was checked before; what is left are branches that do not journal to us. */
function withBranch(
  branches: Branches,
  { params }: Asked,
  answer: (branch: BranchId) => Promise<Answer>,
): Answer | Promise<Answer> {
  const parsed = branchIdSchema.safeParse(params['branch']);
  if (parsed.success && branches.has(parsed.data)) return answer(parsed.data);
  return refuse(404, 'no-such-branch', `There is no branch "${String(params['branch']).slice(0, 40)}".`);
}

async function answerDay(
  { store, clock }: Pick<BranchRouteParts, 'store' | 'clock'>,
  branch: BranchId,
  { params }: Asked,
): Promise<Answer> {
  const date = dateSchema.safeParse(params['date']);
  if (!date.success) return refuse(400, 'malformed', `"${String(params['date'])}" is no date; expected YYYY-MM-DD.`);
  const report = await dayReport(store, branch, date.data, clock.now());
  return report === null ? refuse(404, 'no-such-day', `Nothing is known of ${branch} on ${date.data}.`) : json(report);
}

/** The exact journal lines, with their chain hashes. */
async function answerEvents(store: Store, branch: BranchId, { query }: Asked): Promise<Answer> {
  const epoch = epochIdSchema.safeParse(query['epoch']);
  const from = Number(query['from'] ?? 1);
  const limit = Number(query['limit'] ?? EVENTS_AT_MOST);
  if (!epoch.success || !isCount(from) || !isCount(limit) || limit > EVENTS_AT_MOST) {
    return refuse(400, 'malformed', `expected ?epoch=<16 hex digits>&from=<seq>&limit=<1–${EVENTS_AT_MOST}>`);
  }
  return json(await store.events({ branch, epoch: epoch.data }, from, limit));
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
