import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dateSchema } from '#contract/ids.ts';
import { problemsOf } from '#contract/problems.ts';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import { sheetSchema, type Sheet } from '#rubric/scorecards/sheet.ts';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Writing } from '../store/database.ts';
import type { InspectionParts } from './inspection-routes.ts';
import { fitsKind, KINDS } from './planning/card-kinds.ts';
import { assignedInspection } from './planning/publish.ts';

/** Filled-in sheets from elsewhere, with the totals that were printed on them. */

const importSchema = z.strictObject({
  kind: z.enum(KINDS),
  visitedOn: dateSchema,
  /** Intercept surveys: customers who were asked. */
  respondents: z.int().min(1).max(100_000).nullable().default(null),
  sheet: sheetSchema,
});
type Imported = z.infer<typeof importSchema>;

const SHEET_BODY_BYTES = 2_000_000;
/** Sheets that no browser holds a draft of. */
const NO_DEVICE = 'import';

/**
 * Takes a sheet in as signed by whoever imports it: it does not count before somebody else has released it. A printed
 * total that its items do not add up to is flagged and stays as it is.
 */
export function importRoutes(parts: InspectionParts): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/api/branches/:branch/sheets',
      bodyLimit: SHEET_BODY_BYTES,
      answer: (asked) => take(parts, asked),
    },
  ];
}

async function take(parts: InspectionParts, asked: Asked): Promise<Answer> {
  const parsed = importSchema.safeParse(asked.body);
  if (!parsed.success) return refuse(400, 'malformed', 'The sheet does not read.', problemsOf(parsed.error));
  const imported = parsed.data;
  const problem = extraProblem(imported, parts.clock.now());
  if (problem !== null) return refuse(400, 'malformed', 'The sheet does not fit.', [problem]);
  return parts.database.write((writing) => store(parts, writing, { asked, imported }));
}

function extraProblem({ kind, respondents, visitedOn }: Imported, now: number) {
  // A day ahead at most, wherever on earth the visit was.
  const latest = new Date(now + 86_400_000).toISOString().slice(0, 10);
  if (visitedOn > latest) return { path: 'visitedOn', expected: 'a day that has come' };
  if (kind === 'intercept' && respondents === null)
    return { path: 'respondents', expected: 'how many customers were asked' };
  return kind !== 'intercept' && respondents !== null
    ? { path: 'respondents', expected: 'null: only surveys have them' }
    : null;
}

async function store(
  { cards, clock }: InspectionParts,
  writing: Writing,
  { asked, imported }: { readonly asked: Asked; readonly imported: Imported },
): Promise<Answer> {
  const { kind, visitedOn, respondents, sheet } = imported;
  const branch = asked.params['branch']!;
  const card = await cards.version(writing, sheet.scorecard, sheet.version);
  if (card === null)
    return refuse(400, 'malformed', 'The sheet does not fit.', [
      { path: 'sheet.version', expected: `a version of "${sheet.scorecard}" that is kept here` },
    ]);
  if (!fitsKind(card, kind))
    return refuse(400, 'malformed', 'The sheet does not fit.', [
      { path: 'kind', expected: `an instrument that is filled in on a ${card.kind}` },
    ]);
  const evaluated = evaluateSheet(card, sheet);
  if (!evaluated.ok)
    return refuse(
      400,
      'malformed',
      'The sheet does not fit its scorecard.',
      evaluated.problems.map(({ path, expected }) => ({ path: `sheet.${path}`, expected })),
    );
  const there = await findSame(writing, branch, imported);
  if (there !== null) return refuse(409, 'already-there', `This visit is there already, as inspection ${there}.`);
  const id = randomUUID();
  const { account } = viewerOf(asked);
  const at = clock.now();
  await insert(writing, { branch, id, imported, account, at, result: evaluated.result });
  await appendAudit(writing, {
    at,
    account,
    action: 'inspection.imported',
    subject: `inspection/${id}`,
    detail: { visitedOn, respondents, flags: evaluated.result.flags.length },
  });
  return json({ branch, id, result: evaluated.result }, 201);
}

/** The same card at the same branch on the same day; cancelled ones may come again. */
async function findSame(
  writing: Writing,
  branch: string,
  { kind, visitedOn, sheet }: Imported,
): Promise<string | null> {
  const row = await writing
    .selectFrom('inspection')
    .select('id')
    .where('branch', '=', branch)
    .where('kind', '=', kind)
    .where('card', '=', sheet.scorecard)
    .where('visited_on', '=', visitedOn)
    .where('state', '<>', 'cancelled')
    .orderBy('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

interface Insert {
  readonly branch: string;
  readonly id: string;
  readonly imported: Imported;
  readonly account: string;
  readonly at: number;
  readonly result: ScorecardResult;
}

async function insert(writing: Writing, { branch, id, imported, account, at, result }: Insert): Promise<void> {
  const { kind, visitedOn, respondents, sheet } = imported;
  const card = { card: sheet.scorecard, card_version: sheet.version };
  const days = { from_on: visitedOn, to_on: visitedOn };
  await writing
    .insertInto('inspection')
    .values({
      ...assignedInspection(
        { branch, id, kind, ...card, ...days, inspector: account, second: null, mode: 'digital' },
        at,
      ),
      announced_at: null,
      state: 'signed',
      visited_on: visitedOn,
      signed_at: at,
      respondents,
      result: JSON.stringify(result),
    })
    .execute();
  await writing.insertInto('sheet').values(signedSheet(sheet, { branch, id, account, at })).execute();
}

function signedSheet(sheet: Sheet, { branch, id, account, at }: Pick<Insert, 'branch' | 'id' | 'account' | 'at'>) {
  const body = JSON.stringify(sheet);
  return {
    branch,
    inspection: id,
    entry: 'own' as const,
    account,
    state: 'signed' as const,
    revision: 1,
    device: NO_DEVICE,
    body,
    timers: '{}',
    skew_ms: null,
    begun_at: at,
    saved_at: at,
    signed_at: at,
    digest: createHash('sha256').update(body).digest('hex'),
  };
}
