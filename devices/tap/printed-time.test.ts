import { describe, expect, test } from 'vitest';
import { readPrintedTime } from './printed-time.ts';

const SHANGHAI = 'Asia/Shanghai';
const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const NOW = at('2026-11-30T01:00:00Z'); // 09:00:00 in Shanghai
const read = (date: string | null, time: string, agentAt = NOW, zone = SHANGHAI) =>
  readPrintedTime({ date, time }, agentAt, zone);

describe('a printed time', () => {
  test.each(['2026-11-30', '2026/11/30', '2026年11月30日', '26.11.30'])('with date %s is local to the site', (date) => {
    expect(read(date, '08:59:58')).toEqual({ ok: true, at: NOW - 2000 });
  });

  test('without seconds stands for its whole minute', () => {
    expect(read(null, '08:57')).toEqual({ ok: true, at: NOW - 180_000 });
    expect(read(null, '08:56')).toEqual({ ok: false, problem: "-240 s away from the agent's clock" });
    expect(read(null, '09:02')).toEqual({ ok: true, at: NOW + 120_000 });
    expect(read(null, '09:03').ok).toBe(false);
  });

  test('is believed up to 120 s away', () => {
    expect(read(null, '09:02:00')).toEqual({ ok: true, at: NOW + 120_000 });
    expect(read(null, '09:02:01')).toEqual({ ok: false, problem: "121 s away from the agent's clock" });
    expect(read(null, '08:57:59').ok).toBe(true);
    expect(read(null, '08:57:58').ok).toBe(false);
  });

  test('without a date belongs to the nearer day around midnight', () => {
    const afterMidnight = at('2026-11-30T16:00:30Z'); // 00:00:30
    expect(read(null, '23:59:50', afterMidnight)).toEqual({ ok: true, at: afterMidnight - 40_000 });
    expect(read(null, '00:00:10', afterMidnight - 60_000)).toEqual({ ok: true, at: afterMidnight - 20_000 });
  });

  test('of another year is refused: a clock that lost its battery, or a week-year', () => {
    const agent = at('2019-12-30T02:00:00Z');
    expect(read('2020-12-30', '10:00:00', agent)).toEqual({ ok: false, problem: 'year 2020 instead of 2019' });
    expect(read('2012-02-09', '10:00:00', agent)).toEqual({ ok: false, problem: 'year 2012 instead of 2019' });
  });

  test('in the hour that comes twice takes the nearer reading', () => {
    const zone = 'Europe/Berlin';
    for (const agent of [at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')]) {
      expect(read('2026-10-25', '02:30:00', agent, zone)).toEqual({ ok: true, at: agent });
    }
  });

  test.each([
    ['2026-02-30', '09:00'],
    ['2026-11', '09:00'],
    ['2026-11-30', '25:00'],
    ['2026-11-30', '9 o clock'],
    [null, ''],
  ])('%s %s is unreadable and does not throw', (date, time) => {
    expect(read(date, time)).toEqual({ ok: false, problem: 'unreadable' });
  });
});
