import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { formatClockSpec } from '#contract/clock.ts';
import { NINE } from '#devices/simulators/hall-bench.ts';
import { runCommand } from './commands.ts';
import type { ExitCode } from './output.ts';

const folder = mkdtempSync(join(tmpdir(), 'devices-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SITE = join(import.meta.dirname, '..', 'sites', 'demo-bank.json');
const file = (name: string): string => join(folder, name);

interface Run {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line with these typed lines. */
async function run(args: readonly string[], typed: readonly string[] = []): Promise<Run> {
  const { done } = start(args, {}, typed);
  return done;
}

function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  typed: AsyncIterable<string> | Iterable<string> = [],
) {
  const said = { out: '', err: '' };
  const listeners: (() => void)[] = [];
  const stop = Promise.withResolvers<void>();
  const write = (stream: 'out' | 'err') => (text: string) => {
    said[stream] += `${text}\n`;
    for (const listener of listeners.splice(0)) listener();
  };
  const done = runCommand(args, {
    output: { out: write('out'), err: write('err') },
    stopped: stop.promise,
    environment,
    input: (async function* () {
      yield* typed;
    })(),
  }).then((code): Run => ({ code, ...said }));
  return {
    done,
    stop: () => stop.resolve(),
    /** Resolves once the output contains this. */
    async until(text: string | RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = new RegExp(text).exec(said.out + said.err);
        if (found !== null) return found;
        await new Promise<void>((heard) => listeners.push(heard));
      }
    },
  };
}

describe('how commands are called', () => {
  test('help lists the commands and explains each', async () => {
    const help = await run(['--help']);
    expect(help.code).toBe(0);
    for (const name of ['simulate', 'replay', 'lint', 'probe', 'convert']) {
      expect(help.out).toContain(`  ${name} `);
      const { code, out } = await run([name, '--help']);
      expect(code).toBe(0);
      expect(out).toContain(`Usage: npm run devices -- ${name}`);
    }
  });

  test.each([
    [[], 'Usage'],
    [['simulat'], 'there is no command "simulat"'],
    [['toString'], 'there is no command'],
    [['simulate', '--sit', 'x'], "Unknown option '--sit'. Options: --help, --site"],
    [['simulate', '--tcp'], '--site FILE is missing'],
    [['simulate', '--site', SITE], 'exactly one of --tcp, --pty DIR and --capture FILE'],
    [['simulate', '--site', SITE, '--tcp', '--at', '2026-11-30'], '--at only goes with --capture'],
    [['simulate', '--site', SITE, '--tcp', '--seed', 'x', '--duration', '5', '--faults', 'x=1'], '--seed "x"'],
    [['replay'], 'replay needs CAPTURE and --site'],
    [['probe'], 'probe needs one SOURCE'],
    [['convert', 'x'], 'convert needs FILE, --date and --out'],
    [['lint', '--fix'], "Unknown option '--fix'"],
  ])('%j is refused with its reason', async (args, reason) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  });

  test('all mistakes of one call are named at once', async () => {
    const { err } = await run([
      'simulate',
      '--site',
      SITE,
      '--tcp',
      '--seed',
      'x',
      '--duration',
      '5',
      '--faults',
      'x=1',
    ]);
    expect(err).toMatch(/--seed[\s\S]*--faults: "x" is no fault[\s\S]*--duration/);
  });
});

