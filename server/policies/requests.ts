import { z } from 'zod';
import { problemsOf } from '#contract/problems.ts';
import { slugSchema } from '#contract/ids.ts';
import type { Clock } from '#contract/clock.ts';
import { json, refuse, viewerOf, type Answer, type Asked } from '../api/route.ts';
import { scopeOf } from '../auth/viewer.ts';
import { HEAD_OFFICE } from '../organisation/ensure-units.ts';
import type { Database, Reader } from '../store/database.ts';
import { findPolicy } from '../store/policies/find-policy.ts';
import type { PolicyKey, PolicyKind, PolicyRow } from '../store/policies/tables.ts';
import type { Outcome, PolicyDesk, Refusal } from './policies.ts';
import type { PolicySaved } from './wire.ts';

/** What is asked about policies, checked; and what is answered when it cannot be done. */

export interface PolicyParts {
  readonly database: Database;
  readonly clock: Clock;
  /** A composite definition was approved. */
  readonly definitionApproved?: () => Promise<void>;
}

export function deskOf({ database, clock }: PolicyParts, asked: Asked): PolicyDesk {
  return { database, clock, viewer: viewerOf(asked) };
}

type Later<T> = Promise<T> | T;

const kindSchema = z.enum(['scorecard', 'composite']);

const versionNumberSchema = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'the number of a version')
  .transform(Number);

const keySchema = z.strictObject({ kind: kindSchema, id: slugSchema, version: versionNumberSchema });

export const beginSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('template'), template: slugSchema, id: slugSchema }),
  z.strictObject({ from: z.literal('version'), id: slugSchema, version: z.int().min(1).max(9_999) }),
  z.strictObject({ from: z.literal('nothing'), id: slugSchema }),
]);

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'the digest of what was read');

export const saveSchema = z.strictObject({ base: digestSchema, body: z.record(z.string(), z.unknown()) });
export const approveSchema = z.strictObject({ digest: digestSchema });
export const reasonSchema = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const nothingSchema = z.strictObject({}).nullish();

export const NO_SUCH_VERSION: Answer = refuse(404, 'no-such-version', 'There is no such version.');

export function withKind({ params }: Asked, answer: (kind: PolicyKind) => Later<Answer>): Later<Answer> {
  const parsed = kindSchema.safeParse(params['kind']);
  return parsed.success ? answer(parsed.data) : refuse(404, 'no-such-kind', 'There are scorecard and composite only.');
}

export function withKey({ params }: Asked, answer: (key: PolicyKey) => Later<Answer>): Later<Answer> {
  const parsed = keySchema.safeParse({ kind: params['kind'], id: params['id'], version: params['version'] });
  return parsed.success ? answer(parsed.data) : NO_SUCH_VERSION;
}

export function withBody<T>({ body }: Asked, schema: z.ZodType<T>, answer: (value: T) => Later<Answer>): Later<Answer> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return answer(parsed.data);
  return refuse(400, 'malformed', 'The request is not as described.', problemsOf(parsed.error));
}

/** A version that whoever asks may see. */
export function withVersion(reader: Reader, asked: Asked, answer: (row: PolicyRow) => Later<Answer>): Later<Answer> {
  return withKey(asked, async (key) => {
    const row = await findPolicy(reader, key);
    return row === null || (row.state !== 'approved' && !maySeeDrafts(asked)) ? NO_SUCH_VERSION : answer(row);
  });
}

/** What is not in force yet is seen by those who make it and those who look over their shoulder. */
export function maySeeDrafts(asked: Asked): boolean {
  return scopeOf(viewerOf(asked), 'policies.drafts') !== null;
}

/** Policies hold for the whole bank: a role at a region does not reach that far. */
export function isBankWide({ scope }: Asked): boolean {
  return scope.kind === 'all' || scope.units.includes(HEAD_OFFICE);
}

export const NOT_BANK_WIDE: Answer = refuse(
  403,
  'not-allowed',
  'Scorecards and weights hold for the whole bank: your role would have to be granted at head office.',
);

export function answerOf(outcome: Outcome): Answer {
  if (!outcome.ok) return refusalOf(outcome.why);
  const { id, version, state, digest } = outcome.row;
  return json({ id, version, state, digest } satisfies PolicySaved);
}

function refusalOf(why: Refusal): Answer {
  switch (why.code) {
    case 'no-such-version':
      return NO_SUCH_VERSION;
    case 'not-now':
      return refuse(409, why.code, `This version is ${why.state}; that cannot be done with it.`);
    case 'changed-meanwhile':
      return refuse(409, why.code, 'Somebody has changed this version meanwhile. Load it again and compare.');
    case 'own-work':
      return refuse(403, why.code, 'Who wrote in a version cannot approve it; ask a colleague.');
    case 'damaged':
      return refuse(409, why.code, 'The stored text is not what was saved. Restore it from a backup.');
    default:
      return refuse(422, why.code, 'This version has problems; see each field.', why.problems);
  }
}
