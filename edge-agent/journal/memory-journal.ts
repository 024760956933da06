import { chainNext, chainStart } from '#contract/chain.ts';
import { formatEventLine, type EventBody, type HallEvent } from '#contract/events.ts';
import type { BranchId, EpochId } from '#contract/ids.ts';
import type { Journal, JournalRow } from '../ports.ts';
import { JournalError } from './journal-error.ts';

/** A journal in memory, for tests of whoever uses one. Durable as long as the test. */
export class MemoryJournal implements Journal {
  readonly branch: BranchId;
  readonly epoch: EpochId;
  /** When set, the disk refuses every write and read with it. */
  failure: Error | null = null;
  /** Every write fails the way it does on a full disk; reading goes on. */
  diskRefuses = false;
  readonly rows: JournalRow[] = [];
  /** How many events each transaction held. */
  readonly transactions: number[] = [];
  readonly #events: HallEvent[] = [];
  readonly #start: string;
  #base = 0;
  #acked = 0;
  #checkpoint = 0;

  constructor(branch: BranchId, epoch = '0123456789abcdef' as EpochId) {
    this.branch = branch;
    this.epoch = epoch;
    this.#start = chainStart(branch, epoch);
  }

  append(bodies: readonly EventBody[]): readonly HallEvent[] {
    this.#write();
    this.transactions.push(bodies.length);
    return bodies.map((body) => {
      const seq = this.last() + 1;
      const line = formatEventLine(seq, body);
      this.rows.push({ seq, line, hash: chainNext(this.hashAfter(seq - 1), line) });
      const event = { ...body, seq };
      this.#events.push(event);
      return event;
    });
  }

  read(from: number, limit: number): readonly JournalRow[] {
    this.#touch();
    return this.rows.slice(Math.max(from, this.#base + 1) - 1).slice(0, limit);
  }

  last(): number {
    return this.rows.length;
  }

  hashAfter(seq: number): string {
    if (seq === 0) return this.#start;
    const row = this.rows[seq - 1];
    if (row === undefined || seq < this.#base) throw new RangeError(`no hash after seq ${seq}`);
    return row.hash;
  }

  acked(): number {
    return this.#acked;
  }

  setAcked(seq: number): void {
    this.#touch();
    if (seq < 0 || seq > this.last()) throw new RangeError(`acked ${seq} of ${this.last()}`);
    this.#acked = Math.max(seq, this.#base);
  }

  checkpoint(): number {
    return this.#checkpoint;
  }

  setCheckpoint(seq: number): void {
    this.#write();
    if (seq <= this.#base || seq > this.last()) throw new RangeError(`checkpoint ${seq} of ${this.last()}`);
    this.#checkpoint = seq;
  }

  findRating(rating: string): number | null {
    return this.#events.find((event) => event.type === 'rating.given' && event.rating === rating)?.seq ?? null;
  }

  findSurvey(response: string): number | null {
    const found = this.#events.findLast((event) => event.type === 'survey.answered' && event.response === response);
    return found?.seq ?? null;
  }

  verify(): number | null {
    return this.rows.find((row) => chainNext(this.hashAfter(row.seq - 1), row.line) !== row.hash)?.seq ?? null;
  }

  close(): void {}

  events(): readonly HallEvent[] {
    return this.#events;
  }

  /** As retention does: rows up to `seq` are no longer kept. */
  forget(seq: number): void {
    this.#base = seq;
    this.#acked = Math.max(this.#acked, seq);
  }

  #write(): void {
    this.#touch();
    if (!this.diskRefuses) return;
    throw new JournalError({ code: 'disk-refused', what: 'The disk is full', where: 'memory', remedy: 'Free space.' });
  }

  #touch(): void {
    if (this.failure !== null) throw this.failure;
  }
}
