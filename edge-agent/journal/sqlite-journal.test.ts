import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainOver, chainStart } from '#contract/chain.ts';
import { formatEventLine, parseEventLine, type EventBody } from '#contract/events.ts';
import { branchIdSchema } from '#contract/ids.ts';
import { JournalError } from './journal-error.ts';
import { openJournal } from './open-journal.ts';
import { ACK_LAG, PRUNE_AT_MOST, RETENTION_DAYS, SqliteJournal } from './sqlite-journal.ts';

const branch = branchIdSchema.parse('b-0001');
const T0 = 1_700_000_000_000;
const DAY = 86_400_000;

let directory: string;
let path: string;
let journal: SqliteJournal;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hallmeter-journal-'));
  path = join(directory, 'journal.db');
  journal = openJournal({ path, branch });
});

afterEach(() => {
  journal.close();
  rmSync(directory, { recursive: true, force: true });
});

function online(at: number): EventBody {
  return { type: 'device.online', at, src: 'bus', device: 'bus' };
}

function rating(id: string): EventBody {
  return { type: 'rating.given', at: T0, src: 'kiosk', rating: id, channel: 'kiosk', level: 4, scale: 4 };
}

function fill(count: number, at: (index: number) => number = (index) => T0 + index): void {
  journal.append(Array.from({ length: count }, (_, index) => online(at(index))));
}

function reopen(): void {
  journal.close();
  journal = openJournal({ path, branch });
}

/** Changes the closed file behind the journal's back, then opens it again. */
function tamper(sql: string): void {
  journal.close();
  const db = new Database(path);
  db.exec(sql);
  db.close();
  journal = openJournal({ path, branch });
}

test('appended events get contiguous numbers and are stored as exactly the bytes that were hashed', () => {
  const bodies = [online(T0), rating('tap-00000001')];
  const events = journal.append(bodies);
  expect(journal.append([])).toEqual([]);
  const more = journal.append([online(T0 + 5)]);

  expect(events).toEqual([
    { ...bodies[0], seq: 1 },
    { ...bodies[1], seq: 2 },
  ]);
  expect(more[0]!.seq).toBe(3);
  expect(journal.last()).toBe(3);

  const rows = journal.read(1, 10);
  const lines = [formatEventLine(1, bodies[0]!), formatEventLine(2, bodies[1]!), formatEventLine(3, online(T0 + 5))];
  expect(rows.map((row) => row.line)).toEqual(lines);
  expect(rows[2]!.hash).toBe(chainOver(chainStart(branch, journal.epoch), lines));
  expect(rows.map((row) => journal.hashAfter(row.seq))).toEqual(rows.map((row) => row.hash));
});

test('reading starts at the asked number and stops at the limit', () => {
  fill(10);
  expect(journal.read(4, 3).map((row) => row.seq)).toEqual([4, 5, 6]);
  expect(journal.read(9, 100).map((row) => row.seq)).toEqual([9, 10]);
  expect(journal.read(11, 5)).toEqual([]);
});

test('any text survives byte for byte, and the chain of any sequence of appends is sound', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 4 })), (batches) => {
      const from = journal.last() + 1;
      for (const texts of batches) {
        journal.append(texts.map((comment, index) => ({ ...rating(`tap-${from}-${index}-0`), comment }) as EventBody));
      }
      const texts = batches.flat();
      const stored = journal.read(from, 1_000).map((row) => parseEventLine(row.line));
      expect(stored.map((parsed) => parsed.kind === 'event' && parsed.event)).toEqual(
        texts.map((comment, index) => expect.objectContaining({ seq: from + index, comment }) as unknown),
      );
      expect(journal.verify()).toBeNull();
    }),
    { numRuns: 40 },
  );
});

test('a rating is found by its id, also after opening again', () => {
  journal.append([online(T0), rating('tap-00000001')]);
  reopen();
  expect(journal.findRating('tap-00000001')).toBe(2);
  expect(journal.findRating('tap-00000002')).toBeNull();
});

