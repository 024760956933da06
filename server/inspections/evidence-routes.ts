import { z } from 'zod';
import { epochMsSchema, slugSchema } from '#contract/ids.ts';
import { problemsOf } from '#contract/problems.ts';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import { appendAudit } from '../audit/audit.ts';
import { scopeOf } from '../auth/viewer.ts';
import { findEvidence, type EvidenceFilter } from '../store/inspections/find-evidence.ts';
import { isBranchWithin } from '../store/people/branches-within.ts';
import { isRecording } from './evidence/media-type.ts';
import { recordOf, type EvidenceParts } from './evidence/parts.ts';
import { EvidenceIntake } from './evidence/take-evidence.ts';
import { askingOf } from './form-routes.ts';
import { answerOf } from './form/refusal.ts';
import { hashSchema } from './form/wire.ts';

/** Files of evidence: sent by whoever fills in the sheet, looked at by those who review it. */
export function evidenceRoutes(parts: EvidenceParts): readonly Route[] {
  const intake = new EvidenceIntake(parts);
  return [
    {
      method: 'PUT',
      path: '/api/branches/:branch/assignments/:inspection/evidence/:hash',
      takes: 'stream',
      answer: (asked) => take(intake, asked),
    },
    {
      method: 'GET',
      path: '/api/branches/:branch/assignments/:inspection/evidence/:hash',
      answer: (asked) => give(parts, asked, { ...keyOf(asked), account: viewerOf(asked).account }),
    },
    {
      method: 'GET',
      path: '/api/branches/:branch/inspections/:inspection/evidence',
      async answer(asked) {
        const files = await findEvidence(parts.database.read, asked.scope, keyOf(asked));
        return json(files.map(recordOf));
      },
    },
    {
      method: 'GET',
      path: '/api/branches/:branch/inspections/:inspection/evidence/:hash',
      answer: (asked) => review(parts, asked),
    },
  ];
}

const uploadSchema = z.strictObject({
  hash: hashSchema,
  item: slugSchema,
  takenAt: z
    .string()
    .regex(/^\d{1,15}$/, 'epoch milliseconds')
    .transform(Number)
    .pipe(epochMsSchema)
    .optional(),
});

async function take(intake: EvidenceIntake, asked: Asked): Promise<Answer> {
  const parsed = uploadSchema.safeParse({ hash: asked.params['hash'], ...asked.query });
  if (!parsed.success)
    return refuse(400, 'malformed', 'The request does not have the expected form.', problemsOf(parsed.error));
  const { hash, item, takenAt = null } = parsed.data;
  const { 'content-length': length, 'content-type': claimed } = asked.request.headers;
  const taken = await intake.take({
    asking: askingOf(asked),
    ref: hash,
    item,
    takenAt,
    claimed: claimed ?? null,
    length: length === undefined ? null : Number(length),
    // Ended early, it must not take the line down before the refusal is said.
    body: asked.request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
  });
  return taken.ok ? json(taken.record) : answerOf(taken);
}

function keyOf({ params }: Asked): { readonly branch: string; readonly inspection: string } {
  const { branch = '', inspection = '' } = params;
  return { branch, inspection };
}

const NO_FILE = refuse(404, 'no-such-evidence', 'There is no such evidence.');

/** Recordings carry voices: fewer people may hear them, and each time is on record. */
async function review(parts: EvidenceParts, asked: Asked): Promise<Answer> {
  const { database, clock } = parts;
  const key = { ...keyOf(asked), ref: asked.params['hash'] ?? '' };
  const [row] = await findEvidence(database.read, asked.scope, key);
  if (row !== undefined && isRecording(row.media_type)) {
    const viewer = viewerOf(asked);
    const scope = scopeOf(viewer, 'recordings.hear');
    if (scope === null || !(await isBranchWithin(database.read, scope, key.branch)))
      return refuse(403, 'not-allowed', 'Your roles do not include hearing recordings of this branch.');
    await database.write((writing) =>
      appendAudit(writing, {
        at: clock.now(),
        account: viewer.account,
        action: 'recording.heard',
        subject: `inspection/${key.branch}/${key.inspection}/evidence/${key.ref}`,
        detail: {},
      }),
    );
  }
  return give(parts, asked, keyOf(asked));
}

async function give({ database, folder }: EvidenceParts, asked: Asked, filter: EvidenceFilter): Promise<Answer> {
  const ref = asked.params['hash'] ?? '';
  const [row] = await findEvidence(database.read, asked.scope, { ...filter, ref });
  if (row === undefined) return NO_FILE;
  const bytes = row.removed_at === null ? await folder.stream(row.hash) : null;
  if (bytes === null) return refuse(410, 'removed', 'This evidence was removed when its time was over.');
  const headers = { 'content-security-policy': "sandbox; default-src 'none'" };
  return {
    kind: 'file',
    bytes,
    mediaType: row.media_type,
    headers,
    saveAs: `${row.hash.slice(0, 16)}.${row.media_type.split('/')[1]!}`,
  };
}
