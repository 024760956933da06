import { describe, expect, test } from 'vitest';
import { judgeDeviceTime, judgeNumber } from './clock-check.ts';

const ZONE = 'Asia/Shanghai';

function judge(device: string, agent: string, lastOffsetMs: number | null = null) {
  const [deviceAt, agentAt] = [device, agent].map((time) => Date.parse(`${time}+08:00`));
  return judgeDeviceTime({ deviceAt: deviceAt!, agentAt: agentAt!, lastOffsetMs, timeZone: ZONE });
}

describe('device time', () => {
  test('years off is rejected, with its offset in days', () => {
    const verdict = judge('2012-02-09T10:00:00', '2019-12-30T10:00:00');
    expect(verdict).toMatchObject({ accepted: false, fault: 'year-differs' });
    expect(verdict.offsetMs / 86_400_000).toBe(-2881);
  });

  test('the year of the ISO week around New Year is named as that fault', () => {
    expect(judge('2020-12-30T10:00:00', '2019-12-30T10:00:00')).toMatchObject({ accepted: false, fault: 'week-year' });
    expect(judge('2020-01-01T10:00:00', '2021-01-01T10:00:00')).toMatchObject({ accepted: false, fault: 'week-year' });
    expect(judge('2020-06-30T10:00:00', '2019-06-30T10:00:00')).toMatchObject({ fault: 'year-differs' });
  });

  test('is accepted up to 120 s off', () => {
    expect(judge('2026-11-30T10:02:00', '2026-11-30T10:00:00')).toEqual({
      accepted: true,
      fault: null,
      offsetMs: 120_000,
    });
    expect(judge('2026-11-30T10:02:01', '2026-11-30T10:00:00')).toMatchObject({ accepted: false, fault: 'offset' });
    expect(judge('2026-11-30T09:57:59', '2026-11-30T10:00:00')).toMatchObject({ accepted: false, fault: 'offset' });
  });

  test('is rejected when the offset jumps, not when it drifts', () => {
    expect(judge('2026-11-30T10:01:00', '2026-11-30T10:00:00', 29_999)).toMatchObject({ fault: 'offset-jump' });
    expect(judge('2026-11-30T10:01:00', '2026-11-30T10:00:00', 30_000)).toMatchObject({ accepted: true });
  });

  test('a different year is rejected even a second around midnight', () => {
    expect(judge('2027-01-01T00:00:00', '2026-12-31T23:59:59')).toMatchObject({ accepted: false });
  });
});

test.each([
  ['R017', 'R014', false, 'recall'],
  ['R417', 'R001', true, 'new-day'],
  ['R017', 'R002', true, 'new-day'],
  ['R001', 'R001', true, 'new-day'],
  ['R417', 'R001', false, 'recall'],
  ['R017', 'R018', false, 'next'],
  ['R017', 'R018', true, 'next'],
  ['R017', 'R017', false, 'same'],
  ['R017', 'A001', true, 'other-series'],
  ['R017', 'R', false, 'other-series'],
  ['017', '014', false, 'recall'],
] as const)('%s then %s (date changed: %s) is %s', (previous, next, dateChanged, verdict) => {
  expect(judgeNumber(previous, next, dateChanged)).toBe(verdict);
});
