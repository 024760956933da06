import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { realClock } from '#contract/clock.ts';
import { lobbyViewSchema } from '#contract/lobby-view.ts';
import { parseCapture } from '#devices/capture/capture.ts';
import type { Site } from '#devices/sites/site.ts';
import type { AgentOptions } from './agent-parts.ts';
import { startAgent, type Agent } from './app.ts';
import type { AgentConfig } from './config.ts';
import { demoHall, lines } from './hall/demo-hall.ts';
import { recordingAgentLog } from './health/agent-log.ts';
import { JournalError } from './journal/journal-error.ts';
import { openJournal } from './journal/open-journal.ts';
import { StartError } from './start-error.ts';

/** A serial-over-TCP server as they stand in branches: what is written goes to everybody connected. */
interface DeviceServer {
  readonly port: number;
  /** Everything that anybody sent to the device. */
  readonly received: Buffer[];
  connected(): Promise<void>;
  send(bytes: Uint8Array): void;
  close(): Promise<void>;
}

async function startDevice(): Promise<DeviceServer> {
  const sockets = new Set<Socket>();
  const received: Buffer[] = [];
  let isConnected = (): void => {};
  const connected = new Promise<void>((resolve) => (isConnected = resolve));
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('data', (bytes) => received.push(Buffer.from(bytes)));
    socket.on('error', () => {});
    isConnected();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    connected: () => connected,
    send: (bytes) => sockets.forEach((socket) => socket.write(bytes)),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

let folder: string;
let devices: Record<string, DeviceServer>;
const agents: Agent[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-'));
  devices = { bus: await startDevice(), strip: await startDevice(), printer: await startDevice() };
});

afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.stop()));
  await Promise.all(Object.values(devices).map((device) => device.close()));
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

function siteOnTcp(): Site {
  return demoHall((site) => ({
    ...site,
    ports: site.ports.map((port) => ({
      ...port,
      link: { type: 'tcp' as const, host: '127.0.0.1', port: devices[port.id]!.port },
    })),
  }));
}

function configOf(change: Partial<AgentConfig> = {}): AgentConfig {
  const dataDir = join(folder, 'data');
  return {
    site: siteOnTcp(),
    siteFile: join(folder, 'site.json'),
    dataDir,
    headOffice: null,
    http: { host: '127.0.0.1', port: 0 },
    rawLog: { keepDays: 7 },
    pseudonymKeyFile: join(dataDir, 'pseudonym.key'),
    display: { slidesDir: null },
    speech: { command: 'espeak-ng' },
    ...change,
  };
}

async function start(config = configOf(), options: Partial<AgentOptions> = {}) {
  const log = recordingAgentLog();
  const agent = await startAgent({ config, clock: realClock(), log, pagesDir: folder, ...options });
  agents.push(agent);
  return { agent, log };
}

/** Resolves when an event of this type is stored. */
function stored(agent: Agent, type: string): Promise<void> {
  return new Promise((resolve) =>
    agent.core.recorder.onStored((events) => {
      if (events.some((event) => event.type === type)) resolve();
    }),
  );
}

