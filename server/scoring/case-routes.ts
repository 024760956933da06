import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '#contract/clock.ts';
import { dateSchema } from '#contract/ids.ts';
import { problemsOf } from '#contract/problems.ts';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Database } from '../store/database.ts';
import { findCase, findCases, saveCase, type CaseRow } from '../store/scoring/cases.ts';
import { markUnscored } from '../store/scoring/unscored.ts';
import type { ScoreKeeper } from './score-keeper.ts';
import type { ServiceCase } from './wire.ts';

export interface CaseRouteParts {
  readonly database: Database;
  readonly keeper: Pick<ScoreKeeper, 'evidenceChanged'>;
  readonly clock: Clock;
}

/** Complaints, and problems to be put right: what scores need of them. */
export function caseRoutes(parts: CaseRouteParts): readonly Route[] {
  const { database } = parts;
  return [
    {
      method: 'GET',
      path: '/api/branches/:branch/cases',
      answer: async ({ params, scope }) => json((await findCases(database.read, scope, params['branch']!)).map(toWire)),
    },
    { method: 'POST', path: '/api/branches/:branch/cases', answer: (asked) => record(parts, asked) },
    { method: 'PUT', path: '/api/branches/:branch/cases/:case', answer: (asked) => change(parts, asked) },
  ];
}

const caseSchema = z
  .strictObject({
    kind: z.enum(['complaint', 'rectification']),
    title: z.string().trim().min(1).max(200),
    openedOn: dateSchema,
    dueOn: dateSchema,
    settledOn: dateSchema.nullable(),
  })
  .refine(({ openedOn, dueOn }) => dueOn >= openedOn, { path: ['dueOn'], message: 'not before "openedOn"' })
  .refine(({ openedOn, settledOn }) => settledOn === null || settledOn >= openedOn, {
    path: ['settledOn'],
    message: 'not before "openedOn"',
  });

type Checked =
  | { readonly kind: 'sound'; readonly row: CaseRow }
  | { readonly kind: 'refused'; readonly answer: Answer };

/** A day ahead of ours: somewhere it is tomorrow already. */
const DAY_MS = 86_400_000;

function check({ clock }: CaseRouteParts, asked: Asked, id: string): Checked {
  const latest = new Date(clock.now() + DAY_MS).toISOString().slice(0, 10);
  const parsed = caseSchema
    .refine(({ settledOn }) => settledOn === null || settledOn <= latest, {
      path: ['settledOn'],
      message: 'not in the future',
    })
    .safeParse(asked.body);
  if (!parsed.success) {
    const answer = refuse(400, 'malformed', 'This is no sound case.', problemsOf(parsed.error));
    return { kind: 'refused', answer };
  }
  const { kind, title, openedOn, dueOn, settledOn } = parsed.data;
  const row = { branch: asked.params['branch']!, id, kind, title, opened_on: openedOn, due_on: dueOn };
  return { kind: 'sound', row: { ...row, settled_on: settledOn } };
}

async function record(parts: CaseRouteParts, asked: Asked): Promise<Answer> {
  const checked = check(parts, asked, randomUUID());
  if (checked.kind === 'refused') return checked.answer;
  await save(parts, asked, { before: null, after: checked.row });
  return json(toWire(checked.row), 201);
}

async function change(parts: CaseRouteParts, asked: Asked): Promise<Answer> {
  const { branch, case: id } = asked.params as { readonly branch: string; readonly case: string };
  const before = await findCase(parts.database.read, asked.scope, { branch, id });
  if (before === undefined) return refuse(404, 'no-such-case', `There is no case "${id.slice(0, 40)}" here.`);
  const checked = check(parts, asked, id);
  if (checked.kind === 'refused') return checked.answer;
  await save(parts, asked, { before, after: checked.row });
  return json(toWire(checked.row));
}

interface Change {
  readonly before: CaseRow | null;
  readonly after: CaseRow;
}

/** Scores of where it was due before and of where it is due now. */
async function save(
  { database, keeper, clock }: CaseRouteParts,
  asked: Asked,
  { before, after }: Change,
): Promise<void> {
  const dates = [...new Set([...(before === null ? [] : [before.due_on]), after.due_on])];
  const { branch, id } = after;
  const at = clock.now();
  await database.write(async (writing) => {
    await saveCase(writing, after);
    await markUnscored(writing, branch, { dates, at });
    await appendAudit(writing, {
      at,
      account: viewerOf(asked).account,
      action: before === null ? 'case.recorded' : 'case.changed',
      subject: `case/${branch}/${id}`,
      detail: { before: before === null ? null : facts(before), after: facts(after) },
    });
  });
  keeper.evidenceChanged(branch, dates);
}

/** Without the title: it may say what a customer wrote. */
function facts({ kind, opened_on: openedOn, due_on: dueOn, settled_on: settledOn }: CaseRow) {
  return { kind, openedOn, dueOn, settledOn };
}

function toWire({ id, title, ...row }: CaseRow): ServiceCase {
  return { id, title, ...facts({ id, title, ...row }) };
}
