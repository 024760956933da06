import { appendAudit } from '../audit/audit.ts';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import type { OfficeParts } from '../office-routes.ts';
import type { Reader } from '../store/database.ts';
import { findAccountData, findPseudonymData, type SubjectData } from '../store/people/find-subject.ts';
import { isWholeBank } from '../store/people/units-within.ts';
import { readable } from './readable.ts';
import { retentionView } from './retention-view.ts';

type Parts = Pick<OfficeParts, 'database' | 'clock' | 'config'>;

/** What is kept for how long, and what is stored about one person, for that person. */
export function privacyRoutes(parts: Parts): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/api/retention',
      answer: async () => json(await retentionView(parts.database.read, parts.config)),
    },
    {
      method: 'GET',
      path: '/api/subjects/accounts/:account',
      answer: (asked) => answerExport(parts, asked, { kind: 'account', id: asked.params['account'] ?? '' }),
    },
    {
      method: 'GET',
      path: '/api/subjects/pseudonyms/:pseudonym',
      answer: (asked) => answerExport(parts, asked, { kind: 'pseudonym', id: asked.params['pseudonym'] ?? '' }),
    },
  ];
}

interface Subject {
  readonly kind: 'account' | 'pseudonym';
  readonly id: string;
}

/** As JSON, or with `?as=text` for reading; that it was asked for stands in the audit log. */
async function answerExport({ database, clock }: Parts, asked: Asked, { kind, id }: Subject): Promise<Answer> {
  if (!isWholeBank(asked.scope))
    return refuse(403, 'not-allowed', 'What is stored about a person is asked for at head office.');
  const find: (reader: Reader, id: string) => Promise<SubjectData | null> =
    kind === 'account' ? findAccountData : findPseudonymData;
  const data = await find(database.read, id);
  if (data === null) return refuse(404, 'no-such-account', 'There is no such account.');
  const subject = `${kind}/${id}`;
  const at = clock.now();
  const { account } = viewerOf(asked);
  await database.write((writing) =>
    appendAudit(writing, { at, account, action: 'subject.exported', subject, detail: {} }),
  );
  const isText = asked.query['as'] === 'text';
  const text = isText ? readable({ subject, ...data }) : JSON.stringify({ subject, ...data }, null, 2);
  return {
    kind: 'file',
    bytes: Buffer.from(text),
    mediaType: isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    saveAs: `${subject.replaceAll(/[^\p{L}\p{N}.-]/gu, '-')}.${isText ? 'txt' : 'json'}`,
  };
}