describe('a simulated day as a capture', () => {
  const day = file('day.capture');

  test('is written, the same for the same seed', async () => {
    const args = ['simulate', '--site', SITE, '--at', '2026-11-30', '--seed', '5', '--capture'];
    expect(await run([...args, day])).toMatchObject({ code: 0, out: expect.stringContaining('wrote') });
    await run([...args, file('again.capture')]);
    expect(readFileSync(file('again.capture'), 'utf8')).toBe(readFileSync(day, 'utf8'));
    const lines = readFileSync(day, 'utf8').split('\n');
    expect(lines[0]).toBe('# hallmeter capture 1');
    expect(lines.length).toBeGreaterThan(5_000);
    expect(Number(lines[1]!.split(' ')[0]) - NINE).toBeLessThan(60_000);
  });

  test('is replayed as messages, staff numbers hidden', async () => {
    const { code, out, err } = await run(['replay', day, '--site', SITE]);
    expect(code).toBe(0);
    expect(out).toMatch(/2026-11-30 09:00:\d\d\.\d{3} name=print-job lines=\["示范网点","您的号码","[ABV]001"/);
    expect(out).toContain('digits=····');
    expect(out).not.toContain('1001');
    expect(err).toContain('bytes discarded: none');
  });

  test('is replayed as events', async () => {
    const { code, out } = await run(['replay', day, '--site', SITE, '--events', '--json']);
    expect(code).toBe(0);
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    const count = (type: string): number => events.filter((event) => event.type === type).length;
    expect(count('ticket.issued')).toBeGreaterThan(300);
    expect(count('ticket.called')).toBe(count('ticket.finished') + count('ticket.no-show'));
    expect(count('rating.invited')).toBe(count('rating.given') + count('rating.expired'));
  });

  test('can be short, spoilt and around the clock', async () => {
    const midnight = ['--at', '2026-11-30T00:00', '--duration', '10m', '--open-now', '--faults', 'lose-frame=1'];
    expect((await run(['simulate', '--site', SITE, '--capture', file('none'), ...midnight])).code).toBe(0);
    expect(readFileSync(file('none'), 'utf8')).toBe('# hallmeter capture 1\n');
    await run(['simulate', '--site', SITE, '--capture', file('short'), ...midnight.slice(0, 5)]);
    const times = readFileSync(file('short'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(' ')[0]));
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(300_000);
    expect(times.at(-1)! - times[0]!).toBeLessThan(600_000);
  });

  test('follows a scenario file, whose mistakes are named', async () => {
    writeFileSync(file('quiet.json'), '{"arrivals":{"openingCrowd":1,"profile":[]}}');
    writeFileSync(file('wrong.json'), '{"arrivals":{"crowd":1}}');
    const args = ['simulate', '--site', SITE, '--at', '2026-11-30', '--capture', file('quiet'), '--scenario'];
    expect((await run([...args, file('quiet.json')])).code).toBe(0);
    expect(readFileSync(file('quiet'), 'utf8').match(/ printer > 1B40/g)).toHaveLength(1);
    expect((await run([...args, file('wrong.json')])).err).toMatch(/wrong\.json: scenario: 1 problem/);
  });

  test('damaged lines and unknown ports are reported', async () => {
    writeFileSync(file('odd'), '1796000000000 bus = FF6\n1796000000000 door = 01\n');
    const { code, err } = await run(['replay', file('odd'), '--site', SITE]);
    expect(code).toBe(1);
    expect(err).toContain('line 1: bytes "FF6"');
    expect(err).toContain('port "door" is not in the site map');
  });
});

describe('a live hall', () => {
  const opening = formatClockSpec({ realAt: Date.now(), startAt: NINE, factor: 100 });

  async function liveSite(): Promise<string> {
    const site = JSON.parse(readFileSync(SITE, 'utf8')) as { ports: { link: { port: number } }[] };
    for (const { link } of site.ports) {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      link.port = (server.address() as AddressInfo).port;
      server.close();
      await once(server, 'close');
    }
    writeFileSync(file('live.json'), JSON.stringify(site));
    return file('live.json');
  }

  test('begins with its first client, obeys typed lines and ends when told to', async () => {
    const gate = Promise.withResolvers<void>();
    const typed = (async function* () {
      yield 'state';
      await gate.promise;
      yield 'ticket personal ordinary';
      yield 'call 9';
    })();
    const hall = start(['simulate', '--site', await liveSite(), '--tcp'], { HALLMETER_CLOCK: opening }, typed);
    const [, port] = await hall.until(/port bus: 127\.0\.0\.1:(\d+)/);
    await hall.until('the hall has not begun');
    const client = connect(Number(port), '127.0.0.1');
    const [bytes] = (await once(client, 'data')) as [Buffer];
    expect(bytes.subarray(0, 2).toString('hex')).toBe('ff68');
    gate.resolve();
    await hall.until('no call terminal at counter "9"');
    client.write('x');
    await hall.until('a tap must never transmit');
    hall.stop();
    const { code, out } = await hall.done;
    expect(code).toBe(0);
    expect(out).toContain('the doors are open until 2026-11-30 17:00:00');
    await once(client, 'close');
  });

  test('says when the doors are shut, and ends after its duration', async () => {
    const night = formatClockSpec({ realAt: Date.now(), startAt: NINE - 7_200_000, factor: 1_000 });
    const args = ['simulate', '--site', SITE, '--pty', file('pty'), '--duration', '60s'];
    const hall = start(args, { HALLMETER_CLOCK: night });
    const { code, out } = await hall.done;
    expect(code).toBe(0);
    expect(out).toMatch(/port bus: .*pty\/bus/);
    expect(out).toContain('the doors open at 2026-11-30 09:00:00');
    expect(existsSync(file('pty/bus'))).toBe(false);
  });

  test('a taken port ends it with a message', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const site = JSON.parse(readFileSync(SITE, 'utf8')) as { ports: { link: { port: number } }[] };
    site.ports[0]!.link.port = (server.address() as AddressInfo).port;
    writeFileSync(file('taken.json'), JSON.stringify(site));
    const { code, err } = await run(['simulate', '--site', file('taken.json'), '--tcp']);
    server.close();
    expect(code).toBe(1);
    expect(err).toContain('another program listens there already');
  });
});

