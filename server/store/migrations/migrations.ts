import { INGEST } from './001-ingest.ts';
import { PEOPLE } from './002-people.ts';
import { POLICIES } from './003-policies.ts';
import { INSPECTIONS } from './004-inspections.ts';
import { SCORING } from './005-scoring.ts';

/**
 * Numbered forward migrations, the same for both databases; a released one is never changed. They are written for
 * SQLite and translated for PostgreSQL, so tables use TEXT, INTEGER, REAL and BLOB only, no triggers and no generated
 * ids. Keys of what belongs to a branch start with the branch.
 */
export const MIGRATIONS: readonly string[] = [INGEST, PEOPLE, POLICIES, INSPECTIONS, SCORING];

/** "HmHO": tells our file from other SQLite files. */
export const APPLICATION_ID = 0x486d484f;

/**
 * The same tables for PostgreSQL. Text sorts by its bytes there too (`COLLATE "C"`), so that lists and rankings come
 * out in the same order on both.
 */
export function forPostgres(migration: string): string {
  return migration
    .replaceAll(/--[^\n]*/g, '')
    .replaceAll(/\)\s*STRICT(?:\s*,\s*WITHOUT ROWID)?/g, ')')
    .replaceAll(/(\w+\s+)TEXT\b/g, '$1TEXT COLLATE "C"')
    .replaceAll(/(\w+\s+)INTEGER\b/g, '$1BIGINT')
    .replaceAll(/(\w+\s+)REAL\b/g, '$1DOUBLE PRECISION')
    .replaceAll(/(\w+\s+)BLOB\b/g, '$1BYTEA');
}
