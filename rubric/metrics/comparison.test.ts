import { describe, expect, test } from 'vitest';
import { comparisonSchema } from '#contract/lobby-view.ts';
import { at, testHall } from '../hall/test-hall.ts';
import { dayRecords } from '../hall/hall.ts';
import { compareDays, halfHourFigures, type HalfHourFigures } from './comparison.ts';
import { dayScore, halfHourScore } from './window-score.ts';

const HALF_HOUR = 1_800_000;

/** `nth` half-hour after midnight: issued, served, abandoned, waits with their mean. */
function halfHour(nth: number, figures: readonly [number, number, number, number, number]): HalfHourFigures {
  const [issued, served, abandoned, waits, meanMs] = figures;
  const dayTimeMs = nth * HALF_HOUR;
  return { dayTimeMs, to: dayTimeMs + HALF_HOUR, issued, served, abandoned, waits, waitSumMs: waits * meanMs };
}

const TODAY = [halfHour(18, [10, 8, 1, 8, 60_000]), halfHour(19, [20, 18, 0, 18, 90_000])];

describe('the day so far against earlier days', () => {
  test('counts are means per day, waits are weighted by their tickets', () => {
    const earlier = [
      [halfHour(18, [9, 9, 0, 10, 100_000]), halfHour(19, [14, 12, 2, 30, 200_000])],
      [halfHour(18, [4, 4, 0, 0, 0]), halfHour(19, [14, 12, 2, 0, 0])],
    ];
    const comparison = compareDays(TODAY, earlier);
    expect(comparisonSchema.parse(comparison)).toEqual({
      days: 2,
      until: 20 * HALF_HOUR,
      issued: { today: 30, usual: 21 },
      served: { today: 26, usual: 19 },
      abandoned: { today: 1, usual: 2 },
      meanWaitMs: { today: Math.round((8 * 60_000 + 18 * 90_000) / 26), usual: 175_000 },
    });
  });

  test('what came later in the day, or before this day began, is left out', () => {
    const earlier = [[17, 18, 19, 20].map((nth) => halfHour(nth, [5, 5, 5, 5, 1_000]))];
    expect(compareDays(TODAY, earlier)).toMatchObject({ days: 1, issued: { usual: 10 }, abandoned: { usual: 10 } });
  });

  test('a day that had not begun by then, or was over, does not count', () => {
    const earlier = [[halfHour(30, [5, 5, 5, 5, 1_000])], [halfHour(18, [8, 8, 0, 0, 0])]];
    expect(compareDays(TODAY, earlier)).toMatchObject({ days: 1, issued: { usual: 8 }, meanWaitMs: { usual: null } });
  });

  test('without a closed half-hour today, or without any such day, there is nothing to say', () => {
    expect(compareDays([], [TODAY])).toBeNull();
    expect(compareDays(TODAY, [])).toBeNull();
    expect(compareDays(TODAY, [[halfHour(2, [1, 1, 1, 1, 1])]])).toBeNull();
  });
});

test('the half-hours of a real day add up to its day figures', () => {
  const bench = testHall();
  bench.open();
  for (let n = 0; n < 60; n += 1) {
    const minute = (m: number) => `9:${String(m).padStart(2, '0')}:${String((n * 7) % 60).padStart(2, '0')}`;
    const ticket = `A${100 + n}`;
    bench.issue(minute(n), ticket);
    if (n % 5 === 0) bench.tell(minute(n + 1), 'ticket.cancelled', { ticket });
    else if (n < 50) {
      bench.call(minute(n + 2), ticket, '1');
      bench.finish(minute(n + 3), ticket, '1');
    }
  }
  const records = dayRecords(bench.hall, '2026-11-30')!;
  const halfHours = [0, 1].map((nth) => {
    const from = at('9:00:00') + nth * HALF_HOUR;
    return halfHourFigures(halfHourScore(records, { from, to: from + HALF_HOUR, upto: 0 }), nth * HALF_HOUR);
  });
  const day = dayScore(records, { at: at('10:00:00'), upto: 0 });
  const comparison = compareDays(halfHours, [halfHours])!;
  const { issued, served, abandoned } = day.tickets;
  expect([comparison.issued.today, comparison.served.today, comparison.abandoned.today]).toEqual([
    issued,
    served,
    abandoned,
  ]);
  expect(Math.abs(comparison.meanWaitMs.today! - day.wait.meanMs!)).toBeLessThanOrEqual(1);
  expect(comparison.issued.usual).toBe(issued);
});
