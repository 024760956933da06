import type { BranchId } from '#contract/ids.ts';
import type { Reader } from './database.ts';
import type { PostgresSession } from './postgres-session.ts';
import { columnOf, SAVE_LATEST } from './postgres-statements.ts';
import { PostgresWriter } from './postgres-writer.ts';
import type { NewAlarm, RetainedKind, Store, Writer } from './store.ts';
import { StoredReads } from './stored-reads.ts';
import { Turns } from './turns.ts';

/** What ingest keeps in this database. */
export function openPostgresStore(session: PostgresSession, read: Reader): Store {
  return new PostgresStore(session, read);
}

class PostgresStore extends StoredReads implements Store {
  readonly #turns = new Turns();
  readonly #writer = new PostgresWriter();
  readonly #session: PostgresSession;
  /** Retained messages that wait for their turn, the newest of each kind. */
  readonly #latest = new Map<string, readonly [BranchId, RetainedKind, number, string]>();
  #savingLatest: Promise<void> | null = null;

  constructor(session: PostgresSession, read: Reader) {
    super(read);
    this.#session = session;
  }

  transaction<T>(action: (writer: Writer) => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      try {
        return await this.#session.transaction(async (transaction) => {
          this.#writer.begin(transaction);
          const result = await action(this.#writer);
          await this.#writer.flush();
          return result;
        });
      } catch (error) {
        this.#writer.forget();
        throw error;
      }
    });
  }

  saveLatest(branch: BranchId, kind: RetainedKind, at: number, payload: string): Promise<void> {
    this.#latest.set(`${branch}/${kind}`, [branch, kind, at, payload]);
    // Thousands of branches speak within a second: all that wait share one commit.
    this.#savingLatest ??= this.#turns.take(() => this.#saveLatest());
    return this.#savingLatest;
  }

  raise(branch: BranchId, alarm: NewAlarm): Promise<void> {
    return this.transaction(async (writer) => writer.raise(branch, alarm));
  }

  async close(): Promise<void> {
    await this.#turns.take(() => this.#session.close());
  }

  async #saveLatest(): Promise<void> {
    const rows = [...this.#latest.values()];
    this.#latest.clear();
    this.#savingLatest = null;
    const column = (index: 0 | 1 | 2 | 3): string => columnOf(rows.map((row) => row[index]));
    await this.#session.transaction(async (transaction) => {
      transaction.send(SAVE_LATEST, [column(0), column(1), column(2), column(3)]);
    });
  }
}
