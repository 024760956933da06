import { appendFile, mkdir, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancel, Clock } from '#contract/clock.ts';
import { CAPTURE_HEADER, formatRecord } from '#devices/capture/capture.ts';
import type { CaptureRecord } from '#devices/capture/capture.ts';
import type { HallLog } from '../health/agent-log.ts';
import { messageOf } from '../links/link.ts';

/**
 * Every byte of every device line with its time and direction, one capture file per day: what a pilot starts with and
 * what a replay reads. Ticket texts may name a customer, so the files are readable by the agent's user only, stay on
 * this PC, and are removed after `keepDays`.
 */

export interface RawLogOptions {
  readonly directory: string;
  /** Days kept beside today; 0 = nothing is written at all. */
  readonly keepDays: number;
  /** Local calendar date of a moment, YYYY-MM-DD. */
  readonly dateOf: (at: number) => string;
  readonly clock: Clock;
  readonly log: HallLog;
}

export interface RawLog {
  /** Never throws and never waits: measuring does not depend on this log. */
  write(record: CaptureRecord): void;
  /** Resolves when everything written so far has been handed to the disk or given up. */
  flush(): Promise<void>;
  stop(): Promise<void>;
  counts(): { readonly written: number; readonly lost: number };
}

export const NO_RAW_LOG: RawLog = {
  write() {},
  async flush() {},
  async stop() {},
  counts: () => ({ written: 0, lost: 0 }),
};

const FLUSH_MS = 1_000;
/** What may wait for a slow disk, in lines: some 30 MB. Beyond that the log loses lines, the agent does not stop. */
const MOST_WAITING = 100_000;
const FILE_NAME = /^raw-(\d{4}-\d{2}-\d{2})\.capture$/;
const DAY_MS = 86_400_000;
const NOTICE = [
  CAPTURE_HEADER,
  '# Raw bytes of this hall. Ticket texts may hold personal data: do not copy this file without permission.',
  '',
].join('\n');

export function createRawLog(options: RawLogOptions): RawLog {
  return options.keepDays === 0 ? NO_RAW_LOG : new DailyRawLog(options);
}

class DailyRawLog implements RawLog {
  readonly #options: RawLogOptions;
  #waiting: CaptureRecord[] = [];
  #flushing: Promise<void> | null = null;
  #cancelFlush: Cancel | null = null;
  #newestDate = '';
  #written = 0;
  #lost = 0;
  #isFailing = false;
  #isStopped = false;

  constructor(options: RawLogOptions) {
    this.#options = options;
  }

  write(record: CaptureRecord): void {
    if (this.#isStopped || this.#waiting.length >= MOST_WAITING) {
      this.#lost += 1;
      return;
    }
    this.#waiting.push(record);
    this.#cancelFlush ??= this.#options.clock.after(FLUSH_MS, () => {
      this.#cancelFlush = null;
      void this.flush();
    });
  }

  flush(): Promise<void> {
    this.#flushing ??= this.#drain().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelFlush?.();
    await this.flush();
  }

  counts(): { readonly written: number; readonly lost: number } {
    return { written: this.#written, lost: this.#lost };
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const records = this.#waiting;
      this.#waiting = [];
      await this.#store(records);
    }
  }

  async #store(records: readonly CaptureRecord[]): Promise<void> {
    const { dateOf, log } = this.#options;
    try {
      for (const [date, ofDay] of Map.groupBy(records, (record) => dateOf(record.at))) {
        if (date > this.#newestDate) await this.#beginDay(date);
        await this.#append(date, ofDay);
      }
      this.#written += records.length;
      if (this.#isFailing) log.write('raw-log.recovered', { lost: this.#lost });
      this.#isFailing = false;
    } catch (error) {
      this.#lost += records.length;
      // The next day's beginning also ends whatever half line this left behind.
      this.#newestDate = '';
      if (!this.#isFailing) log.write('raw-log.failed', { reason: messageOf(error) });
      this.#isFailing = true;
    }
  }

  async #append(date: string, records: readonly CaptureRecord[]): Promise<void> {
    const text = `${records.map(formatRecord).join('\n')}\n`;
    await appendFile(this.#fileOf(date), text, { mode: 0o600 });
  }

  async #beginDay(date: string): Promise<void> {
    await mkdir(this.#options.directory, { recursive: true, mode: 0o700 });
    const file = await open(this.#fileOf(date), 'a', 0o600);
    try {
      // A file of an earlier mode is tightened too. Ends the half line of a power cut: the reader names and skips it.
      await file.chmod(0o600);
      await file.appendFile((await file.stat()).size === 0 ? NOTICE : '\n');
    } finally {
      await file.close();
    }
    this.#newestDate = date;
    await this.#removeOld(date);
  }

  async #removeOld(today: string): Promise<void> {
    const { directory, keepDays } = this.#options;
    const oldest = new Date(Date.parse(today) - keepDays * DAY_MS).toISOString().slice(0, 10);
    for (const name of await readdir(directory)) {
      const date = FILE_NAME.exec(name)?.[1];
      if (date !== undefined && date < oldest) await unlink(join(directory, name));
    }
  }

  #fileOf(date: string): string {
    return join(this.#options.directory, `raw-${date}.capture`);
  }
}
