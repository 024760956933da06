import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql, type RawBuilder } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainNext } from '#contract/chain.ts';
import { appendAudit } from '../audit/audit.ts';
import { verifyBranch } from '../verify.ts';
import { BRANCH, daysJournal, EPOCH } from './branch-journal.ts';
import { onBothStores, type TestPlace } from './databases.ts';
import { Office, temporaryFolder } from './office.ts';

const journal = daysJournal(1, 10);
const last = journal.lines.length;
onBothStores('verify', (makePlace) => {
  let at: TestPlace;
  let office: Office;

  beforeEach(async () => {
    at = await makePlace();
    office = await Office.open(at.place);
    await office.receive(BRANCH, journal.payload());
  });

  afterEach(async () => {
    await office.close();
    await at.remove();
  });

  const tamper = (query: RawBuilder<unknown>): Promise<unknown> =>
    office.database.write((writing) => query.execute(writing));

  const firstBad = async (): Promise<number | null> => (await verifyBranch(office.store, BRANCH))[0]!.firstBad;

  test('an untouched store is sound, and the tip is the one of the branch', async () => {
    expect(await verifyBranch(office.store, BRANCH)).toEqual([
      { branch: BRANCH, epoch: EPOCH, upto: last, tip: journal.hashes[last], firstBad: null },
    ]);
  });

  test('rows ahead of an open gap are no fault', async () => {
    const other = daysJournal(1, 12);
    const second = await makePlace();
    const gapped = await Office.open(second.place);
    await gapped.receive(BRANCH, other.payload(1, 5), other.payload(11, 20));
    expect((await verifyBranch(gapped.store, BRANCH))[0]).toMatchObject({ upto: 5, firstBad: null });
    await gapped.close();
    await second.remove();
  });

  test.each([1, 2, 17, last])('a changed line %i is named', async (seq) => {
    await tamper(sql`UPDATE event SET line = line || ' ' WHERE seq = ${seq}`);
    expect(await firstBad()).toBe(seq);
  });

  test.each([1, 9, last])('a removed row %i is named', async (seq) => {
    await tamper(sql`DELETE FROM event WHERE seq = ${seq}`);
    expect(await firstBad()).toBe(seq);
  });

  test('two swapped rows are named by the first', async () => {
    await tamper(sql`UPDATE event SET seq = -5 WHERE seq = 5`);
    await tamper(sql`UPDATE event SET seq = 5 WHERE seq = 6`);
    await tamper(sql`UPDATE event SET seq = 6 WHERE seq = -5`);
    expect(await firstBad()).toBe(5);
  });

  test('a changed line with its hash made to fit is named by the row after it', async () => {
    const line = `${journal.lines[7]!} `;
    const hash = chainNext(journal.hashes[7]!, line);
    await tamper(sql`UPDATE event SET line = ${line}, hash = ${Buffer.from(hash, 'hex')} WHERE seq = 8`);
    expect(await firstBad()).toBe(9);
  });

  test('the last line with its hash made to fit is still not the tip', async () => {
    const line = `${journal.lines[last - 1]!} `;
    const hash = chainNext(journal.hashes[last - 1]!, line);
    await tamper(sql`UPDATE event SET line = ${line}, hash = ${Buffer.from(hash, 'hex')} WHERE seq = ${last}`);
    expect(await firstBad()).toBe(last);
  });

  test('a row added behind the end is named', async () => {
    const hash = Buffer.from(chainNext(journal.hashes[last]!, '{}'), 'hex');
    await tamper(sql`INSERT INTO event VALUES (${BRANCH}, ${EPOCH}, ${last + 1}, '{}', ${hash})`);
    expect(await firstBad()).toBe(last + 1);
  });

  test('events that arrive while it reads are no fault', async () => {
    const { store } = office;
    const atFirst = (await store.cursors(BRANCH)).map((cursor) => ({
      ...cursor,
      upto: 5,
      highest: 5,
      tip: journal.hashes[5]!,
    }));
    let reads = 0;
    const moving: Parameters<typeof verifyBranch>[0] = {
      cursors: (branch) => (reads++ < 2 ? Promise.resolve(atFirst) : store.cursors(branch)),
      events: (...question) => store.events(...question),
    };
    expect(await verifyBranch(moving, BRANCH)).toMatchObject([{ upto: last, firstBad: null }]);
  });

  test('the command says so with its exit code', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder.path, 'secret'), 'a-long-enough-secret');
    if (at.place.type === 'postgres') writeFileSync(join(folder.path, 'url'), at.place.url);
    const config = join(folder.path, 'head-office.json');
    writeFileSync(
      config,
      JSON.stringify({
        dataDir: at.place.type === 'sqlite' ? dirname(at.place.file) : '.',
        store: at.place.type === 'sqlite' ? { type: 'sqlite' } : { type: 'postgres', urlFile: 'url' },
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
    await tamper(sql`UPDATE event SET line = 'x' WHERE seq = 4`);
    expect(await run()).toMatchObject({ code: 1, output: expect.stringContaining('FIRST BAD SEQ 4') });

    await tamper(sql`UPDATE event SET line = ${journal.lines[3]!} WHERE seq = 4`);
    const entry = { at: 1, account: 'system', action: 'tested', subject: 'audit', detail: {} };
    for (let n = 0; n < 2; n++) await office.database.write((writing) => appendAudit(writing, entry));
    expect(await run()).toMatchObject({ code: 0, output: expect.stringContaining('audit log: sound, 2 rows') });
    await tamper(sql`UPDATE audit SET account = 'somebody else' WHERE seq = 2`);
    expect(await run()).toMatchObject({ code: 1, output: expect.stringContaining('audit log: FIRST BAD ROW 2') });
    folder.remove();
  });
});
