import { expect, test } from 'vitest';
import { appendAudit } from '../audit/audit.ts';
import { onBothDatabases } from '../tests/databases.ts';
import { retentionView } from './retention-view.ts';

onBothDatabases('what is kept how long', (make) => {
  test('stands beside what was removed lately, the newest first; nobody else’s lines are taken for it', async () => {
    const { database, remove } = await make();
    const line = { account: 'system', subject: 'x' };
    const detail = { from: '2025-10-21', branches: ['a', 'z'], visits: 3, ratings: 2, days: 1, events: 40 };
    await database.write(async (writing) => {
      await appendAudit(writing, { ...line, at: 1, action: 'retention.removed', detail });
      await appendAudit(writing, { ...line, at: 2, action: 'evidence.removed', detail: { count: 7 } });
      await appendAudit(writing, { ...line, at: 3, action: 'role.granted', detail: {} });
    });
    expect(await retentionView(database.read, { retention: { ticketsDays: 120, sessionsDays: 7 } })).toEqual({
      days: { tickets: 120, sessions: 7, photos: 365, recordings: 90 },
      removals: [
        { seq: 2, at: 2, what: 'evidence', count: 7, before: null },
        { seq: 1, at: 1, what: 'tickets', count: 46, before: '2025-10-21' },
      ],
    });
    await remove();
  });
});
