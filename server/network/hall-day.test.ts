import { describe, expect, test } from 'vitest';
import { eventBodySchema, formatEventLine } from '#contract/events.ts';
import { applyEvent, createHall, dayRecords } from '#rubric/hall/hall.ts';
import { dayScore } from '#rubric/metrics/window-score.ts';
import { businessDays } from './business-days.ts';
import { networkBranches, REGIONS } from './branches.ts';
import { hallDay } from './hall-day.ts';

const BRANCHES = networkBranches(1);

describe('the fictional network', () => {
  test('has sixty branches of two types in four regions, with names of their own', () => {
    expect(BRANCHES).toHaveLength(60);
    expect(new Set(BRANCHES.map(({ id }) => id)).size).toBe(60);
    expect(new Set(BRANCHES.map(({ zh }) => zh)).size).toBe(60);
    expect(new Set(BRANCHES.map(({ region }) => region))).toEqual(new Set(REGIONS.map(({ id }) => id)));
  });

  test('the same seed makes the same day, another seed another one', () => {
    const lines = (seed: number): string[] =>
      hallDay(BRANCHES[3]!, '2026-03-02', seed).map((body, index) => formatEventLine(index + 1, body));
    expect(lines(1)).toEqual(lines(1));
    expect(lines(1)).not.toEqual(lines(2));
  });

  test('every day is one that an agent could have journalled, and the hall finds nothing wrong with it', () => {
    for (const branch of BRANCHES.slice(0, 20)) {
      const hall = createHall();
      const bodies = hallDay(branch, '2026-03-02', 1);
      for (const [index, body] of bodies.entries()) {
        expect(eventBodySchema.safeParse(body).error).toBeUndefined();
        applyEvent(hall, { ...body, seq: index + 1 });
      }
      expect([...hall.anomalies]).toEqual([]);
      const records = dayRecords(hall, '2026-03-02')!;
      const { tickets, wait } = dayScore(records, { at: bodies.at(-1)!.at, upto: bodies.length });
      expect(tickets.issued).toBe(tickets.served + tickets.abandoned);
      expect(tickets.issued).toBeGreaterThan(40);
      expect(wait.meanMs).toBeGreaterThan(30_000);
      expect(wait.meanMs).toBeLessThan(40 * 60_000);
      expect(records.ratings.every(({ counted }) => counted)).toBe(true);
    }
  });
});

test('business days leave out the weekends', () => {
  expect(businessDays('2026-11-27', '2026-12-02')).toEqual(['2026-11-27', '2026-11-30', '2026-12-01']);
});
