import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { branchRoutes } from '../api/branch-routes.ts';
import { LiveStream } from '../api/live-stream.ts';
import { createApi, type Api } from '../api/server.ts';
import { openSession, viewerOfRequest } from '../auth/sessions.ts';
import { rememberBranches } from '../branches.ts';
import { ensureUnits } from '../organisation/ensure-units.ts';
import { disablePerson } from '../people/change-people.ts';
import { WHOLE_BANK } from '../auth/viewer.ts';
import { addAccount } from '../store/people/add-account.ts';
import { addGrant, removeGrant } from '../store/people/change-grants.ts';
import { branchesWithin, isBranchWithin } from '../store/people/branches-within.ts';
import type { Writing } from '../store/database.ts';
import { BRANCH, OPENING } from './branch-journal.ts';
import { onBothStores, type TestPlace } from './databases.ts';
import { Office, recordingLog } from './office.ts';

const HEARTBEAT_MS = 10_000;
const WHO = 'manager';

/** The live page of somebody whose rights end while it is open. */
onBothStores('a page that is open', (makePlace) => {
  let at: TestPlace;
  let office: Office;
  let clock: VirtualClock;
  let stream: LiveStream;
  let api: Api;
  let frames: ReadableStreamDefaultReader<Uint8Array>;

  beforeEach(async () => {
    at = await makePlace();
    office = await Office.open(at.place);
    clock = new VirtualClock(OPENING);
    const log = recordingLog();
    const known = [{ id: BRANCH, name: BRANCH }];
    const { store, database } = office;
    const branches = await rememberBranches({ branches: known, store, now: () => clock.now() });
    stream = new LiveStream(branches, clock, log);
    const token = await database.write(async (writing) => {
      await ensureUnits(writing, known, { at: 0, on: '2026-01-01' });
      await addAccount(writing, { id: WHO, login: WHO, name: WHO, password: null, binds: 0, created_at: 0 });
      for (const role of ['branch-manager', 'inspector'])
        await addGrant(writing, { account: WHO, role, unit: BRANCH, granted_by: 'it', granted_at: 0 });
      return openSession(writing, WHO, clock.now());
    });
    const viewerOf: Parameters<typeof createApi>[0]['viewerOf'] = (request) =>
      viewerOfRequest({ database, deskClock: clock }, request);
    api = await createApi({
      clock,
      log,
      host: '127.0.0.1',
      port: 0,
      pagesDir: '/nonexistent',
      viewerOf,
      isWithin: (scope, branch) => isBranchWithin(database.read, scope, branch),
      routes: branchRoutes({
        store,
        branches,
        clock,
        stream,
        branchesWithin: (scope) => branchesWithin(database.read, scope),
        viewerOf,
      }),
    });
    const reply = await fetch(`${api.url}/api/stream`, { headers: { cookie: `hallmeter=${token}` } });
    frames = reply.body!.getReader();
    await until('event: live');
  });

  afterEach(async () => {
    await stream.close();
    await api.close();
    await office.close();
    await at.remove();
  });

  /** Reads on to a text, or to the end of the stream. */
  async function until(wanted: string): Promise<'there' | 'ended'> {
    for (let text = ''; ;) {
      const { value, done } = await frames.read();
      if (done) return 'ended';
      text += Buffer.from(value).toString();
      if (text.includes(wanted)) return 'there';
    }
  }

  async function afterBeat(change: (writing: Writing) => Promise<unknown>): Promise<'there' | 'ended'> {
    await office.database.write(change);
    clock.advance(HEARTBEAT_MS);
    return until('event: heartbeat');
  }

  test('goes on while nothing has changed', async () => {
    expect(await afterBeat(() => Promise.resolve())).toBe('there');
    expect(await afterBeat(() => Promise.resolve())).toBe('there');
  });

  test('ends with the session', async () => {
    expect(await afterBeat((writing) => writing.deleteFrom('session').execute())).toBe('ended');
  });

  test('ends when the account is disabled', async () => {
    const officer = { account: 'it', scope: WHOLE_BANK, at: 0, deskNow: 0 };
    expect(await afterBeat((writing) => disablePerson(writing, officer, WHO))).toBe('ended');
  });

  test('ends when a role is taken away, also while others are left', async () => {
    expect(await afterBeat((writing) => removeGrant(writing, WHO, { role: 'branch-manager', unit: BRANCH }))).toBe(
      'ended',
    );
  });
});