describe('the agent', () => {
  test('measures over real sockets, serves it, and keeps everything private and journalled', async () => {
    const { agent, log } = await start();
    await Promise.all(Object.values(devices).map((device) => device.connected()));
    expect((await fetch(`${agent.url}/readyz`)).status).toBe(200);

    const issued = stored(agent, 'ticket.issued');
    devices['printer']!.send(lines.slip('A001'));
    await issued;
    const called = stored(agent, 'ticket.called');
    devices['bus']!.send(new Uint8Array(Buffer.concat([lines.key(3, 'call'), lines.shown(3, 'A001')])));
    devices['strip']!.send(lines.strip(3, 'A001'));
    await called;
    const lobby = lobbyViewSchema.parse(await (await fetch(`${agent.url}/api/lobby`)).json());
    expect(lobby.live.counters).toMatchObject([{ counter: '3', state: 'called', ticket: 'A001' }]);
    expect(lobby.devices.map((device) => device.state)).toEqual(['running', 'running', 'running']);

    const body = JSON.stringify({ rating: 'tap-00000001', level: 5, scale: 5, comment: '请打 13800138000' });
    const post = () =>
      fetch(`${agent.url}/api/ratings`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect((await post()).status).toBe(201);
    expect((await post()).status).toBe(200);

    const metrics = await (await fetch(`${agent.url}/metrics`)).text();
    expect(metrics).toContain('hallmeter_events_total{type="rating.given"} 1');
    expect(metrics).toMatch(/hallmeter_resident_memory_bytes \d{7,}/);

    await agent.stop();
    await expect(fetch(`${agent.url}/readyz`)).rejects.toThrow('fetch failed');
    const journal = openJournal({ path: join(folder, 'data', 'journal.sqlite'), branch: configOf().site.branch.id });
    const kept = journal.read(1, 100).map((row) => row.line);
    expect(journal.verify()).toBeNull();
    journal.close();
    expect(kept.filter((line) => line.includes('rating.given'))).toHaveLength(1);
    expect(kept.join('\n')).not.toContain('13800138000');
    expect(log.entries.map(({ event }) => event)).not.toContain('agent.stop-incomplete');
    expect(log.entries.find(({ event }) => event === 'agent.listening')?.detail['kiosk']).toBe(`${agent.url}/kiosk`);
  });

  test('keeps the raw bytes in a private file that a replay can read', async () => {
    const { agent } = await start();
    await devices['printer']!.connected();
    const issued = stored(agent, 'ticket.issued');
    devices['printer']!.send(lines.slip('A001'));
    await issued;
    await agent.stop();
    const date = agent.core.recorder.calendar.dateOf(Date.now());
    const file = join(folder, 'data', 'raw-log', `raw-${date}.capture`);
    const { records, problems } = parseCapture(await readFile(file, 'utf8'));
    expect(problems).toEqual([]);
    expect(Buffer.concat(records.map((record) => record.bytes))).toEqual(Buffer.from(lines.slip('A001')));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'data', 'journal.sqlite'))).mode & 0o777).toBe(0o600);
  });

  test('sends nothing to any device', async () => {
    const { agent } = await start();
    await devices['bus']!.connected();
    const given = stored(agent, 'rating.given');
    devices['bus']!.send(lines.rating(1, 3));
    await given;
    await agent.stop();
    expect(Object.values(devices).flatMap((device) => device.received)).toEqual([]);
  });

  test('measures with the devices that are there and says which one is not', async () => {
    await devices['strip']!.close();
    const { agent } = await start();
    await Promise.all([devices['bus']!.connected(), devices['printer']!.connected()]);
    const issued = stored(agent, 'ticket.issued');
    devices['printer']!.send(lines.slip('A001'));
    await issued;
    const strip = agent.core.devices().find((device) => device.port === 'strip');
    expect(strip?.state).toMatch(/backing-off|opening/);
    const lobby = lobbyViewSchema.parse(await (await fetch(`${agent.url}/api/lobby`)).json());
    expect(lobby.waiting.map((waiting) => waiting.ticket)).toEqual(['A001']);
  });

  test('notices that the clock was set, and stores it', async () => {
    const real = realClock();
    let setBy = 0;
    const beats: (() => void)[] = [];
    const pace = { now: () => real.now(), after: (_ms: number, action: () => void) => (beats.push(action), () => {}) };
    const clock = { now: () => real.now() + setBy, after: real.after };
    const { agent } = await start(configOf(), { clock, pace, monotonic: () => performance.now() });
    const stepped = stored(agent, 'clock.stepped');
    setBy = 7_200_000;
    for (const beat of beats.splice(0)) beat();
    await stepped;
    const rows = agent.core.recorder.stored();
    expect(rows.get('clock.stepped')).toBe(1);
    expect(await (await fetch(`${agent.url}/metrics`)).text()).toContain('hallmeter_clock_steps_total 1');
  });
});

