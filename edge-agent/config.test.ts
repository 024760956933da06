import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatProblems } from '#contract/problems.ts';
import { loadAgentConfig, type AgentConfig } from './config.ts';

const demoSite = readFileSync(join(import.meta.dirname, '..', 'devices', 'sites', 'demo-bank.json'), 'utf8');
const good = {
  site: 'site.json',
  dataDir: 'data',
  headOffice: { url: 'mqtt://head-office.bank.example:1883', secretFile: 'branch.secret' },
  http: { port: 8081 },
  rawLog: { keepDays: 7 },
};

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hallmeter-config-'));
  write('site.json', demoSite);
  write('branch.secret', 'correct-horse-battery\n');
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(name: string, content: unknown): string {
  const file = join(directory, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function configOf(content: unknown): AgentConfig {
  const loaded = loadAgentConfig(write('branch.json', content));
  if (!loaded.ok) throw new Error(formatProblems('branch.json', loaded.problems));
  return loaded.config;
}

function problemsIn(content: unknown): readonly string[] {
  const loaded = loadAgentConfig(write('branch.json', content));
  if (loaded.ok) throw new Error('it was accepted');
  return formatProblems('branch.json', loaded.problems).split('\n').slice(1);
}

test('a configuration names its files relative to itself and has safe defaults', () => {
  expect(configOf(good)).toEqual({
    site: expect.objectContaining({ site: 1, timeZone: 'Asia/Shanghai' }) as unknown,
    siteFile: join(directory, 'site.json'),
    dataDir: join(directory, 'data'),
    headOffice: { url: 'mqtt://head-office.bank.example:1883', secret: 'correct-horse-battery' },
    http: { host: '127.0.0.1', port: 8081 },
    rawLog: { keepDays: 7 },
    display: { slidesDir: null },
    speech: { command: 'espeak-ng' },
    pseudonymKeyFile: join(directory, 'data', 'pseudonym.key'),
  });
  expect(configOf({ ...good, pseudonymKeyFile: 'bank.key' }).pseudonymKeyFile).toBe(join(directory, 'bank.key'));
  expect(configOf({ ...good, dataDir: '/var/lib/hallmeter' }).dataDir).toBe('/var/lib/hallmeter');
});

test('slides and the speech program are found beside the file, a bare program name in PATH', () => {
  const { display, speech } = configOf({ ...good, display: { slidesDir: 'slides' }, speech: { command: './say' } });
  expect([display.slidesDir, speech.command]).toEqual([join(directory, 'slides'), join(directory, 'say')]);
  expect(configOf({ ...good, speech: { command: 'my-voice' } }).speech.command).toBe('my-voice');
  const wrong = problemsIn({ ...good, display: { slidesDir: '', folder: 'x' }, speech: { command: 7 } });
  expect(wrong.map((line) => line.trim().split(': ')[0])).toEqual(['display.slidesDir', 'display', 'speech.command']);
});

test('a branch may work alone', () => {
  expect(configOf({ ...good, headOffice: null }).headOffice).toBeNull();
});

test('a file saved by Windows Notepad is read', () => {
  expect(configOf(`\uFEFF${JSON.stringify(good, null, 2).replaceAll('\n', '\r\n')}`).rawLog.keepDays).toBe(7);
});

test('all problems are told at once, each with its place, those of the site file included', () => {
  const site = JSON.parse(demoSite) as { timeZone: string; branch: { id: string } };
  write('site.json', { ...site, timeZone: 'Mars/Olympus', branch: { ...site.branch, id: 'UPPER' } });
  write('branch.secret', 'short');
  const problems = problemsIn({
    ...good,
    dataDir: '',
    headOffice: { url: 'http://x', secretFile: 'branch.secret' },
    http: { port: 70_000 },
    rawLogs: {},
  });
  expect(problems.map((line) => line.trim().split(': ')[0])).toEqual([
    'dataDir',
    'headOffice.url',
    'http.port',
    '(root)',
    'site.branch.id',
    'site.timeZone',
    'headOffice.secretFile',
  ]);
  expect(problems.join('\n')).toContain('rawLogs');
  expect(problems.join('\n')).toContain(`(in ${join(directory, 'site.json')})`);
});

test('files that cannot be read or are not JSON are named', () => {
  expect(problemsIn('{')).toEqual([expect.stringContaining('(root): JSON in')]);
  expect(problemsIn({ ...good, site: 'gone.json' })).toEqual([
    expect.stringMatching(/site: a readable file: .*gone\.json/),
  ]);
  write('site.json', 'nonsense');
  expect(problemsIn(good)).toEqual([expect.stringContaining(`site: JSON in ${join(directory, 'site.json')}`)]);
  const missing = loadAgentConfig(join(directory, 'missing.json'));
  expect(missing).toMatchObject({ ok: false, problems: [{ path: '(root)' }] });
  expect(problemsIn('null')).toHaveLength(1);
  expect(problemsIn('[]')).toHaveLength(1);
});

test('listening beyond this PC must be said twice', () => {
  const listenOn = (host: string, allowRemote?: boolean): unknown => ({
    ...good,
    http: { host, port: 0, ...(allowRemote === undefined ? {} : { allowRemote }) },
  });
  for (const host of ['127.0.0.1', '127.8.8.8', '::1', 'localhost']) {
    expect(configOf(listenOn(host)).http).toEqual({ host, port: 0 });
  }
  for (const host of ['0.0.0.0', '::', '10.0.0.7', 'branch-pc', '127.0.0.1.evil.example']) {
    expect(problemsIn(listenOn(host))).toEqual([expect.stringContaining('"allowRemote": true')]);
  }
  expect(problemsIn(listenOn('0.0.0.0', false))).toHaveLength(1);
  expect(configOf(listenOn('0.0.0.0', true)).http.host).toBe('0.0.0.0');
});

test('a secret that is missing, short or of several words is refused, and never shown', () => {
  expect(problemsIn({ ...good, headOffice: { ...good.headOffice, secretFile: 'gone' } })[0]).toContain('readable file');
  for (const secret of ['', 'elevenchars', 'correct horse battery']) {
    write('branch.secret', secret);
    expect(problemsIn(good)).toEqual([expect.stringContaining('headOffice.secretFile: one line of at least 12')]);
  }
  expect(problemsIn(good)[0]).not.toContain('horse');
});

test('further names of this PC are host names, nothing else', () => {
  const named = (name: string): unknown => ({ ...good, http: { port: 0, names: [name] } });
  expect(configOf(named('hall.bank.example')).http).toEqual({
    host: '127.0.0.1',
    port: 0,
    names: ['hall.bank.example'],
  });
  for (const name of ['', 'hall:8081', 'http://hall', '*'])
    expect(problemsIn(named(name))[0]).toContain('http.names.0');
});
