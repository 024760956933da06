import type { Database } from 'better-sqlite3';
import { chainNext } from '#contract/chain.ts';
import { MAX_EVENT_LINE_BYTES, formatEventLine, type EventBody, type HallEvent } from '#contract/events.ts';
import type { BranchId, EpochId } from '#contract/ids.ts';
import type { Journal, JournalRow } from '../ports.ts';
import { explainSqlite } from './journal-error.ts';

export const RETENTION_DAYS = 35;
/** Rows removed by one `prune`, so that one call never holds up the hall for long. */
export const PRUNE_AT_MOST = 10_000;
/** An acknowledgement that runs ahead of the stored one by this many rows is written at once. */
export const ACK_LAG = 500;

interface Owner {
  readonly path: string;
  readonly branch: BranchId;
  readonly epoch: EpochId;
}

interface Head {
  readonly base_seq: number;
  readonly base_hash: Buffer;
  readonly last_seq: number;
  readonly acked: number;
  readonly checkpoint: number;
}

interface StoredRow {
  readonly seq: number;
  readonly line: string;
  readonly hash: Buffer;
}

/** The journal on an open, exclusively held database. Made by `openJournal`. */
export class SqliteJournal implements Journal {
  readonly branch: BranchId;
  readonly epoch: EpochId;
  readonly #path: string;
  readonly #db: Database;
  readonly #sql: ReturnType<typeof prepareAll>;
  /** Acknowledged in this process, perhaps not yet stored. */
  #acked: number;

  constructor(db: Database, owner: Owner) {
    this.branch = owner.branch;
    this.epoch = owner.epoch;
    this.#path = owner.path;
    this.#db = db;
    this.#sql = prepareAll(db);
    this.#acked = this.#head().acked;
  }