describe('an agent that cannot start', () => {
  test('because its journal is in use leaves nothing running', async () => {
    await start();
    await expect(start()).rejects.toThrow(JournalError);
  });

  test('because its address is taken names it', async () => {
    const port = devices['bus']!.port;
    const attempt = start(configOf({ http: { host: '127.0.0.1', port } }));
    await expect(attempt).rejects.toThrow(StartError);
    await expect(attempt).rejects.toThrow(`127.0.0.1:${port}`);
    await start();
  });

  test('because its disk is not mounted does not make a journal elsewhere', async () => {
    const dataDir = join(folder, 'absent', 'data');
    await expect(start(configOf({ dataDir }))).rejects.toThrow(`The data directory ${dataDir} cannot be made`);
  });

  test('because its pseudonym key is damaged says which file', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'pseudonym.key'), 'short');
    await expect(start()).rejects.toThrow('pseudonym.key is not a pseudonym key');
  });
});

describe('the command', () => {
  const main = join(import.meta.dirname, 'main.ts');

  interface Run {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
  }

  /** `act` sees the output so far and may signal the process. */
  function run(args: readonly string[], act: (out: string, kill: () => void) => void = () => {}): Promise<Run> {
    const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, HALLMETER_CLOCK: '' } });
    let out = '';
    let err = '';
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString();
      act(out, () => child.kill('SIGTERM'));
    });
    child.stderr.on('data', (text: Buffer) => (err += text.toString()));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  }

  async function writeConfig(change: object = {}): Promise<string> {
    await writeFile(join(folder, 'site.json'), JSON.stringify(siteOnTcp()));
    const file = join(folder, 'branch.json');
    const config = {
      site: 'site.json',
      dataDir: 'data',
      headOffice: null,
      http: { port: 0 },
      rawLog: { keepDays: 1 },
      ...change,
    };
    await writeFile(file, JSON.stringify(config));
    return file;
  }

  test('runs until it is asked to stop and then ends cleanly', async () => {
    let isAsked = false;
    const { code, out } = await run(['--config', await writeConfig()], (text, kill) => {
      if (isAsked || !text.includes('"agent.started"')) return;
      isAsked = true;
      kill();
    });
    expect(code).toBe(0);
    const events = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events).toContain('agent.listening');
    expect(events.at(-1)).toBe('agent.stopped');
  });

  test('refuses a bad configuration with every problem and exit code 2', async () => {
    const { code, err } = await run(['--config', await writeConfig({ rawLog: { keepDays: -1 }, colour: 'red' })]);
    expect(code).toBe(2);
    expect(err).toContain('rawLog.keepDays');
    expect(err).toContain('colour');
  });

  test('sets the PIN of the kiosk from its input and ends', async () => {
    const file = await writeConfig();
    const child = spawn(process.execPath, [main, '--config', file, '--set-kiosk-pin']);
    child.stdin.end('482913\n');
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(0);
    expect(said).toContain('The PIN is set.');
    expect(said).not.toContain('482913');
    expect((await stat(join(folder, 'data', 'kiosk-pin.json'))).mode & 0o777).toBe(0o600);
  });

  test('without a configuration says how it is used', async () => {
    const { code, err } = await run([]);
    expect(code).toBe(2);
    expect(err).toContain('npm run edge -- --config FILE');
  });

  test('ends with code 1 when its journal cannot be used', async () => {
    const file = await writeConfig();
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'journal.sqlite'), 'this is not a journal, and it will not be touched at all');
    const { code, err } = await run(['--config', file]);
    expect(code).toBe(1);
    expect(err).toContain('not a Hallmeter journal');
  });
});

test('slides of the configured folder reach the hall display', async () => {
  const slidesDir = join(folder, 'slides');
  await mkdir(slidesDir);
  await writeFile(join(slidesDir, 'hours.notice.txt'), '营业时间\n周六 9:00–16:00\n---\nOpening hours\nSaturday 9–16');
  const { agent } = await start(configOf({ display: { slidesDir } }));
  const slides = async (): Promise<unknown> =>
    ((await (await fetch(`${agent.url}/api/display`)).json()) as { slides: unknown }).slides;
  await expect.poll(slides).toEqual([
    {
      kind: 'notice',
      title: { zh: '营业时间', en: 'Opening hours' },
      text: { zh: '周六 9:00–16:00', en: 'Saturday 9–16' },
    },
  ]);
});
