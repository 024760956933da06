import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realClock } from '#contract/clock.ts';
import { startServer } from '../../server/app.ts';
import { hashPassword } from '../../server/auth/password.ts';
import { sqliteIn } from '../../server/config.ts';
import { seedNetwork } from '../../server/network/seed-network.ts';
import { dateAfter } from '../../server/inspections/planning/quarter.ts';
import { openStores } from '../../server/store/open-stores.ts';

export interface SeededOffice {
  readonly url: string;
  /** Signs in and gives the session's cookie; `login` as in `server/network/people.ts`. */
  signIn(login: string): Promise<string>;
  stop(): Promise<void>;
}

const PASSWORD = 'nine quiet harbours';

/** A running head office with the fictional network of so many past days; the last five with every ticket. */
export async function openSeededOffice(days: number): Promise<SeededOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'hallmeter-network-'));
  const store = sqliteIn(folder);
  const [clock, log] = [realClock(), { write: () => {} }];
  const password = await hashPassword(PASSWORD);
  const to = new Date(clock.now()).toISOString().slice(0, 10);
  const stores = await openStores(store);
  const span = { seed: 1, from: dateAfter(to, -days), to, kept: 5 };
  await seedNetwork({ ...stores, ...span, clock, log, passwordOf: () => password, progress: () => {} });
  await stores.close();
  const server = await startServer({
    config: {
      dataDir: folder,
      store,
      http: { host: '127.0.0.1', port: 0 },
      frontDoor: { type: 'embedded', host: '127.0.0.1', port: 0 },
      branches: [],
    },
    clock,
    log,
  });
  return {
    url: server.httpUrl,
    async signIn(login) {
      const reply = await fetch(`${server.httpUrl}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, password: PASSWORD }),
      });
      if (reply.status !== 204) throw new Error(`${login}: ${String(reply.status)} ${await reply.text()}`);
      return reply.headers.getSetCookie()[0]!.split(';')[0]!;
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
