import { describe, expect, test } from 'vitest';
import { windowScoreSchema, type WindowScore } from '#contract/score.ts';
import type { DayRecords } from '../hall/visit.ts';
import { RUBRIC_VERSION } from '../version.ts';
import { attainment } from './attainment.ts';
import { assumedEffectiveTimeRate, customerTimeOf, openCounterRate, serviceOf, walkUpGapOf } from './service.ts';
import { aDay, aRating, aVisit, served } from './test-visit.ts';
import { virtualWaitOf } from './virtual-wait.ts';
import { dayScore, halfHourScore } from './window-score.ts';

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function scoreDay(fields: Partial<DayRecords>, at = 8 * 60 * MINUTE): WindowScore {
  return windowScoreSchema.parse(dayScore(aDay(fields), { at, upto: 7 }));
}

describe('the day so far', () => {
  test('of nothing is valid, and insufficient', () => {
    const score = scoreDay({});
    expect(score).toMatchObject({
      from: 0,
      to: 28_800_000,
      date: '2026-11-30',
      kind: 'day',
      basis: 'issued',
      upto: 7,
      rubric: RUBRIC_VERSION,
      wait: { n: 0, meanMs: null, p90Ms: null, histogram: [] },
      service: { n: 0, meanMs: null },
      ratings: { invitationRate: null, responseRate: null },
    });
    expect(score.scores.wait).toEqual({ value: null, n: 0, coverage: 0, note: 'fewer than 5 waits', parts: [] });
    expect(score.scores.ratings).toMatchObject({ value: null, note: 'fewer than 10 ratings' });
  });

  test('counts tickets once and waits per leg', () => {
    const first = served(4 * MINUTE, { id: 'x', outcome: 'transferred' });
    const second = served(10 * MINUTE, { id: 'x', leg: 2, issuedAt: 5 * MINUTE });
    const score = scoreDay({ visits: [first, second, served(6 * MINUTE)] });
    expect(score.tickets).toMatchObject({ issued: 2, served: 2, abandoned: 0, waiting: 0 });
    expect(score.wait).toMatchObject({ n: 3, meanMs: 5 * MINUTE });
    expect(score.ratings.served).toBe(2);
  });

  test('keeps who left, who waits and who waits too long', () => {
    const score = scoreDay({
      visits: [
        served(MINUTE),
        aVisit({ outcome: 'abandoned', abandonReason: 'no-show', lastCalledAt: MINUTE, finishedAt: 2 * MINUTE }),
        aVisit({ outcome: 'abandoned', abandonReason: 'reset-at-close', finishedAt: 480 * MINUTE }),
        aVisit({ outcome: 'waiting', issuedAt: 471 * MINUTE }),
        aVisit({ outcome: 'waiting', issuedAt: 469 * MINUTE }),
        aVisit({ outcome: 'waiting', issuedAt: 469 * MINUTE, class: 'no-target' }),
      ],
    });
    expect(score.tickets).toEqual({
      issued: 6,
      served: 1,
      abandoned: 2,
      resetAtClose: 1,
      waiting: 3,
      overtime: 1,
    });
  });

  test('an ambiguous or unseen ticket is served without a wait and lowers the coverage', () => {
    const score = scoreDay({
      visits: [
        ...many(6, () => served(MINUTE)),
        served(MINUTE, { issuedAt: null }),
        served(MINUTE, { issuedAt: null, ambiguous: true }),
      ],
    });
    expect(score.tickets).toMatchObject({ issued: 6, served: 8 });
    expect(score.wait.n).toBe(6);
    expect(score.scores.wait).toMatchObject({ n: 6, coverage: 7500, value: 10_000 });
  });

  test('starts with the first ticket when that came before the opening', () => {
    expect(scoreDay({ opensAt: 50 * MINUTE, visits: [served(MINUTE, { issuedAt: 20 * MINUTE })] }).from).toBe(
      20 * MINUTE,
    );
    expect(scoreDay({ opensAt: 50 * MINUTE }, 10 * MINUTE).from).toBe(10 * MINUTE);
  });

  test('gives the product-limit mean when more than 2 % left', () => {
    const visits = [
      ...many(10, (index) => served((index + 1) * MINUTE)),
      aVisit({ outcome: 'abandoned', abandonReason: 'cancelled', finishedAt: 9.5 * MINUTE }),
    ];
    const score = scoreDay({ visits });
    expect(score.wait.meanMs).toBe(5.5 * MINUTE);
    // Nine steps of 1/11 each, then 2/11 at risk of which one is called: 54/11 + 10·(2/11).
    expect(score.wait.censoredMeanMs).toBe(Math.round(((1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 20) / 11) * MINUTE));
    expect(scoreDay({ visits: visits.slice(0, 10) }).wait.censoredMeanMs).toBeNull();
  });
});

