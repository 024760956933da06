import { chainNext, chainStart } from '#contract/chain.ts';
import { formatEventLine, type EventBody, type HallEvent } from '#contract/events.ts';
import type { BranchId, EpochId } from '#contract/ids.ts';
import { JournalError } from '../journal/journal-error.ts';
import type { Journal, JournalRow } from '../ports.ts';

/** A journal without a disk, for tests; `diskRefuses` makes every write fail the way a full disk does. */
export class MemoryJournal implements Journal {
  readonly branch: BranchId;
  readonly epoch = '0123456789abcdef' as EpochId;
  readonly rows: JournalRow[] = [];
  /** How many events each transaction held. */
  readonly transactions: number[] = [];
  diskRefuses = false;
  #acked = 0;
  #checkpoint = 0;

  constructor(branch: BranchId) {
    this.branch = branch;
  }

  append(bodies: readonly EventBody[]): readonly HallEvent[] {
    this.#write();
    this.transactions.push(bodies.length);
    return bodies.map((body) => {
      const seq = this.rows.length + 1;
      const line = formatEventLine(seq, body);
      this.rows.push({ seq, line, hash: chainNext(this.hashAfter(seq - 1), line) });
      return { ...body, seq };
    });
  }

  read(from: number, limit: number): readonly JournalRow[] {
    return this.rows.slice(from - 1, from - 1 + limit);
  }

  last(): number {
    return this.rows.length;
  }

  hashAfter(seq: number): string {
    return seq === 0 ? chainStart(this.branch, this.epoch) : this.rows[seq - 1]!.hash;
  }

  acked(): number {
    return this.#acked;
  }

  setAcked(seq: number): void {
    this.#acked = seq;
  }

  checkpoint(): number {
    return this.#checkpoint;
  }

  setCheckpoint(seq: number): void {
    this.#write();
    this.#checkpoint = seq;
  }

  findRating(rating: string): number | null {
    return this.events().find((event) => event.type === 'rating.given' && event.rating === rating)?.seq ?? null;
  }

  verify(): number | null {
    throw new Error('not part of what these tests are about');
  }

  close(): void {}

  events(): readonly HallEvent[] {
    return this.rows.map((row) => JSON.parse(row.line) as HallEvent);
  }

  #write(): void {
    if (!this.diskRefuses) return;
    throw new JournalError({ code: 'disk-refused', what: 'The disk is full', where: 'memory', remedy: 'Free space.' });
  }
}
