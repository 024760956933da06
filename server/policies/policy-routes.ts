import type { z } from 'zod';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import type { Reader } from '../store/database.ts';
import { findPolicy } from '../store/policies/find-policy.ts';
import { listPolicies } from '../store/policies/list-policies.ts';
import type { PolicyKey, PolicyKind, PolicyRow } from '../store/policies/tables.ts';
import { changesBetween } from './changes.ts';
import { fileRoutes } from './file-routes.ts';
import { damageOf } from './in-force.ts';
import {
  approve,
  beginDraft,
  returnDraft,
  saveDraft,
  submitDraft,
  withdraw,
  type Outcome,
  type PolicyDesk,
} from './policies.ts';
import { parsedBody, type JsonObject } from './policy-json.ts';
import {
  answerOf,
  approveSchema,
  beginSchema,
  deskOf,
  isBankWide,
  maySeeDrafts,
  NO_SUCH_VERSION,
  NOT_BANK_WIDE,
  nothingSchema,
  reasonSchema,
  saveSchema,
  withBody,
  withKey,
  withKind,
  withVersion,
  type PolicyParts,
} from './requests.ts';
import { emptyPolicy, templateNames, templatesOf } from './templates.ts';
import { summariesOf, viewOf } from './views.ts';
import type { BeginDraft, PolicyChanges, PolicyList } from './wire.ts';

/** A card with a thousand items in two languages. */
const BODY_LIMIT = 4_000_000;
const KIND = '/api/policies/:kind';
const VERSION = `${KIND}/:id/:version`;

/** Scorecards and composite definitions: read, drafted, approved by somebody else. */
export function policyRoutes(parts: PolicyParts): readonly Route[] {
  return [...readingRoutes(parts), ...changingRoutes(parts), ...fileRoutes(parts)];
}

function readingRoutes({ database, clock }: PolicyParts): readonly Route[] {
  const { read: reader } = database;
  return [
    {
      method: 'GET',
      path: KIND,
      answer: (asked) => withKind(asked, async (kind) => json(await listOf(reader, kind, maySeeDrafts(asked)))),
    },
    {
      method: 'GET',
      path: VERSION,
      answer: (asked) =>
        withVersion(reader, asked, async (row) =>
          json(await viewOf({ reader, now: clock.now(), viewer: viewerOf(asked) }, row)),
        ),
    },
    {
      method: 'GET',
      path: `${VERSION}/changes`,
      answer: (asked) => withVersion(reader, asked, (row) => answerChanges(reader, asked, row)),
    },
  ];
}

async function listOf(reader: Reader, kind: PolicyKind, withDrafts: boolean): Promise<PolicyList> {
  const rows = await listPolicies(reader, kind);
  return {
    policies: await summariesOf(
      reader,
      rows.filter(({ state }) => withDrafts || state === 'approved'),
    ),
    templates: withDrafts ? templateNames(kind) : [],
  };
}

async function answerChanges(reader: Reader, asked: Asked, row: PolicyRow): Promise<Answer> {
  const from = Number(asked.query['from']);
  if (!Number.isSafeInteger(from) || from < 1) return refuse(400, 'malformed', 'expected ?from=<version>');
  const older = await findPolicy(reader, { ...row, version: from });
  if (older === null || (older.state !== 'approved' && !maySeeDrafts(asked))) return NO_SUCH_VERSION;
  const changes = changesBetween(parsedBody(older), parsedBody(row));
  return json({ from, to: row.version, changes } satisfies PolicyChanges);
}

function changingRoutes(parts: PolicyParts): readonly Route[] {
  return [
    {
      method: 'POST',
      path: KIND,
      answer: (asked) =>
        withKind(asked, (kind) =>
          withBody(asked, beginSchema, (wish) =>
            isBankWide(asked) ? answerBegin(deskOf(parts, asked), kind, wish) : NOT_BANK_WIDE,
          ),
        ),
    },
    {
      bodyLimit: BODY_LIMIT,
      ...changing(parts, ['PUT', VERSION], saveSchema, (desk, key, { base, body }) =>
        saveDraft(desk, key, { base, json: body }),
      ),
    },
    changing(parts, ['POST', `${VERSION}/submit`], nothingSchema, submitDraft),
    changing(parts, ['POST', `${VERSION}/return`], reasonSchema, (desk, key, { reason }) =>
      returnDraft(desk, key, reason),
    ),
    changing(parts, ['POST', `${VERSION}/approve`], approveSchema, async (desk, key, { digest }) => {
      const outcome = await approve(desk, key, digest);
      if (outcome.ok && key.kind === 'composite') await parts.definitionApproved?.();
      return outcome;
    }),
    changing(parts, ['POST', `${VERSION}/withdraw`], reasonSchema, (desk, key, { reason }) =>
      withdraw(desk, key, reason),
    ),
  ];
}

// oxlint-disable-next-line max-params -- where, what is sent, what is done
function changing<T>(
  parts: PolicyParts,
  [method, path]: readonly [Route['method'], string],
  schema: z.ZodType<T>,
  act: (desk: PolicyDesk, key: PolicyKey, value: T) => Promise<Outcome>,
): Route {
  const answer = (asked: Asked, key: PolicyKey): Promise<Answer> | Answer =>
    isBankWide(asked)
      ? withBody(asked, schema, async (value) => answerOf(await act(deskOf(parts, asked), key, value)))
      : NOT_BANK_WIDE;
  return { method, path, answer: (asked) => withKey(asked, (key) => answer(asked, key)) };
}

async function answerBegin(desk: PolicyDesk, kind: PolicyKind, wish: BeginDraft): Promise<Answer> {
  const today = new Date(desk.clock.now()).toISOString().slice(0, 10);
  const begin = async (source: JsonObject): Promise<Answer> => {
    const draft = { ...source, id: wish.id, effective: { from: today, to: null } };
    return answerOf({ ok: true, row: await beginDraft(desk, kind, draft) });
  };
  if (wish.from === 'nothing') return begin(emptyPolicy(kind));
  if (wish.from === 'template') {
    const template = templatesOf(kind).find(({ id }) => id === wish.template);
    return template === undefined ? refuse(404, 'no-such-template', 'There is no such template.') : begin(template);
  }
  const row = await findPolicy(desk.database.read, { kind, id: wish.id, version: wish.version });
  if (row === null) return NO_SUCH_VERSION;
  return damageOf(row) === null ? begin(parsedBody(row)) : answerOf({ ok: false, why: { code: 'damaged' } });
}
