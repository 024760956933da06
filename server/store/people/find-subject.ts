import { sql } from 'kysely';
import { sheetSchema } from '#rubric/scorecards/sheet.ts';
import type { Reader } from '../database.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Everything stored about somebody, by kind; what protects them (hashes of passwords and tokens) is left out. */
export type SubjectData = Readonly<Record<string, Rows>>;

/** Of an account; null when there is none. What others wrote about it stands under a pseudonym, not here. */
export async function findAccountData(reader: Reader, account: string): Promise<SubjectData | null> {
  const own = await reader
    .selectFrom('account')
    .select(['id', 'login', 'name', 'subject', 'failures', 'locked_until', 'disabled_at', 'created_at'])
    .where('id', '=', account)
    .execute();
  if (own.length === 0) return null;
  const of = (
    table: 'sheet' | 'sheet_change' | 'evidence' | 'appraisal' | 'role_grant' | 'staff_tie' | 'staff',
  ): Promise<Rows> =>
    sql<Rows[number]>`SELECT * FROM ${sql.table(table)} WHERE account = ${account}`
      .execute(reader)
      .then(({ rows }) => rows);
  return {
    account: own,
    roles: await of('role_grant'),
    mayNotInspect: await of('staff_tie'),
    sessions: await reader
      .selectFrom('session')
      .select(['created_at', 'seen_at', 'expires_at'])
      .where('account', '=', account)
      .execute(),
    inspections: await reader
      .selectFrom('inspection')
      .selectAll()
      .where((or) => or.or([or('inspector', '=', account), or('second', '=', account)]))
      .orderBy('branch')
      .orderBy('id')
      .execute(),
    sheets: await of('sheet'),
    sheetChanges: await of('sheet_change'),
    evidence: await of('evidence'),
    appraisalsGiven: await of('appraisal'),
    worksAs: await of('staff'),
    plans: await reader.selectFrom('plan').selectAll().where('author', '=', account).execute(),
    policies: await reader
      .selectFrom('policy')
      .select(['kind', 'id', 'version', 'state', 'author', 'approver', 'submitted_at', 'approved_at'])
      .where((or) => or.or([or('author', '=', account), or('approver', '=', account)]))
      .execute(),
    audit: await reader
      .selectFrom('audit')
      .selectAll()
      .where((or) => or.or([or('account', '=', account), or('subject', '=', `account/${account}`)]))
      .orderBy('seq')
      .execute(),
  };
}

/**
 * Of a member of staff, known here only by a pseudonym: appraisals, and what sheets say they answer for. Of colleagues'
 * appraisals only that they are there: what one of them said was said in confidence.
 */
export async function findPseudonymData(reader: Reader, pseudonym: string): Promise<SubjectData> {
  const sheets = await sql<{ branch: string; inspection: string; entry: string; body: string }>`
    SELECT branch, inspection, entry, body FROM sheet
    WHERE body LIKE ${`%${JSON.stringify(pseudonym).replaceAll(/[\\%_]/g, '\\$&')}%`} ESCAPE '\\'
    ORDER BY branch, inspection, entry`.execute(reader);
  const appraisals = await reader
    .selectFrom('appraisal')
    .select(['branch', 'id', 'period', 'relation', 'card', 'version', 'body', 'signed_at'])
    .where('subject', '=', pseudonym)
    .orderBy('branch')
    .orderBy('id')
    .execute();
  return {
    appraisals: appraisals.map((row) => (row.relation === 'peer' ? { ...row, body: null } : row)),
    answersFor: sheets.rows.flatMap(({ body, ...where }) => {
      const parsed = sheetSchema.safeParse(JSON.parse(body));
      const entries = parsed.success ? parsed.data.entries : [];
      return entries.filter(({ responsible }) => responsible === pseudonym).map((entry) => ({ ...where, ...entry }));
    }),
  };
}
