import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { shipped } from '#rubric/scorecards/test-card.ts';
import { digestOf } from '../policies/policy-json.ts';
import type { Database, Writing } from '../store/database.ts';

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

/** Stores a card as it would stand there after its approval. */
export async function putIntoForce(writing: Writing, card: Scorecard): Promise<void> {
  const body = JSON.stringify({ ...card, approval: { approver: 'zhou', on: '2023-01-01' } });
  await writing
    .insertInto('policy')
    .values({
      kind: 'scorecard',
      id: card.id,
      version: card.version,
      state: 'approved',
      title_zh: card.title.zh,
      title_en: card.title.en,
      from_on: card.effective.from,
      to_on: card.effective.to,
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
