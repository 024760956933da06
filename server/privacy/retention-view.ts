import { z } from 'zod';
import type { ServerConfig } from '../config.ts';
import { KEEP_DAYS } from '../inspections/evidence/parts.ts';
import type { Reader } from '../store/database.ts';
import { findRemovals } from '../store/retention/find-removals.ts';
import { DEFAULT_RETENTION } from './rules.ts';

/** GET /api/retention */
export interface RetentionView {
  /** Days that each kind is kept. What is not named here has no end. */
  readonly days: Readonly<Record<'tickets' | 'sessions' | 'photos' | 'recordings', number>>;
  /** The newest first. */
  readonly removals: readonly Removal[];
}

export interface Removal {
  readonly seq: number;
  readonly at: number;
  readonly what: 'tickets' | 'evidence';
  /** Rows or files. */
  readonly count: number;
  /** What was older than this day went; null for evidence, which has a day of its own each. */
  readonly before: string | null;
}

const REMOVALS_SHOWN = 20;

export async function retentionView(
  reader: Reader,
  { retention, evidence }: Pick<ServerConfig, 'retention' | 'evidence'>,
): Promise<RetentionView> {
  const { ticketsDays, sessionsDays } = retention ?? DEFAULT_RETENTION;
  const removals = await findRemovals(reader, REMOVALS_SHOWN);
  return {
    days: { tickets: ticketsDays, sessions: sessionsDays, ...(evidence ?? KEEP_DAYS) },
    removals: removals.map(({ seq, at, action, detail }) => ({ seq, at, ...removedIn(action, JSON.parse(detail)) })),
  };
}

const ticketsSchema = z.looseObject({ from: z.string() });
const evidenceSchema = z.looseObject({ count: z.number() });

function removedIn(action: string, detail: unknown): Omit<Removal, 'seq' | 'at'> {
  if (action === 'evidence.removed')
    return { what: 'evidence', count: evidenceSchema.parse(detail).count, before: null };
  const { from, ...counts } = ticketsSchema.parse(detail);
  const count = Object.values(counts).reduce<number>((sum, n) => (typeof n === 'number' ? sum + n : sum), 0);
  return { what: 'tickets', count, before: from };
}