  append(bodies: readonly EventBody[]): readonly HallEvent[] {
    if (bodies.length === 0) return [];
    return this.#write(() => {
      let seq = this.last();
      let hash = this.hashAfter(seq);
      const events = bodies.map((body) => {
        seq += 1;
        const line = formatEventLine(seq, body);
        // Head office refuses longer lines, so a stored one would block everything behind it.
        if (Buffer.byteLength(line) > MAX_EVENT_LINE_BYTES) throw new RangeError(`${body.type}: event line too long`);
        hash = chainNext(hash, line);
        const rating = body.type === 'rating.given' ? body.rating : null;
        const response = body.type === 'survey.answered' ? body.response : null;
        this.#sql.insert.run(seq, body.at, line, Buffer.from(hash, 'hex'), rating, response);
        return { ...body, seq };
      });
      this.#sql.advance.run(seq, this.#acked);
      return events;
    });
  }

  read(from: number, limit: number): readonly JournalRow[] {
    return this.#sql.read
      .all(from, limit)
      .map((row) => ({ seq: row.seq, line: row.line, hash: row.hash.toString('hex') }));
  }

  last(): number {
    return this.#head().last_seq;
  }

  hashAfter(seq: number): string {
    const head = this.#head();
    const hash = seq === head.base_seq ? head.base_hash : this.#sql.hash.get(seq)?.hash;
    if (hash === undefined) throw new RangeError(`no hash after seq ${seq}: the journal keeps ${spanOf(head)}`);
    return hash.toString('hex');
  }

  acked(): number {
    return this.#acked;
  }

  /**
   * Moving forward is stored with the next append, prune or close, or once it is ACK_LAG rows ahead: it costs no disk
   * flush of its own, and losing it only means that some events are sent twice. Moving back (head office lost
   * something) is stored at once, so that retention does not remove what is asked for. Never below the kept rows.
   */
  setAcked(seq: number): void {
    const head = this.#head();
    if (!Number.isSafeInteger(seq) || seq < 0 || seq > head.last_seq) {
      throw new RangeError(`acked ${seq}: the journal keeps ${spanOf(head)}`);
    }
    const acked = Math.max(seq, head.base_seq);
    if (acked < head.acked || acked - head.acked >= ACK_LAG) this.#write(() => this.#sql.ack.run(acked));
    this.#acked = acked;
  }

  checkpoint(): number {
    return this.#head().checkpoint;
  }

  setCheckpoint(seq: number): void {
    const head = this.#head();
    if (!Number.isSafeInteger(seq) || seq <= head.base_seq || seq > head.last_seq) {
      throw new RangeError(`checkpoint ${seq}: the journal keeps ${spanOf(head)}`);
    }
    this.#write(() => this.#sql.checkpoint.run(seq));
  }

  findRating(rating: string): number | null {
    return this.#sql.rating.get(rating)?.seq ?? null;
  }

  findSurvey(response: string): number | null {
    return this.#sql.response.get(response)?.seq ?? null;
  }

  verify(): number | null {
    const head = this.#head();
    let seq = head.base_seq;
    let hash = head.base_hash.toString('hex');
    for (const row of this.#sql.all.iterate()) {
      seq += 1;
      hash = chainNext(hash, row.line);
      if (row.seq !== seq || row.hash.toString('hex') !== hash) return Math.min(seq, row.seq);
    }
    return seq === head.last_seq ? null : Math.min(seq, head.last_seq) + 1;
  }

  /**
   * Removes the oldest rows that head office holds, that are older than RETENTION_DAYS and that no rebuild of the
   * hall needs; returns how many. At most PRUNE_AT_MOST per call. With no checkpoint yet, nothing is removed.
   */
  prune(now: number): number {
    const head = this.#head();
    const held = Math.min(this.#acked, head.checkpoint - 1, head.base_seq + PRUNE_AT_MOST);
    const young = this.#sql.youngest.get(now - RETENTION_DAYS * 86_400_000)?.seq ?? head.last_seq + 1;
    const upto = Math.min(held, young - 1);
    if (upto <= head.base_seq) return 0;
    this.#write(() => {
      this.#sql.base.run(upto, Buffer.from(this.hashAfter(upto), 'hex'), this.#acked);
      this.#sql.remove.run(upto);
    });
    return upto - head.base_seq;
  }

  close(): void {
    if (!this.#db.open) return;
    try {
      if (this.#acked !== this.#head().acked) this.#write(() => this.#sql.ack.run(this.#acked));
    } finally {
      this.#db.close();
    }
  }

  #head(): Head {
    return this.#sql.head.get()!;
  }

  #write<T>(action: () => T): T {
    try {
      return this.#db.transaction(action).immediate();
    } catch (error) {
      throw explainSqlite(error, this.#path) ?? error;
    }
  }
}

function spanOf(head: Head): string {
  return `${head.base_seq + 1} to ${head.last_seq}`;
}

function prepareAll(db: Database) {
  return {
    head: db.prepare<[], Head>('SELECT base_seq, base_hash, last_seq, acked, checkpoint FROM journal'),
    insert: db.prepare('INSERT INTO event (seq, at, line, hash, rating, response) VALUES (?, ?, ?, ?, ?, ?)'),
    advance: db.prepare('UPDATE journal SET last_seq = ?, acked = ?'),
    read: db.prepare<[number, number], StoredRow>(
      'SELECT seq, line, hash FROM event WHERE seq >= ? ORDER BY seq LIMIT ?',
    ),
    all: db.prepare<[], StoredRow>('SELECT seq, line, hash FROM event ORDER BY seq'),
    hash: db.prepare<[number], { hash: Buffer }>('SELECT hash FROM event WHERE seq = ?'),
    rating: db.prepare<[string], { seq: number }>('SELECT seq FROM event WHERE rating = ? ORDER BY seq LIMIT 1'),
    response: db.prepare<[string], { seq: number }>(
      'SELECT seq FROM event WHERE response = ? ORDER BY seq DESC LIMIT 1',
    ),
    ack: db.prepare('UPDATE journal SET acked = ?'),
    checkpoint: db.prepare('UPDATE journal SET checkpoint = ?'),
    youngest: db.prepare<[number], { seq: number }>('SELECT seq FROM event WHERE at >= ? ORDER BY seq LIMIT 1'),
    base: db.prepare('UPDATE journal SET base_seq = ?, base_hash = ?, acked = ?'),
    remove: db.prepare('DELETE FROM event WHERE seq <= ?'),
  };
}
