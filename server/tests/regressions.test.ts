import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { realClock } from '#contract/clock.ts';
import { sqliteIn, type ServerConfig } from '../config.ts';
import { startServer } from '../app.ts';
import { openStores } from '../store/open-stores.ts';
import { BRANCH, BranchJournal, daysJournal, EPOCH, LATER_EPOCH, OTHER } from './branch-journal.ts';
import { onBothStores } from './databases.ts';
import { Office, recordingLog, temporaryFolder } from './office.ts';

function configIn(dataDir: string): ServerConfig {
  return {
    dataDir,
    store: sqliteIn(dataDir),
    http: { host: '127.0.0.1', port: 0 },
    frontDoor: { type: 'embedded', host: '127.0.0.1', port: 0 },
    branches: [{ id: BRANCH, name: 'Demo', secret: 'a-long-enough-secret' }],
  };
}

const journal = daysJournal(1, 20);
const last = journal.lines.length;
const twoDays = daysJournal(2, 6);

onBothStores('once seen', (makePlace) => {
  async function withOffice(use: (office: Office) => Promise<void>): Promise<void> {
    const { place, remove } = await makePlace();
    const office = await Office.open(place);
    try {
      await use(office);
    } finally {
      await office.close();
      await remove();
    }
  }

  test.each([
    ['one batch', [[1, twoDays.lines.length]]],
    ['a batch per event', twoDays.lines.map((_, index) => [index + 1, index + 1])],
  ])('two days that came in %s both have a closed report', (_, batches) =>
    withOffice(async (office) => {
      for (const [from, to] of batches) await office.receive(BRANCH, twoDays.payload(from, to));
      for (const date of ['2026-11-30', '2026-12-01']) {
        expect((await office.store.day(BRANCH, date))?.closed).toBe(true);
      }
    }),
  );

  test('a day that nobody closed counts as closed once the next one is open', () =>
    withOffice(async (office) => {
      const lines = daysJournal(3, 3)
        .lines.filter((line) => !line.includes('day.closed'))
        .map((line, index) => line.replace(/^\{"seq":\d+/, `{"seq":${index + 1}`));
      const unclosed = new BranchJournal(lines);
      for (let seq = 1; seq <= lines.length; seq++) await office.receive(BRANCH, unclosed.payload(seq, seq));
      expect((await office.store.day(BRANCH, '2026-11-30'))?.closed).toBe(true);
    }));

  test('what continues the proven chain outweighs what was stored ahead of it', () =>
    withOffice(async (office) => {
      const forged = new BranchJournal(
        journal.lines.map((line, index) => (index === 7 ? line.replace('"src":"', '"src":"x') : line)),
      );
      await office.receive(BRANCH, forged.payload(11, 14));
      await office.receive(BRANCH, journal.payload(1, last));
      await office.receive(BRANCH, journal.payload(1, last));
      expect(await office.store.cursors(BRANCH)).toMatchObject([{ upto: last }]);
    }));

  test('rows that were set aside leave no gap behind them', () =>
    withOffice(async (office) => {
      const forged = new BranchJournal(
        journal.lines.map((line, index) => (index === 7 ? line.replace('"src":"', '"src":"x') : line)),
      );
      await office.receive(BRANCH, forged.payload(11, 14));
      await office.receive(BRANCH, journal.payload(1, 12));
      expect(await office.store.cursors(BRANCH)).toMatchObject([{ upto: 12, highest: 12 }]);
      expect(await office.store.openGaps(BRANCH)).toEqual([]);
    }));

  test('one branch with a damaged store does not hold up another in the same group', () =>
    withOffice(async (office) => {
      await office.receive(BRANCH, journal.payload(1, 20));
      await office.database.write((writing) => sql`DELETE FROM event WHERE seq = 3`.execute(writing));
      await office.restart();
      const neighbour = new BranchJournal(journal.lines, OTHER, EPOCH);
      await office.receiveFrom([
        { branch: BRANCH, payload: journal.payload(21, 25) },
        { branch: OTHER, payload: neighbour.payload() },
      ]);
      expect(await office.store.cursors(OTHER)).toMatchObject([{ upto: last }]);
      expect(await office.store.cursors(BRANCH)).toMatchObject([{ upto: 20 }]);
    }));

  test('a new journal of a known branch is named', () =>
    withOffice(async (office) => {
      await office.receive(BRANCH, journal.payload());
      await office.receive(BRANCH, daysJournal(1, 3, LATER_EPOCH).payload());
      expect((await office.store.alarms(BRANCH)).map(({ detail }) => detail)).toEqual([
        expect.stringContaining(LATER_EPOCH),
      ]);
    }));
});

test('a store whose first start was killed half-way can be started again', async () => {
  const folder = temporaryFolder();
  try {
    const file = join(folder.path, 'started.db');
    writeFileSync(file, '');
    const { store, close } = await openStores({ type: 'sqlite', file });
    expect(await store.alarms(BRANCH)).toEqual([]);
    await close();
  } finally {
    folder.remove();
  }
});

test('a connection that never says who it is does not delay the stop', async () => {
  const folder = temporaryFolder();
  const server = await startServer({ config: configIn(folder.path), clock: realClock(), log: recordingLog() });
  const socket = connect(Number(new URL(server.mqttUrl!).port), '127.0.0.1');
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  const began = performance.now();
  await server.stop();
  expect(performance.now() - began).toBeLessThan(5_000);
  folder.remove();
});

test('a client that announces a huge packet is cut off long before it is complete', async () => {
  const folder = temporaryFolder();
  const server = await startServer({ config: configIn(folder.path), clock: realClock(), log: recordingLog() });
  const socket = connect(Number(new URL(server.mqttUrl!).port), '127.0.0.1');
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  // CONNECT with a remaining length of 256 MB.
  socket.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
  let sent = 0;
  const chunk = Buffer.alloc(64 * 1024);
  const feed = (): void => {
    while (!socket.destroyed && sent < 64 * 1024 * 1024) {
      sent += chunk.length;
      if (!socket.write(chunk)) {
        socket.once('drain', feed);
        return;
      }
    }
  };
  feed();
  await closed;
  expect(sent).toBeLessThan(32 * 1024 * 1024);
  await server.stop();
  folder.remove();
});

test('only pages opened on this machine may ask head office: a foreign host name is refused', async () => {
  const folder = temporaryFolder();
  const server = await startServer({ config: configIn(folder.path), clock: realClock(), log: recordingLog() });
  const { port } = new URL(server.httpUrl);
  const status = (host: string): Promise<number | undefined> =>
    new Promise((resolve) => {
      get({ host: '127.0.0.1', port, path: '/api/branches', headers: { host } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      });
    });
  expect(await Promise.all(['bank.example', `127.0.0.1:${port}`, `localhost:${port}`].map(status))).toEqual([
    403, 401, 401,
  ]);
  await server.stop();
  folder.remove();
});
