import { setImmediate as nextTurn } from 'node:timers/promises';
import { Client } from 'pg';
import { realClock } from '#contract/clock.ts';
import { encodeBatch } from '#contract/envelope.ts';
import { branchIdSchema, epochIdSchema } from '#contract/ids.ts';
import { createIngest, type Ingest } from '../../server/ingest/ingest.ts';
import { openStores, type Stores } from '../../server/store/open-stores.ts';
import { startPostgres } from '../setup/postgres.ts';
import { bestRate, type Figure } from './figure.ts';
import { hallBatches, hallBodies } from './hall-lines.ts';

const EVENTS = 40_000;
const ROUNDS = 5;
const PER_BATCH = 500;
const PER_COMMIT = 1_000;
const branch = branchIdSchema.parse('demo');

/** What ingest leaves behind of the events, column by column. */
const TABLES = {
  event: { branch: 'text', epoch: 'text', seq: 'bigint', line: 'text', hash: 'bytea' },
  visit: { branch: 'text', date: 'text', epoch: 'text', id: 'text', leg: 'bigint', record: 'text' },
  rating: { branch: 'text', date: 'text', epoch: 'text', id: 'text', record: 'text' },
} as const;

/** Batches verified, stored and applied, against bare inserts of the very rows that come out of it, turn about. */
export async function postgresFigure(): Promise<Figure> {
  const server = await startPostgres({ durable: true });
  const client = new Client({ connectionString: server.url });
  try {
    await client.connect();
    const stores = await openStores({ type: 'postgres', url: server.url });
    let value = 0;
    let reference = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      value = Math.max(value, await ingestOnce(stores, round));
      reference = Math.max(reference, await insertOnce(client, epochOf(round)));
    }
    await stores.close();
    return {
      name: 'PostgreSQL ingest incl. visits, rollup and cursor: batch to committed',
      value,
      unit: 'events/s',
      reference,
      referenceName: `raw unnest insert of the same rows, batch ${PER_COMMIT}, same server`,
      goal: { kind: 'ratio-at-least', limit: 0.8 },
    };
  } finally {
    await client.end();
    await server.stop();
  }
}

/** Each round is another journal. */
async function ingestOnce({ store, database }: Stores, round: number): Promise<number> {
  const epoch = epochOf(round);
  const bodies = hallBodies(EVENTS, Date.UTC(2026, 10, 30, 1));
  const payloads = hallBatches(branch, epoch, bodies, PER_BATCH).map((batch) => encodeBatch(batch, false));
  const log = {
    write(event: string, detail: unknown): never {
      throw new Error(`${event}: ${JSON.stringify(detail)}`);
    },
  };
  const ingest = createIngest({ store, clock: realClock(), log, down: () => {}, onChange: () => {} });
  const rate = await bestRate(1, EVENTS, () => receiveAll(ingest, payloads));
  const cursor = await database.read
    .selectFrom('cursor')
    .select('upto')
    .where('epoch', '=', epoch)
    .executeTakeFirstOrThrow();
  if (cursor.upto !== EVENTS) throw new Error(`stored up to seq ${cursor.upto} only`);
  return rate;
}

/** As they come from the network: one after the other, never all in one turn. */
async function receiveAll(ingest: Ingest, payloads: readonly Buffer[]): Promise<void> {
  const received: Promise<void>[] = [];
  for (const payload of payloads) {
    received.push(ingest.receive(branch, payload));
    await nextTurn();
  }
  await Promise.all(received);
}

function epochOf(round: number) {
  return epochIdSchema.parse(String(round).padStart(16, '0'));
}

/** The rows of a journal again, as fast as the server takes them. */
async function insertOnce(client: Client, epoch: string): Promise<number> {
  const parts: { readonly text: string; readonly columns: unknown[][] }[] = [];
  for (const [table, columns] of Object.entries(TABLES)) {
    await client.query(`CREATE TABLE IF NOT EXISTS raw_${table} (LIKE ${table} INCLUDING ALL)`);
    const names = Object.keys(columns);
    const { rows } = await client.query<Record<string, unknown>>(
      `SELECT ${names.join(', ')} FROM ${table} WHERE epoch = $1 ORDER BY ${names.join(', ')}`,
      [epoch],
    );
    const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
    const text = `INSERT INTO raw_${table} SELECT * FROM unnest(${arrays.join(', ')})`;
    for (let from = 0; from < rows.length; from += PER_COMMIT) {
      const part = rows.slice(from, from + PER_COMMIT);
      parts.push({ text, columns: names.map((name) => part.map((row) => row[name])) });
    }
  }
  return bestRate(1, EVENTS, async () => {
    for (const { text, columns } of parts) await client.query(text, columns);
  });
}
