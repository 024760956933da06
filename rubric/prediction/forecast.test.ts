import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandAround,
  EMPTY_TRACK,
  forecast,
  hasPoorCoverage,
  isTooWide,
  judge,
  withRatio,
  type Forecast,
  type Track,
} from './forecast.ts';
import { learn } from './learn.ts';
import { fitModel } from './model.ts';
import { laneOf, type WaitQuestion } from './question.ts';
import { finish } from './steps.ts';
import { madeUpDays, waited } from './test-queue.ts';

const TODAY = '2026-03-02';
const TOMORROW = '2026-03-03';

const MINUTE = 60_000;
const lane = 'queued';

function trackOf(ratios: readonly number[]): Track {
  return ratios.reduce((track, ratio) => withRatio(track, { lane, learnedMs: MINUTE }, ratio * MINUTE), EMPTY_TRACK);
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('the band', () => {
  test('holds the middle 80 % of the last 200 ratios', () => {
    // 1 … 200 after 50 that are forgotten; type-7 quantiles.
    const track = trackOf([...Array.from({ length: 50 }, () => 1_000), ...upTo(200)]);
    expect(track.queued.ratios).toHaveLength(200);
    expect(bandAround(track, lane, MINUTE)?.estimate).toMatchObject({
      lowMs: Math.round(20.9 * MINUTE),
      highMs: Math.round(180.1 * MINUTE),
    });
  });

  test('needs 30 ratios', () => {
    expect(bandAround(trackOf(upTo(29)), lane, MINUTE)).toBeNull();
    expect(bandAround(trackOf(upTo(30)), lane, MINUTE)).not.toBeNull();
  });

  test('the point follows the pace of the last 50 half-way', () => {
    const slow = trackOf([...Array.from({ length: 150 }, () => 1), ...Array.from({ length: 50 }, () => 4)]);
    expect(bandAround(slow, lane, MINUTE)?.estimate).toEqual({
      pointMs: 2 * MINUTE,
      lowMs: MINUTE,
      highMs: 4 * MINUTE,
    });
  });

  test('of nothing learned is a band of seconds, not of nought times something', () => {
    const track = withRatio(EMPTY_TRACK, { lane: 'free', learnedMs: 0 }, 5_000);
    expect(track.free.ratios).toEqual([5]);
  });

  test('always holds the point, and nothing is negative', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 30, maxLength: 260 }),
        fc.double({ min: 0, max: 4 * 60 * MINUTE, noNaN: true }),
        (ratios, learnedMs) => {
          const { pointMs, lowMs, highMs } = bandAround(trackOf(ratios), lane, learnedMs)!.estimate;
          expect(lowMs).toBeGreaterThanOrEqual(0);
          expect(pointMs).toBeGreaterThanOrEqual(lowMs);
          expect(highMs).toBeGreaterThanOrEqual(pointMs);
          expect([pointMs, lowMs, highMs].every(Number.isSafeInteger)).toBe(true);
        },
      ),
    );
  });
});

describe('saying nothing', () => {
  const question: WaitQuestion = { service: 'personal', class: 'ordinary', hour: 9, ahead: [], free: false };

  test('with 29 tickets to learn from; 30 will do', () => {
    const tickets = Array.from({ length: 30 }, () => waited(MINUTE));
    const track = trackOf(upTo(40));
    expect(forecast(finish(fitModel(tickets.slice(1), 'hall')), track, question)).toBeNull();
    expect(forecast(finish(fitModel(tickets, 'hall')), track, question)).not.toBeNull();
  });

  test('when fewer than 30 of the last 50 bands held the wait, until they do again', () => {
    const made: Forecast = {
      lane,
      learnedMs: MINUTE,
      estimate: { pointMs: MINUTE, lowMs: MINUTE, highMs: MINUTE },
    };
    const after = (hits: number, misses: number, track: Track, date = TODAY): Track => {
      const waits = [...Array.from({ length: hits }, () => MINUTE), ...Array.from({ length: misses }, () => 1)];
      return waits.reduce((so, waitMs) => judge(so, made, { waitMs, date }), track);
    };
    expect(hasPoorCoverage(after(0, 49, EMPTY_TRACK), TODAY)).toBe(false);
    expect(hasPoorCoverage(after(30, 20, EMPTY_TRACK), TODAY)).toBe(false);
    const poor = after(29, 21, EMPTY_TRACK);
    expect(hasPoorCoverage(poor, TODAY)).toBe(true);
    expect(hasPoorCoverage(after(30, 0, poor), TODAY)).toBe(false);
    // A bad evening after 150 good calls is no reason to be silent next morning; bad days are.
    const evening = after(20, 30, after(150, 0, EMPTY_TRACK));
    expect([hasPoorCoverage(evening, TODAY), hasPoorCoverage(evening, TOMORROW)]).toEqual([true, false]);
    expect(hasPoorCoverage(after(0, 10, evening, TOMORROW), TOMORROW)).toBe(false);
    expect(hasPoorCoverage(after(0, 20, evening, TOMORROW), TOMORROW)).toBe(true);
    expect(hasPoorCoverage(after(100, 100, EMPTY_TRACK), TOMORROW)).toBe(true);
  });

  test('a band of more than an hour and a half is of no use to anybody', () => {
    const band = (lowMs: number, highMs: number) => ({ pointMs: lowMs, lowMs, highMs });
    expect(isTooWide(band(10 * MINUTE, 100 * MINUTE))).toBe(false);
    expect(isTooWide(band(10 * MINUTE, 100 * MINUTE + 1))).toBe(true);
  });

  test('the edges of a band belong to it', () => {
    const made: Forecast = { lane, learnedMs: MINUTE, estimate: { pointMs: 5, lowMs: 3, highMs: 9 } };
    expect([2, 3, 9, 10].map((waitMs) => judge(EMPTY_TRACK, made, { waitMs, date: TODAY }).hits[0]?.isHit)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('learning', () => {
  test('a hall of separate queues is recognised by its errors', () => {
    const separate = madeUpDays(6).filter((sample) => !sample.free);
    const strangers = separate.map((sample, index) => ({
      ...sample,
      ahead: [...sample.ahead, { service: 'corporate', class: 'ordinary', count: 1 + ((index * 7) % 19) }],
      calledBefore: [...sample.calledBefore, 1 + ((index * 7) % 19)],
    }));
    expect(finish(learn(strangers)).model.scope).toBe('service');
    expect(finish(learn(madeUpDays(6))).model.scope).toBe('hall');
  });

  test('of one day only, or of nothing, is possible', () => {
    const [only] = [madeUpDays(1)];
    const { model, track } = finish(learn(only));
    expect(only.some((sample) => laneOf(sample) === 'queued' && forecast(model, track, sample) !== null)).toBe(true);
    const nothing = finish(learn([]));
    expect(nothing.track).toEqual(EMPTY_TRACK);
    expect(forecast(nothing.model, nothing.track, waited(MINUTE))).toBeNull();
  });
});