describe('probe', () => {
  test('names the profile behind each line of a capture', async () => {
    const { code, out } = await run(['probe', file('day.capture')]);
    expect(code).toBe(0);
    expect(out).toMatch(/port bus: [\s\S]*?100\.0 % ff68-bus/);
    expect(out).toMatch(/port strip: .*\n +100\.0 % a090-strip/);
    expect(out).toMatch(/port printer: .*\n +100\.0 % escpos-printer-tap/);
  });

  test('reads hex digits and lines on TCP', async () => {
    const hex = await run(['probe', '-'], ['FF 68 03 03 68', '01 01 0C 0E 16']);
    expect(hex.out).toMatch(/10 bytes[\s\S]*100\.0 % ff68-bus +1 messages/);
    const server = createServer((socket) =>
      socket.end(Buffer.from('A09001A5000841003000300031 00DC'.replace(' ', ''), 'hex')),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await run(['probe', address])).out).toMatch(/port line: .*\n +100\.0 % a090-strip/);
    server.close();
    await once(server, 'close');
    expect(await run(['probe', address])).toMatchObject({ code: 1, err: expect.stringContaining('ECONNREFUSED') });
  });

  test('says what to do where it cannot listen', async () => {
    expect((await run(['probe', '/dev/ttyUSB0'])).err).toContain('Let the agent record a raw byte log');
    expect((await run(['probe', file('missing')])).err).toContain('no such file');
    expect((await run(['probe', '-'], ['zz'])).err).toContain('not pairs of hex digits');
    expect((await run(['probe', file('day.capture'), '--port', 'door'])).err).toContain('no bytes on port "door"');
  });
});

describe('lint', () => {
  test('the shipped profiles and sites are sound', async () => {
    const { code, out, err } = await run(['lint']);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(Number(/^(\d+) files/.exec(out)![1])).toBeGreaterThanOrEqual(6);
  });

  test('a broken profile, site or file is named with its place', async () => {
    const profile = readFileSync(join(import.meta.dirname, '..', 'profiles', 'a090-strip.json'), 'utf8');
    writeFileSync(file('vector.json'), profile.replace('"text": "A001"', '"text": "A002"'));
    const site = JSON.parse(readFileSync(SITE, 'utf8')) as { ports: { profile: string }[] };
    site.ports[0]!.profile = 'qmatic';
    site.ports[1]!.profile = 'hid-keypad';
    writeFileSync(file('site.json'), JSON.stringify(site));
    writeFileSync(file('other.json'), '{"name":"x"}');
    const names = ['vector.json', 'site.json', 'other.json', 'missing.json'].map(file);
    const { code, err, out } = await run(['lint', ...names]);
    expect(code).toBe(1);
    expect(out).toContain('4 files checked, 4 with problems');
    expect(err).toMatch(/vector\.json: 1 problem/);
    expect(err).toMatch(/ports\.0\.profile: one of a090-strip/);
    expect(err).toMatch(/ports\.1\.link: a link for a HID device/);
    expect(err).toMatch(/other\.json[\s\S]*a site map/);
    expect(err).toMatch(/missing\.json[\s\S]*no such file/);
  });
});

describe('convert', () => {
  const header =
    'vru+line call_id priority type date vru_entry vru_exit vru_time q_start q_exit q_time outcome ser_start ser_exit ser_time';
  const rows = [
    'XX 1 0 PS 010203 9:00:00 9:00:10 10 9:00:10 9:01:40 90 AGENT 9:01:40 9:04:40 180',
    'XX 2 7 PS 010203 9:00:00 9:00:10 10 9:00:10 9:01:40 90 AGENT 9:01:40 9:04:40 180',
  ];

  test('writes capture, site and problems, which replay reads', async () => {
    writeFileSync(file('day.tsv'), `${[header, ...rows].join('\n').replaceAll(' ', '\t')}\n`);
    const out = file('converted/deep');
    const converted = await run(['convert', file('day.tsv'), '--date', '2001-02-03', '--out', out]);
    expect(converted.code).toBe(0);
    expect(converted.out).toContain('2 rows: 1 tickets issued, 0 phantom, 1 unusable');
    expect(converted.err).toContain('line 3: priority: "7" is none of 0, 1, 2 (row left out)');
    expect(readFileSync(join(out, '2001-02-03.problems.txt'), 'utf8')).toContain('line 3: priority');
    const base = join(out, '2001-02-03');
    const events = await run(['replay', `${base}.capture`, '--site', `${base}.site.json`, '--events']);
    expect(events.out).toMatch(/09:01:40\.000 type=ticket\.called .*ticket=A001/);
    expect((await run(['lint', `${base}.site.json`])).code).toBe(0);
  });

  test('an unreadable file or day is said', async () => {
    const args = ['--date', '2001-02-04', '--out', folder];
    expect(await run(['convert', file('day.tsv'), ...args])).toMatchObject({
      code: 1,
      err: expect.stringContaining('no row'),
    });
    expect(await run(['convert', file('missing.tsv'), ...args])).toMatchObject({ code: 1 });
  });
});
