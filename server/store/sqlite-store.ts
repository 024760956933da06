import type { BranchId } from '#contract/ids.ts';
import type { SqliteDatabase } from './database.ts';
import { SqliteWriter } from './sqlite-writer.ts';
import type { NewAlarm, RetainedKind, Store, Writer } from './store.ts';
import { StoredReads } from './stored-reads.ts';

/** What ingest keeps in this database. It writes through the database's own connection, in turn with everybody else. */
export function openSqliteStore(database: SqliteDatabase): Store {
  return new SqliteStore(database);
}

class SqliteStore extends StoredReads implements Store {
  readonly #database: SqliteDatabase;
  readonly #writer: SqliteWriter;
  readonly #sql: ReturnType<typeof prepareAll>;

  constructor(database: SqliteDatabase) {
    super(database.read);
    this.#database = database;
    this.#writer = new SqliteWriter(database.connection);
    this.#sql = prepareAll(database);
  }

  transaction<T>(action: (writer: Writer) => Promise<T>): Promise<T> {
    const { connection, turns } = this.#database;
    return turns.take(async () => {
      this.#sql.begin.run();
      try {
        const result = await action(this.#writer);
        this.#writer.flush();
        this.#sql.commit.run();
        return result;
      } catch (error) {
        this.#writer.drop();
        // Some failures have ended the transaction already.
        if (connection.inTransaction) this.#sql.rollback.run();
        throw error;
      }
    });
  }

  async saveLatest(branch: BranchId, kind: RetainedKind, at: number, payload: string): Promise<void> {
    await this.#database.turns.take(() => this.#sql.saveLatest.run(branch, kind, at, payload));
  }

  raise(branch: BranchId, alarm: NewAlarm): Promise<void> {
    return this.transaction(async (writer) => writer.raise(branch, alarm));
  }

  /** The connection is the database's, which closes it. */
  async close(): Promise<void> {
    await this.#database.turns.take(() => undefined);
  }
}

function prepareAll({ connection }: SqliteDatabase) {
  return {
    begin: connection.prepare('BEGIN IMMEDIATE'),
    commit: connection.prepare('COMMIT'),
    rollback: connection.prepare('ROLLBACK'),
    saveLatest: connection.prepare(
      'INSERT INTO latest VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at, payload = excluded.payload',
    ),
  };
}
