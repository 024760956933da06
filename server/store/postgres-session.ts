import { Client, type QueryResult } from 'pg';
import { connectionOptions, connectionRefusal, placeOf } from './postgres-connection.ts';
import { StoreError } from './store-error.ts';

/** A statement under a name, so that the server plans it once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** "HmIn": who holds it is the head office that takes in events. */
const INGEST_LOCK = 0x486d496e;
/** A server that says nothing for this long is given up; everything is sent again. */
const QUERY_LIMIT_MS = 60_000;
const BEGIN = { name: 'begin', text: 'BEGIN' };
const COMMIT = { name: 'commit', text: 'COMMIT' };

/** The one connection that ingest writes through. It holds a lock as long as it lives, so that there is no second one. */
export class PostgresSession {
  readonly #url: string;
  #client: Client | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  /** Throws StoreError when the server is not there or another head office holds the database. */
  async connect(): Promise<Client> {
    if (this.#client !== null) return this.#client;
    const client = new Client({ ...connectionOptions(this.#url), pipeline: true, query_timeout: QUERY_LIMIT_MS });
    client.on('error', () => this.#forget(client));
    client.on('end', () => this.#forget(client));
    try {
      await client.connect();
      await takeLock(client, this.#url);
    } catch (error) {
      hangUp(client);
      throw connectionRefusal(error, this.#url);
    }
    this.#client = client;
    return client;
  }

  /** All or nothing, committed when it resolves. */
  async transaction<T>(action: (transaction: PostgresTransaction) => Promise<T>): Promise<T> {
    const client = await this.connect();
    const transaction = new PostgresTransaction(client);
    try {
      transaction.send(BEGIN, []);
      const result = await action(transaction);
      await transaction.commit();
      return result;
    } catch (error) {
      await this.#rollBack(client);
      throw transaction.failure ?? error;
    }
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }

  async #rollBack(client: Client): Promise<void> {
    try {
      await client.query('ROLLBACK');
    } catch {
      this.#forget(client);
      hangUp(client);
    }
  }

  #forget(client: Client): void {
    if (this.#client === client) this.#client = null;
  }
}

/** Statements are sent at once and answered in order, so that a batch does not wait for each. */
export class PostgresTransaction {
  /** While it was another one, another head office may have written. */
  readonly connection: Client;
  readonly #sent: Promise<unknown>[] = [];
  #failure: unknown = null;

  constructor(connection: Client) {
    this.connection = connection;
  }

  /** The first statement that failed; what came after it fails for it. */
  get failure(): unknown {
    return this.#failure;
  }

  send(statement: Statement, values: readonly unknown[]): void {
    const answer = this.#query(statement, values);
    // Looked at before the commit.
    answer.catch(() => undefined);
    this.#sent.push(answer);
  }

  async read<Row>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    return (await this.#query(statement, values)).rows as Row[];
  }

  async commit(): Promise<void> {
    const committed = this.#query(COMMIT, []);
    committed.catch(() => undefined);
    await Promise.all(this.#sent);
    // The server answers the commit of a failed transaction by rolling it back.
    if ((await committed).command !== 'COMMIT') throw new Error('the server rolled the transaction back');
  }

  async #query({ name, text }: Statement, values: readonly unknown[]): Promise<QueryResult> {
    try {
      return await this.connection.query({ name, text, values: [...values] });
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }
}

async function takeLock(client: Client, url: string): Promise<void> {
  const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [INGEST_LOCK]);
  if (rows[0]?.held === true) return;
  throw new StoreError('in-use', `Another head office writes to ${placeOf(url)}. Stop it, or choose another database.`);
}

/** Without waiting: the other side may be gone. */
function hangUp(client: Client): void {
  client.end().catch(() => undefined);
}
