import { shipped } from '#rubric/scorecards/test-card.ts';
import type { Database } from '../store/database.ts';

/** Puts a shipped card into force, as if somebody had approved it. */
export async function approveCard(
  database: Database,
  id: string,
  { version = 1, from = '2023-01-01', to = null }: { version?: number; from?: string; to?: string | null } = {},
): Promise<void> {
  const card = { ...shipped(id), version, effective: { from, to }, approval: { approver: 'zhou', on: '2023-01-01' } };
  await database.write((writing) =>
    writing
      .insertInto('policy')
      .values({
        kind: 'scorecard',
        id,
        version,
        state: 'approved',
        from_on: from,
        to_on: to,
        author: 'li',

        submitted_at: 1,
        approver: 'zhou',
        approved_at: 1,
        updated_at: 1,
        digest: '',

        body: JSON.stringify(card),
      })
      .execute(),
  );
}
