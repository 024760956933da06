import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainNext } from '#contract/chain.ts';
import { appendAudit } from '../audit/audit.ts';
import { openSqlite } from '../store/database.ts';
import { verifyBranch } from '../verify.ts';
import { BRANCH, daysJournal, EPOCH } from './branch-journal.ts';
import { Office, temporaryFolder } from './office.ts';

const journal = daysJournal(1, 10);
const last = journal.lines.length;
let folder: ReturnType<typeof temporaryFolder>;
let office: Office;

beforeEach(async () => {
  folder = temporaryFolder();
  office = new Office(folder.path);
  await office.receive(BRANCH, journal.payload());
});

afterEach(() => {
  office.close();
  folder.remove();
});

function tamper(sql: string, ...values: (string | number | Buffer)[]): void {
  const db = new Database(office.file);
  db.prepare(sql).run(...values);
  db.close();
}

const firstBad = (): number | null => verifyBranch(office.store, BRANCH)[0]!.firstBad;

test('an untouched store is sound, and the tip is the one of the branch', () => {
  expect(verifyBranch(office.store, BRANCH)).toEqual([
    { branch: BRANCH, epoch: EPOCH, upto: last, tip: journal.hashes[last], firstBad: null },
  ]);
});

test('rows ahead of an open gap are no fault', async () => {
  const other = daysJournal(1, 12);
  const second = temporaryFolder();
  const gapped = new Office(second.path);
  await gapped.receive(BRANCH, other.payload(1, 5), other.payload(11, 20));
  expect(verifyBranch(gapped.store, BRANCH)[0]).toMatchObject({ upto: 5, firstBad: null });
  gapped.close();
  second.remove();
});

test.each([1, 2, 17, last])('a changed line %i is named', (seq) => {
  tamper(`UPDATE event SET line = line || ' ' WHERE seq = ?`, seq);
  expect(firstBad()).toBe(seq);
});

test.each([1, 9, last])('a removed row %i is named', (seq) => {
  tamper('DELETE FROM event WHERE seq = ?', seq);
  expect(firstBad()).toBe(seq);
});

test('two swapped rows are named by the first', () => {
  tamper('UPDATE event SET seq = -5 WHERE seq = 5');
  tamper('UPDATE event SET seq = 5 WHERE seq = 6');
  tamper('UPDATE event SET seq = 6 WHERE seq = -5');
  expect(firstBad()).toBe(5);
});

test('a changed line with its hash made to fit is named by the row after it', () => {
  const line = `${journal.lines[7]!} `;
  const hash = chainNext(journal.hashes[7]!, line);
  tamper('UPDATE event SET line = ?, hash = ? WHERE seq = 8', line, Buffer.from(hash, 'hex'));
  expect(firstBad()).toBe(9);
});

test('the last line with its hash made to fit is still not the tip', () => {
  const line = `${journal.lines[last - 1]!} `;
  const hash = chainNext(journal.hashes[last - 1]!, line);
  tamper('UPDATE event SET line = ?, hash = ? WHERE seq = ?', line, Buffer.from(hash, 'hex'), last);
  expect(firstBad()).toBe(last);
});

test('a row added behind the end is named', () => {
  tamper(
    'INSERT INTO event VALUES (?, ?, ?, ?, ?)',
    BRANCH,
    EPOCH,
    last + 1,
    '{}',
    Buffer.from(chainNext(journal.hashes[last]!, '{}'), 'hex'),
  );
  expect(firstBad()).toBe(last + 1);
});

test('events that arrive while it reads are no fault', () => {
  const { store } = office;
  const atFirst = store.cursors(BRANCH).map((cursor) => ({ ...cursor, upto: 5, highest: 5, tip: journal.hashes[5]! }));
  let reads = 0;
  const moving: Parameters<typeof verifyBranch>[0] = {
    cursors: (branch) => (reads++ < 2 ? atFirst : store.cursors(branch)),
    events: (...question) => store.events(...question),
  };
  expect(verifyBranch(moving, BRANCH)).toMatchObject([{ upto: last, firstBad: null }]);
});

test('the command says so with its exit code', async () => {
  writeFileSync(join(folder.path, 'secret'), 'a-long-enough-secret');
  const config = join(folder.path, 'head-office.json');
  writeFileSync(
    config,
    JSON.stringify({
      dataDir: '.',
      http: { port: 0 },
      frontDoor: { type: 'embedded', port: 0 },
      branches: [{ id: BRANCH, name: 'Demo', secretFile: 'secret' }],
    }),
  );
  const run = (): Promise<{ code: number; output: string }> =>
    new Promise((resolve) => {
      const program = join(import.meta.dirname, '..', 'verify.ts');
      execFile(process.execPath, [program, '--config', config], (error, stdout) =>
        resolve({ code: Number(error?.code ?? 0), output: stdout }),
      );
    });
  expect(await run()).toMatchObject({ code: 0, output: expect.stringContaining('sound') });
  tamper(`UPDATE event SET line = 'x' WHERE seq = 4`);
  expect(await run()).toMatchObject({ code: 1, output: expect.stringContaining('FIRST BAD SEQ 4') });

  tamper(`UPDATE event SET line = ? WHERE seq = 4`, journal.lines[3]!);
  const database = openSqlite(office.file);
  const entry = { at: 1, account: 'system', action: 'tested', subject: 'audit', detail: {} };
  for (let n = 0; n < 2; n++) await database.write((writing) => appendAudit(writing, entry));
  await database.close();
  expect(await run()).toMatchObject({ code: 0, output: expect.stringContaining('audit log: sound, 2 rows') });
  tamper(`UPDATE audit SET account = 'somebody else' WHERE seq = 2`);
  expect(await run()).toMatchObject({ code: 1, output: expect.stringContaining('audit log: FIRST BAD ROW 2') });
});