describe('wait score', () => {
  test('puts the worked weights on what was measured', () => {
    // 20 ordinary: 15 within 10 min (75 % → 83.33), 1 over 30 min (5 % → 50); 1 of 21 left (4.76 % → 85.32).
    const visits = [
      ...many(15, () => served(10 * MINUTE)),
      ...many(4, () => served(10 * MINUTE + 1)),
      served(30 * MINUTE + 1),
      aVisit({ outcome: 'abandoned', abandonReason: 'no-show', lastCalledAt: MINUTE, finishedAt: MINUTE }),
    ];
    const { wait } = scoreDay({ visits }).scores;
    expect(wait.parts).toEqual([
      { indicator: 'attainment', share: 7500, n: 20, utility: 8333, weight: 6000 },
      { indicator: 'overtime', share: 500, n: 20, utility: 5000, weight: 2500 },
      { indicator: 'abandonment', share: 476, n: 21, utility: 8532, weight: 1500 },
    ]);
    expect(wait.value).toBe(7530);
  });

  test('leaves a class without a target out and says so', () => {
    const visits = [...many(5, () => served(MINUTE)), served(99 * MINUTE, { class: 'diamond' })];
    const { wait } = scoreDay({ visits }).scores;
    expect(wait).toMatchObject({ note: 'no wait target: diamond' });
    expect(wait.parts[0]).toMatchObject({ n: 5, share: 10_000 });
    const none = scoreDay({ visits: many(9, () => served(MINUTE)), targets: {} }).scores.wait;
    expect(none).toMatchObject({ value: null, note: 'no wait target: ordinary' });
  });

  test('a stalled queue looks bad before anybody of it is called', () => {
    const called = many(10, () => served(MINUTE));
    const waiting = many(10, () => aVisit({ outcome: 'waiting', issuedAt: 0 }));
    const early = scoreDay({ visits: [...called, ...waiting] }, 5 * MINUTE).scores.wait;
    const late = scoreDay({ visits: [...called, ...waiting] }, 31 * MINUTE).scores.wait;
    expect(early.value).toBe(10_000);
    expect(late.parts.map((part) => [part.indicator, part.share])).toEqual([
      ['attainment', 5000],
      ['overtime', 5000],
      ['abandonment', 0],
    ]);
    expect(late.value).toBe(1500);
    expect(scoreDay({ visits: waiting }, 31 * MINUTE).scores.wait.value).toBe(1500);
  });
});

describe('ratings score', () => {
  const invited = { invitedAt: MINUTE };

  test('comes from counted ratings and from who was invited', () => {
    const visits = [
      ...many(20, () => served(MINUTE, { ...invited, rated: true })),
      ...many(5, () => served(MINUTE, { ...invited, invitationExpired: true })),
      ...many(15, () => served(MINUTE)),
    ];
    const ratings = [
      ...many(18, () => aRating()),
      aRating({ level4: 1 }),
      aRating({ level4: 2 }),
      aRating({ level4: 1, counted: false, flags: ['duplicate'] }),
    ];
    const score = scoreDay({ visits, ratings });
    expect(score.ratings).toEqual({
      served: 40,
      invited: 25,
      given: 20,
      expired: 5,
      quarantined: 1,
      levels: [1, 1, 0, 18],
      invitationRate: 6250,
      responseRate: 8000,
    });
    // p = (55.2 + 18) / 80 = 0.915 → u = 0.86; κ = 0.625 / 0.95; S = 0.6 + κ·0.26.
    expect(score.scores.ratings).toMatchObject({ value: 7711, n: 20, coverage: 5000 });
  });

  test('ratings in the lobby count, but cannot stand in for customers who were not asked', () => {
    const ratings = many(500, () => aRating({ channel: 'kiosk' }));
    const score = scoreDay({ visits: many(10, () => served(MINUTE)), ratings });
    expect(score.ratings).toMatchObject({ given: 500, levels: [0, 0, 0, 500], invitationRate: 0, responseRate: null });
    expect(score.scores.ratings).toMatchObject({
      value: 6000,
      coverage: 0,
      note: 'no served customer was invited: at most 60',
    });
  });
});