test('the last answer of a questionnaire is found by its response, also after opening again', () => {
  const survey = (complete: boolean): EventBody => ({
    type: 'survey.answered',
    at: T0,
    src: 'kiosk',
    response: 'response-0001',
    survey: 'intercept',
    version: 1,
    complete,
    answers: [],
  });
  journal.append([survey(false), online(T0), survey(true)]);
  reopen();
  expect(journal.findSurvey('response-0001')).toBe(3);
  expect(journal.findSurvey('response-0002')).toBeNull();
});

test('the checkpoint is kept and must be a kept row', () => {
  fill(5);
  journal.setCheckpoint(3);
  reopen();
  expect(journal.checkpoint()).toBe(3);
  expect(() => journal.setCheckpoint(6)).toThrow('keeps 1 to 5');
  expect(() => journal.setCheckpoint(0)).toThrow(RangeError);
});

test('an event line that head office would refuse is not stored, nor anything appended with it', () => {
  fill(1);
  const long = { ...rating('tap-00000001'), comment: '长'.repeat(6_000) } as EventBody;

  expect(() => journal.append([online(T0), long])).toThrow('event line too long');
  expect(journal.last()).toBe(1);
  expect(journal.read(1, 10)).toHaveLength(1);
});

test('a full disk is an error that stores nothing, and appending works again when there is room', () => {
  fill(10);
  const { epoch } = journal;
  journal.close();
  const db = new Database(path);
  journal = new SqliteJournal(db, { path, branch, epoch });
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`);

  let refusal: unknown;
  let appended = 0;
  try {
    for (; appended < 1_000; appended++) fill(3);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(JournalError);
  expect(refusal).toMatchObject({ code: 'disk-refused', where: path });
  expect(journal.last()).toBe(10 + 3 * appended);
  expect(journal.read(1, 10_000)).toHaveLength(10 + 3 * appended);
  expect(journal.verify()).toBeNull();

  db.pragma('max_page_count = 100000');
  fill(3);
  expect(journal.last()).toBe(13 + 3 * appended);
  expect(journal.verify()).toBeNull();
});

/** Tampers, says what `verify` finds, and puts everything back. */
function badAfter(sql: string): number | null {
  tamper(`CREATE TABLE keep AS SELECT * FROM event; ${sql}`);
  const bad = journal.verify();
  tamper('DELETE FROM event; INSERT INTO event SELECT * FROM keep; DROP TABLE keep');
  return bad;
}

test('changing or deleting any row names it', () => {
  fill(6);
  for (let seq = 1; seq <= 6; seq++) {
    expect(badAfter(`UPDATE event SET line = replace(line, 'bus', 'sub') WHERE seq = ${seq}`)).toBe(seq);
    expect(badAfter(`UPDATE event SET hash = zeroblob(32) WHERE seq = ${seq}`)).toBe(seq);
    expect(badAfter(`DELETE FROM event WHERE seq = ${seq}`)).toBe(seq);
    expect(badAfter(`DELETE FROM event WHERE seq >= ${seq}`)).toBe(seq);
    expect(journal.verify()).toBeNull();
  }
});

test('swapping any two rows, and inserting one, names the first bad number', () => {
  fill(6);
  for (let seq = 1; seq < 6; seq++) {
    const swap = [`SET seq = -1 WHERE seq = ${seq}`, `SET seq = ${seq} WHERE seq = 6`, 'SET seq = 6 WHERE seq = -1'];
    expect(badAfter(swap.map((step) => `UPDATE event ${step};`).join(' '))).toBe(seq);
  }
  expect(badAfter('INSERT INTO event SELECT 7, at, line, hash, rating, response FROM event WHERE seq = 6')).toBe(7);
  expect(badAfter('INSERT INTO event SELECT 0, at, line, hash, rating, response FROM event WHERE seq = 6')).toBe(0);
});

test('the acknowledged number is kept by closing and rides along with the next append', () => {
  fill(10);
  journal.setAcked(4);
  expect(journal.acked()).toBe(4);
  reopen();
  expect(journal.acked()).toBe(4);

  journal.setAcked(7);
  fill(1);
  expect(storedAcked()).toBe(7);
});

test('the acknowledged number is written on its own only once it is far ahead, and at once when it goes back', () => {
  fill(ACK_LAG + 10);
  journal.setAcked(ACK_LAG - 1);
  expect(storedAcked()).toBe(0);
  journal.setAcked(ACK_LAG);
  expect(storedAcked()).toBe(ACK_LAG);
  journal.setAcked(20);
  expect(storedAcked()).toBe(20);
  expect(journal.acked()).toBe(20);
  expect(() => journal.setAcked(ACK_LAG + 11)).toThrow(RangeError);
});

test('retention removes only what is acknowledged, old and before the checkpoint, and the rest stays verifiable', () => {
  const now = T0 + 100 * DAY;
  fill(100, (index) => T0 + index * DAY);
  expect(journal.prune(now)).toBe(0);

  journal.setAcked(40);
  expect(journal.prune(now)).toBe(0);
  journal.setCheckpoint(31);
  expect(journal.prune(now)).toBe(30);
  journal.setCheckpoint(90);
  expect(journal.prune(now)).toBe(10);
  journal.setAcked(100);
  expect(journal.prune(now)).toBe(100 - RETENTION_DAYS - 40);
  expect(journal.prune(now)).toBe(0);

  const kept = 100 - RETENTION_DAYS + 1;
  expect(journal.read(1, 1)[0]!.seq).toBe(kept);
  expect(journal.last()).toBe(100);
  expect(journal.verify()).toBeNull();
  expect(() => journal.hashAfter(kept - 2)).toThrow(`keeps ${kept} to 100`);
  expect(journal.hashAfter(kept - 1)).toMatch(/^[0-9a-f]{64}$/);

  reopen();
  fill(1);
  expect(journal.verify()).toBeNull();
  journal.setAcked(3);
  expect(journal.acked()).toBe(kept - 1);
  tamper(`DELETE FROM event WHERE seq = ${kept}`);
  expect(journal.verify()).toBe(kept);
});

test('an old row behind a young one is kept: the clock may have been wrong, the order is not', () => {
  fill(3, (index) => T0 + (index === 1 ? 99 * DAY : 0));
  journal.setAcked(3);
  journal.setCheckpoint(3);
  expect(journal.prune(T0 + 100 * DAY)).toBe(1);
});

test('one pruning removes a limited number of rows', () => {
  fill(PRUNE_AT_MOST + 5);
  journal.setAcked(journal.last());
  journal.setCheckpoint(journal.last());
  expect(journal.prune(T0 + 100 * DAY)).toBe(PRUNE_AT_MOST);
  expect(journal.prune(T0 + 100 * DAY)).toBe(4);
  expect(journal.verify()).toBeNull();
});

test('after a kill in the middle of appending, everything whose append returned is there and the chain is sound', async () => {
  for (let round = 0; round < 5; round++) {
    journal.close();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'append-forever.fixture.ts'), path, branch], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    let said = 0;
    const enough = 40 + round * 37;
    const first = journalLength();
    for await (const line of createInterface({ input: child.stdout })) {
      said = Number(line);
      if (said >= first + enough) child.kill('SIGKILL');
    }
    expect(await exited).toEqual([null, 'SIGKILL']);

    journal = openJournal({ path, branch });
    expect(said).toBeGreaterThanOrEqual(first + enough);
    expect(journal.last()).toBeGreaterThanOrEqual(said);
    // Two events are one transaction: never half of it.
    expect(journal.last() % 2).toBe(0);
    expect(journal.read(1, 1_000_000)).toHaveLength(journal.last());
    expect(journal.verify()).toBeNull();
  }
});

function journalLength(): number {
  const opened = openJournal({ path, branch });
  const last = opened.last();
  opened.close();
  return last;
}

/** What a process that dies now would leave: the file and its write-ahead log, copied aside and opened. */
function storedAcked(): number {
  const copy = join(directory, 'copy.db');
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${copy}${end}`);
  const db = new Database(copy);
  const acked = db.prepare<[], number>('SELECT acked FROM journal').pluck().get()!;
  db.close();
  for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
  return acked;
}
