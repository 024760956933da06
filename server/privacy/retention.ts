import type { Cancel, Clock } from '#contract/clock.ts';
import { appendAudit } from '../audit/audit.ts';
import { bankDay, startOfBankDay } from '../bank-day.ts';
import type { Logger } from '../log.ts';
import type { Database } from '../store/database.ts';
import { removeTickets } from '../store/retention/remove-tickets.ts';
import { DEFAULT_RETENTION, type RetentionConfig } from './rules.ts';

export interface RetentionParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly deskClock: Clock;
  readonly log: Logger;
  readonly config: { readonly retention?: RetentionConfig | undefined; readonly timeZone?: string | undefined };
}

const DAY_MS = 86_400_000;
const FIRST_MS = 60_000;
/** Branches in one transaction: what arrives meanwhile waits for it. */
const BRANCHES_AT_ONCE = 50;

/** Removes once a day what has been kept for long enough. */
export function startRetention(parts: RetentionParts): Cancel {
  const { clock, log } = parts;
  let cancel: Cancel;
  const run = (): void => {
    cancel = clock.after(DAY_MS, run);
    void removeExpired(parts).catch((error: unknown) => log.write('retention.failed', { reason: String(error) }));
  };
  cancel = clock.after(FIRST_MS, run);
  return () => cancel();
}

/** What was removed stands in the audit log, with how much of it, in the same transaction. */
export async function removeExpired(parts: RetentionParts): Promise<void> {
  const { database, clock, deskClock, config } = parts;
  const { ticketsDays, sessionsDays } = config.retention ?? DEFAULT_RETENTION;
  const now = clock.now();
  const from = bankDay(now - ticketsDays * DAY_MS, config);
  const limit = { from, fromAt: startOfBankDay(from, config), now };
  const branches = await database.read
    .selectFrom('unit')
    .select('id')
    .where('kind', '=', 'branch')
    .orderBy('id')
    .execute();
  for (let first = 0; first < branches.length; first += BRANCHES_AT_ONCE) {
    const group = branches.slice(first, first + BRANCHES_AT_ONCE).map(({ id }) => id);
    await database.write(async (writing) => {
      const removed = await removeTickets(writing, group, limit);
      if (Object.values(removed).every((n) => n === 0)) return;
      const entry = { at: now, account: 'system', action: 'retention.removed', subject: 'retention/tickets' };
      await appendAudit(writing, { ...entry, detail: { from, branches: [group[0], group.at(-1)], ...removed } });
    });
  }
  const ended = deskClock.now() - sessionsDays * DAY_MS;
  await database.write(async (writing) => {
    await writing.deleteFrom('session').where('expires_at', '<', ended).execute();
    await writing.deleteFrom('password_code').where('expires_at', '<', ended).execute();
  });
}