describe('a half-hour', () => {
  const window = { from: HALF_HOUR, to: 2 * HALF_HOUR, upto: 9 };
  const scoreHalfHour = (fields: Partial<DayRecords>) => windowScoreSchema.parse(halfHourScore(aDay(fields), window));

  test('holds the legs last called in it, half-open', () => {
    const visits = [
      served(HALF_HOUR - 1),
      served(HALF_HOUR),
      served(2 * HALF_HOUR - 1),
      served(2 * HALF_HOUR),
      aVisit({ outcome: 'serving', issuedAt: HALF_HOUR, lastCalledAt: HALF_HOUR + MINUTE }),
    ];
    const score = scoreHalfHour({ visits });
    expect(score).toMatchObject({ kind: 'half-hour', basis: 'called', from: HALF_HOUR, to: 2 * HALF_HOUR, upto: 9 });
    expect(score.wait.n).toBe(3);
    expect(score.tickets).toMatchObject({ issued: 1, served: 2 });
  });

  test('judges waiting at its end, also when it is computed later', () => {
    const waiting = aVisit({ outcome: 'waiting', issuedAt: MINUTE });
    const calledLater = served(2 * HALF_HOUR + MINUTE, { issuedAt: MINUTE });
    const goneLater = aVisit({
      outcome: 'abandoned',
      abandonReason: 'cancelled',
      issuedAt: MINUTE,
      finishedAt: 2 * HALF_HOUR + MINUTE,
    });
    const issuedLater = aVisit({ outcome: 'waiting', issuedAt: 2 * HALF_HOUR });
    for (const visit of [waiting, calledLater, goneLater]) {
      expect(scoreHalfHour({ visits: [visit, issuedLater] }).tickets).toMatchObject({ waiting: 1, overtime: 1 });
    }
  });

  test('counts leaving, finishing and rating where they happened', () => {
    const visits = [
      aVisit({ outcome: 'abandoned', abandonReason: 'no-show', lastCalledAt: HALF_HOUR, finishedAt: HALF_HOUR + 1 }),
      aVisit({ outcome: 'abandoned', abandonReason: 'reset-at-close', finishedAt: 2 * HALF_HOUR - 1 }),
      aVisit({ outcome: 'abandoned', abandonReason: 'cancelled', finishedAt: HALF_HOUR - 1 }),
      served(HALF_HOUR - 10, { invitedAt: HALF_HOUR, rated: true }),
    ];
    const ratings = [aRating({ at: HALF_HOUR - 1 }), aRating({ at: HALF_HOUR }), aRating({ at: 2 * HALF_HOUR })];
    const score = scoreHalfHour({ visits, ratings });
    expect(score.tickets).toMatchObject({ abandoned: 2, resetAtClose: 1 });
    expect(score.ratings).toMatchObject({ served: 1, invited: 1, given: 1, responseRate: 10_000 });
  });

  test('half-hours of a day add up to its called tickets', () => {
    const visits = many(50, (index) => served((index * 7 + 1) * MINUTE));
    const parts = Array.from({ length: 12 }, (_, index) =>
      halfHourScore(aDay({ visits }), { from: index * HALF_HOUR, to: (index + 1) * HALF_HOUR, upto: 1 }),
    );
    expect(parts.reduce((sum, part) => sum + part.wait.n, 0)).toBe(scoreDay({ visits }).wait.n);
  });
});

describe('single figures', () => {
  test('service time leaves out hold and inferred ends', () => {
    const visit = served(MINUTE, { finishedAt: 11 * MINUTE, heldMs: 4 * MINUTE });
    expect([serviceOf(visit), customerTimeOf(visit)]).toEqual([6 * MINUTE, 7 * MINUTE]);
    expect(serviceOf({ ...visit, finishInferred: true })).toBeNull();
    expect(customerTimeOf({ ...visit, finishInferred: true })).toBeNull();
    expect(assumedEffectiveTimeRate(MINUTE, 3 * MINUTE)).toBe(7500);
  });

  test('the walk-up gap is known only where the device reports the start', () => {
    const visit = served(MINUTE, { startedAt: MINUTE + 20_000, startAtCall: false });
    expect([walkUpGapOf(visit), walkUpGapOf(served(MINUTE))]).toEqual([20_000, null]);
  });

  test('attainment is exact at the target', () => {
    const rules = { targets: { ordinary: 600_000, gold: 300_000 }, now: 0 };
    const visits = [
      served(600_000),
      served(600_001),
      served(300_000, { class: 'gold' }),
      served(1, { class: 'other' }),
    ];
    expect(attainment(visits, [], rules)).toEqual({
      classes: [
        { class: 'gold', attained: 1, n: 1 },
        { class: 'ordinary', attained: 1, n: 2 },
      ],
      withoutTarget: ['other'],
    });
  });

  test('virtual waits: called in vain is known, leaving is at least, a silent leaver tells nothing', () => {
    const now = 100 * MINUTE;
    const gone = { outcome: 'abandoned', finishedAt: 50 * MINUTE } as const;
    expect(virtualWaitOf(served(3 * MINUTE, { firstCalledAt: MINUTE }), now)).toEqual({
      time: 3 * MINUTE,
      happened: true,
    });
    expect(
      virtualWaitOf(
        aVisit({ ...gone, abandonReason: 'no-show', firstCalledAt: MINUTE, lastCalledAt: 9 * MINUTE }),
        now,
      ),
    ).toEqual({ time: MINUTE, happened: true });
    expect(virtualWaitOf(aVisit({ ...gone, abandonReason: 'cancelled' }), now)).toEqual({
      time: 50 * MINUTE,
      happened: false,
    });
    expect(virtualWaitOf(aVisit({ ...gone, abandonReason: 'reset-at-close' }), now)).toBeNull();
    expect(virtualWaitOf(aVisit({ outcome: 'waiting' }), now)).toEqual({ time: now, happened: false });
    expect(virtualWaitOf(aVisit({ issuedAt: null }), now)).toBeNull();
  });

  test('open-counter rate counts business hours only', () => {
    const hall = { counters: 2, opensAt: 0, closesAt: 100 };
    expect(
      openCounterRate(
        [
          { from: -50, to: 50 },
          { from: 0, to: 100 },
          { from: 100, to: 900 },
        ],
        hall,
      ),
    ).toBe(7500);
    expect(openCounterRate([], { ...hall, counters: 0 })).toBe(0);
  });
});
