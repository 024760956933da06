import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CAPTURE_HEADER, formatRecord, type CaptureRecord } from '#devices/capture/capture.ts';
import type { Site } from '#devices/sites/site.ts';
import { demoHall, lines } from '../hall/demo-hall.ts';
import { openJournal } from '../journal/open-journal.ts';
import { parseRange, splitDays } from './report-days.ts';
import { InputError, readReportInput } from './report-input.ts';
import { pastDays } from './test-days.ts';
import { ticketDaySamples } from './ticket-day-samples.ts';

const SITE = demoHall();
const folder = mkdtempSync(join(tmpdir(), 'estimates-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NOW = Date.parse('2026-03-02T10:00:00+08:00');

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const HEADER =
  'vru+line\tcall_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time';

/** A row of a ticket-day file; issue as h:mm:ss on the date, then wait and service in seconds; −1 = hung up. */
function row(date: string, issue: string, [waitS, serviceS]: readonly [number, number], priority = 0): string {
  const outcome = serviceS < 0 ? 'HANG' : 'AGENT';
  const queue = waitS === 0 ? '0:00:00' : issue;
  return ['AA01', 1, priority, 'PS', date, issue, issue, 0, queue, queue, waitS, outcome, issue, issue, Math.max(0, serviceS)].join('\t'); // prettier-ignore
}

describe('days', () => {
  const on = (...dates: string[]) => dates.map((date) => ({ date }));
  const split = (samples: readonly { date: string }[], learn = '', judge = '') =>
    splitDays(samples, { learn: parseRange(learn), test: parseRange(judge) });

  test('the first half teaches, the rest is judged', () => {
    expect(split(on('2026-03-02', '2026-03-03', '2026-03-04', '2026-03-03'))).toEqual({
      ok: true,
      learn: { from: '2026-03-02', to: '2026-03-03' },
      test: { from: '2026-03-04', to: '2026-03-04' },
    });
  });

  test('one range leaves what comes after or before it', () => {
    const days = on('2026-03-02', '2026-03-03', '2026-03-04');
    expect(split(days, '2026-03-02')).toMatchObject({ test: { from: '2026-03-03', to: '2026-03-04' } });
    expect(split(days, '', '2026-03-04')).toMatchObject({ learn: { from: '2026-03-02', to: '2026-03-03' } });
  });

  test('one day, no day, and overlapping ranges are refused in words', () => {
    expect(split(on('2026-03-02'))).toMatchObject({ ok: false, problem: expect.stringContaining('two days') });
    expect(split([])).toMatchObject({ ok: false, problem: expect.stringContaining('No ticket') });
    const days = on('2026-03-02', '2026-03-03');
    expect(split(days, '2026-03-02..2026-03-03', '2026-03-03')).toMatchObject({
      problem: expect.stringContaining('overlap'),
    });
    expect(split(days, '2027-01-01..2027-01-02')).toMatchObject({ problem: expect.stringContaining('to learn from') });
  });

  test.each(['', '2026-03-02...2026-03-04', '2026-3-2', '2026-03-04..2026-03-02', '2026-02-30..2026-03-04x', 'x..y'])(
    '"%s" is no range',
    (text) => expect(parseRange(text)).toBeNull(),
  );
});

describe('a ticket-day file', () => {
  test('tells who stood ahead, who hung up, and who did not have to queue', () => {
    const tsv = [
      HEADER,
      row('990104', '9:00:00', [0, 600]),
      row('990104', '9:01:00', [120, -1]),
      row('990104', '9:02:00', [300, 60], 2),
      row('990104', '9:04:00', [400, 60]),
    ].join('\n');
    const read = ticketDaySamples(tsv, 'Asia/Shanghai');
    expect(
      read.ok && read.samples.map(({ class: of, free, ahead, calledBefore }) => [of, free, ahead, calledBefore]),
    ).toEqual([
      ['ordinary', true, [], []],
      ['platinum', false, [{ service: 'ps', class: 'ordinary', count: 1 }], [0]],
      // The one who hung up at 9:03 stands there no more.
      ['ordinary', false, [{ service: 'ps', class: 'platinum', count: 1 }], [1]],
    ]);
    expect(read.ok && read.samples[1]).toMatchObject({ date: '1999-01-04', hour: 9, oldestAheadMs: 60_000 });
  });

  test('may hold dates that no calendar has; those rows are passed over', () => {
    const tsv = [HEADER, row('990231', '9:00:00', [60, 60]), row('000104', '9:00:00', [60, 60]), 'torn'].join('\r\n');
    const read = ticketDaySamples(tsv, 'Asia/Shanghai');
    expect(read.ok && read.samples.map(({ date }) => date)).toEqual(['2000-01-04']);
  });

  test('without a usable row is refused', () => {
    expect(ticketDaySamples(HEADER, 'UTC').ok).toBe(false);
    expect(ticketDaySamples('nothing', 'UTC').ok).toBe(false);
  });
});

describe('what is read', () => {
  const journalFile = join(folder, 'journal.sqlite');
  const journal = openJournal({ path: journalFile, branch: SITE.branch.id });
  const bodies = pastDays(SITE, NOW, 4);
  for (let from = 0; from < bodies.length; from += 200) journal.append(bodies.slice(from, from + 200));

  test('a journal that an agent holds open is not touched', async () => {
    await expect(readReportInput([journalFile], SITE)).rejects.toMatchObject({ code: 'in-use' });
    journal.close();
    const input = await readReportInput([journalFile], SITE);
    expect(input.samples).toHaveLength(480);
    expect(input.visits).toHaveLength(480);
    const again = openJournal({ path: journalFile, branch: SITE.branch.id });
    expect([again.verify(), again.last()]).toEqual([null, bodies.length]);
    again.close();
  });

  test('captures go through the whole agent, in the order of time', async () => {
    const day = (date: string): string => {
      const at = (time: string): number => Date.parse(`${date}T${time}+08:00`);
      const record = (time: number, port: string, bytes: Uint8Array): CaptureRecord => ({
        at: time,
        port,
        direction: port === 'bus' ? 'shared' : 'to-device',
        bytes,
      });
      const call = (time: string, ticket: string): CaptureRecord[] => [
        record(at(time), 'bus', lines.key(1, 'call')),
        record(at(time) + 25, 'bus', lines.shown(1, ticket)),
        record(at(time) + 45, 'strip', lines.strip(1, ticket)),
      ];
      const records = [
        record(at('09:00:00'), 'printer', lines.slip('A001')),
        ...call('09:01:00', 'A001'),
        record(at('09:02:00'), 'printer', lines.slip('A002')),
        ...call('09:08:00', 'A002'),
      ];
      return [CAPTURE_HEADER, ...records.map(formatRecord), 'no record', ''].join('\n');
    };
    const files = [write('tuesday.txt', day('2026-03-03')), write('monday.txt', day('2026-03-02'))];
    const { samples, visits, remarks } = await readReportInput(files, SITE);
    expect(samples.map(({ date, issuedAt, calledAt }) => [date, calledAt - issuedAt])).toEqual([
      ['2026-03-02', 360_000],
      ['2026-03-03', 360_000],
    ]);
    expect(visits.map(({ estimateReason }) => estimateReason)).toEqual(['no-counter', 'little-data', 'no-counter', 'little-data']); // prettier-ignore
    expect(remarks).toHaveLength(2);
  });

  test('what cannot be used is refused with the file and the reason', async () => {
    const refused = async (files: readonly string[], site: Site | null, text: string): Promise<void> => {
      await expect(readReportInput(files, site)).rejects.toThrow(InputError);
      await expect(readReportInput(files, site)).rejects.toThrow(text);
    };
    const capture = write('capture.txt', `${CAPTURE_HEADER}\n1 bus = FF\n`);
    await refused([join(folder, 'missing')], null, 'cannot be read');
    await refused([write('empty.txt', '')], SITE, 'no capture with a record');
    await refused([capture], null, '--site');
    await refused([capture, write('day.tsv', HEADER)], SITE, 'different kinds');
    await refused([write('header-only.tsv', HEADER)], null, 'no row');
  });
});

describe('the command', () => {
  const run = (...args: string[]) => {
    const main = join(import.meta.dirname, '..', 'estimates-main.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  test('prints the table of a journal, in words and as JSON', () => {
    const file = join(folder, 'journal.sqlite');
    const { status, stdout, stderr } = run(file, '--types', 'personal');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Judged: tickets of 2026-02-28 to 2026-03-01 (personal)');
    expect(stdout).toMatch(/learned minutes per place \(place-1\) +\d+ +\d+\.\d/);
    expect(stdout).toMatch(/80 % band: held \d+ of \d+ waits/);
    const json = JSON.parse(run('--journal', file, '--json').stdout) as { evaluation: { methods: { n: number }[] } };
    expect(json.evaluation.methods[0]!.n).toBeGreaterThan(50);
  }, 30_000);

  test('says what is wrong and ends with a code', () => {
    const file = join(folder, 'journal.sqlite');
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage') });
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage') });
    expect(run(file, '--learn', 'yesterday')).toMatchObject({ status: 2, stderr: expect.stringContaining('FROM..TO') });
    expect(run(file, '--site', join(folder, 'no-site.json')).status).toBe(2);
    expect(run(file, '--unknown').status).toBe(2);
    expect(run(file, '--types', 'wealth')).toMatchObject({ status: 1, stderr: expect.stringContaining('personal') });
    expect(run(write('one-day.tsv', [HEADER, row('990104', '9:00:00', [60, 60])].join('\n')))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('At least two days'),
    });
    const torn = run(write('torn.sqlite', 'SQLite format 3\0 and nothing more'));
    expect([torn.status, torn.stderr.includes('at ')]).toEqual([1, false]);
  }, 60_000);
});
