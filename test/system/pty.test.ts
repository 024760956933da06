import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { LobbyView } from '#contract/lobby-view.ts';
import { encodeCommand } from '#devices/framing/encode.ts';
import { loadProfile } from '#devices/profiles/load.ts';
import type { Site } from '#devices/sites/site.ts';
import { end, until } from '../setup/run.ts';
import { createSystem, demoSite, getJson, mondayMorning, startBranch, startHeadOffice } from '../setup/system.ts';

describe('serial lines through real pseudo-terminals', () => {
  const system = createSystem();
  afterAll(async () => {
    // Also after a failure half-way.
    await Promise.all(socats.map((socat) => end(socat)));
    await system.dispose();
  });

  test('a ticket, its call and a rating come in through serialport; an unplugged line is named and comes back', async () => {
    const lines = await Promise.all(['bus', 'printer', 'strip'].map((name) => ptyPair(system.folder, name)));
    const [bus, printer] = lines;
    const demo = await demoSite();
    const site: Site = {
      ...demo,
      ports: demo.ports.map((port) => ({
        ...port,
        link: { type: 'serial', path: join(system.folder, `${port.id}-agent`) },
      })),
    };
    const clock = mondayMorning(1, 30);
    const office = await startHeadOffice(system, { branches: ['demo'], clock });
    const branch = await startBranch(system, { site, mqttUrl: office.mqttUrl, secret: office.secretOf('demo'), clock });
    const lobby = (): Promise<LobbyView> => getJson<LobbyView>(`${branch.url}/api/lobby`);
    await until('all lines open', async () =>
      (await lobby()).devices.every(({ state }) => state === 'running') ? true : null,
    );

    const escpos = loadProfile('escpos-printer-tap');
    const ff68 = loadProfile('ff68-bus');
    await printer!.write(encodeCommand(escpos, 'ticket', { text: '个人业务\nA001\n请等候' }));
    const waiting = await until('the ticket waits', async () => (await lobby()).waiting[0] ?? null);
    expect(waiting).toMatchObject({ ticket: 'A001', service: 'personal', class: 'ordinary' });

    const key = (name: string): Uint8Array => encodeCommand(ff68, 'key', { address: 1, key: name, digits: '' });
    await bus!.write(key('call'));
    await bus!.write(key('call'));
    await bus!.write(encodeCommand(ff68, 'show-ticket', { address: 1, digits: '001' }));
    await until('A001 at counter 1', async () => {
      const { live } = await lobby();
      return live.counters.some(({ counter, ticket }) => counter === '1' && ticket === 'A001') ? true : null;
    });
    await bus!.write(key('evaluate'));
    await bus!.write(encodeCommand(ff68, 'rating', { address: 129, raw: 3 }));
    await until('one rating', async () => ((await lobby()).live.today.ratings.given === 1 ? true : null));

    await bus!.unplug();
    const device = await until('the bus is reported', async () => {
      const found = (await lobby()).devices.find(({ port }) => port === 'bus');
      return found?.state === 'running' ? null : (found ?? null);
    });
    expect(device.reason.length).toBeGreaterThan(10);
    const again = await ptyPair(system.folder, 'bus');
    await until(
      'the bus is back',
      async () => {
        const found = (await lobby()).devices.find(({ port }) => port === 'bus');
        return found?.state === 'running' ? true : null;
      },
      40_000,
    );
    await Promise.all([again, lines[1]!, lines[2]!].map((line) => line.unplug()));
    expect(await end(branch.child)).toBe(0);
  }, 120_000);
});

const socats: ChildProcess[] = [];

interface PtyLine {
  write(bytes: Uint8Array): Promise<void>;
  unplug(): Promise<void>;
}

/** `<folder>/<name>-agent` for serialport, `<name>-device` for the test, joined by socat. */
async function ptyPair(folder: string, name: string): Promise<PtyLine> {
  const side = (which: 'agent' | 'device'): string => join(folder, `${name}-${which}`);
  const socat = spawn('socat', [`pty,raw,echo=0,link=${side('agent')}`, `pty,raw,echo=0,link=${side('device')}`], {
    stdio: 'ignore',
  });
  socats.push(socat);
  await until('socat links', () => (existsSync(side('agent')) && existsSync(side('device')) ? true : null));
  const device = await open(side('device'), 'r+');
  return {
    write: async (bytes) => void (await device.write(bytes)),
    async unplug() {
      await device.close();
      await end(socat);
    },
  };
}
