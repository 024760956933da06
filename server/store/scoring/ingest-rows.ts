import type { Kysely } from 'kysely';
import type { Reader } from '../database.ts';
import type { Tables } from '../tables.ts';

/** What scoring reads of the tables of migration 001, which ingest writes. */
type IngestRows = {
  readonly cursor: { readonly branch: string; readonly epoch: string; readonly upto: number };
  readonly day: { readonly branch: string; readonly date: string; readonly epoch: string };
  readonly event: {
    readonly branch: string;
    readonly epoch: string;
    readonly seq: number;
    readonly line: string;
    readonly hash: Buffer;
  };
};

export function ingestRows(reader: Reader): Kysely<Tables & IngestRows> {
  return reader.withTables<IngestRows>();
}
