import { z } from 'zod';
import type { Clock } from '#contract/clock.ts';
import { branchIdSchema } from '#contract/ids.ts';
import { problemsOf } from '#contract/problems.ts';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Database } from '../store/database.ts';
import {
  countInspections,
  findInspection,
  findInspections,
  type InspectionFilter,
} from '../store/inspections/find-inspections.ts';
import { sightOf } from '../store/inspections/sight.ts';
import type { CardSource } from './card-source.ts';
import { inspectionView, summaries } from './inspection-view.ts';
import { KINDS } from './planning/card-kinds.ts';
import { daysOfQuarter } from './planning/quarter.ts';
import { hasPartIn, possibleSteps, reviewSchema, takeStep } from './review.ts';
import type { InspectionList, State } from './wire.ts';

export interface InspectionParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly cards: CardSource;
}

/** Inspections that are planned, under way or done, as far as each viewer may see them. */
export function inspectionRoutes(parts: InspectionParts): readonly Route[] {
  return [
    { method: 'GET', path: '/api/inspections', answer: (asked) => list(parts, asked) },
    { method: 'GET', path: '/api/branches/:branch/inspections', answer: (asked) => list(parts, asked) },
    { method: 'GET', path: '/api/branches/:branch/inspections/:inspection', answer: (asked) => one(parts, asked) },
    {
      method: 'POST',
      path: '/api/branches/:branch/inspections/:inspection/review',
      answer: (asked) => review(parts, asked),
    },
  ];
}

export const NO_INSPECTION = refuse(404, 'no-such-inspection', 'There is no such inspection at this branch.');

const STATES = [
  'assigned',
  'begun',
  'mismatch',
  'signed',
  'returned',
  'released',
  'cancelled',
] as const satisfies State[];

/** Whole quarters only: finer ones could tell a branch when its mystery shopper came. */
const querySchema = z.strictObject({
  quarter: z
    .string()
    .refine((text) => daysOfQuarter(text) !== null, 'a quarter like 2026-Q4')
    .optional(),
  branch: branchIdSchema.optional(),
  kind: z.enum(KINDS).optional(),
  state: z.enum(STATES).optional(),
  page: z.coerce.number().int().min(0).max(100_000).default(0),
});

const PAGE_SIZE = 100;

async function list({ database, cards }: InspectionParts, asked: Asked): Promise<Answer> {
  const parsed = querySchema.safeParse({ ...asked.query });
  if (!parsed.success) return refuse(400, 'malformed', 'These conditions cannot be used.', problemsOf(parsed.error));
  const { quarter, kind, state, page } = parsed.data;
  const branch = asked.params['branch'] ?? parsed.data.branch;
  const filter: InspectionFilter = { branch, kind, ...(quarter === undefined ? {} : daysOfQuarter(quarter)) };
  const sight = sightOf(viewerOf(asked));
  const { read } = database;
  const states = await countInspections(read, sight, filter);
  const rows = await findInspections(read, sight, {
    filter: { ...filter, state },
    slice: { limit: PAGE_SIZE, offset: page * PAGE_SIZE },
  });
  const counted = states.filter((each) => state === undefined || each.state === state);
  const body: InspectionList = {
    inspections: await summaries(read, cards, rows),
    page,
    pageSize: PAGE_SIZE,
    total: counted.reduce((sum, { n }) => sum + n, 0),
    states,
  };
  return json(body);
}

async function one({ database, cards }: InspectionParts, asked: Asked): Promise<Answer> {
  const viewer = viewerOf(asked);
  const { branch, inspection } = asked.params;
  const row = await findInspection(database.read, sightOf(viewer), { branch: branch!, id: inspection! });
  return row === null ? NO_INSPECTION : json(await inspectionView(database.read, { row, viewer, cards }));
}

async function review({ database, clock, cards }: InspectionParts, asked: Asked): Promise<Answer> {
  const parsed = reviewSchema.safeParse(asked.body);
  if (!parsed.success) return refuse(400, 'malformed', 'A step needs a name, and a reason.', problemsOf(parsed.error));
  const viewer = viewerOf(asked);
  const { account } = viewer;
  const { step, reason } = parsed.data;
  const key = { branch: asked.params['branch']!, id: asked.params['inspection']! };
  // Where the viewer may review, all of an inspection may be seen.
  const sight = { whole: asked.scope, asBranch: asked.scope };
  return database.write(async (writing) => {
    const row = await findInspection(writing, sight, key);
    if (row === null) return NO_INSPECTION;
    if (await hasPartIn(writing, row, account))
      return refuse(403, 'own-inspection', 'Somebody who had no part in this inspection has to review it.');
    if (!possibleSteps(row).includes(step))
      return refuse(409, 'wrong-state', `An inspection that is ${row.state} cannot be ${PAST[step]}.`);
    const at = clock.now();
    await takeStep(writing, row, { review: parsed.data, account, at });
    await appendAudit(writing, {
      at,
      account,
      action: `inspection.${PAST[step]}`,
      subject: `inspection/${key.id}`,
      detail: { before: row.state, reason },
    });
    const now = (await findInspection(writing, sight, key))!;
    return json(await inspectionView(writing, { row: now, viewer, cards }));
  });
}

const PAST = { return: 'returned', release: 'released', cancel: 'cancelled' } as const;
