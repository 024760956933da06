import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { shipped } from '#rubric/scorecards/test-card.ts';
import { digestOf } from '../policies/policy-json.ts';
import type { Database, Writing } from '../store/database.ts';
import type { PolicyKind } from '../store/policies/tables.ts';

interface Force {
  readonly version?: number;
  readonly from?: string;
  readonly to?: string | null;
}

/** Puts a shipped card into force, as if somebody had approved it. */
export async function approveCard(
  database: Database,
  id: string,
  { version = 1, from = '2023-01-01', to = null }: Force = {},
): Promise<void> {
  await database.write((writing) => putIntoForce(writing, { ...shipped(id), version, effective: { from, to } }));
}

/** Stores a scorecard or composite definition as it would stand there after its approval. */
export async function putIntoForce(
  writing: Writing,
  policy: Pick<Scorecard, 'id' | 'version' | 'title' | 'effective'>,
  kind: PolicyKind = 'scorecard',
): Promise<void> {
  const body = JSON.stringify({ ...policy, approval: { approver: 'zhou', on: '2023-01-01' } });
  await writing
    .insertInto('policy')
    .values({
      kind,
      id: policy.id,
      version: policy.version,
      state: 'approved',
      title_zh: policy.title.zh,
      title_en: policy.title.en,
      from_on: policy.effective.from,
      to_on: policy.effective.to,
      author: 'li',
      editors: '[]',
      submitted_at: 1,
      approver: 'zhou',
      approved_at: 1,
      updated_at: 1,
      body,
      digest: digestOf(body),
    })
    .execute();
}
