import { describe, expect, test } from 'vitest';
import { eventBodySchema } from '#contract/events.ts';
import type { AlertAbout } from '#rubric/advice/alerts.ts';
import {
  applyToAlerts,
  EMPTY_ALERTS,
  GONE_MS,
  listedAlerts,
  NEWS_MS,
  settleAlerts,
  type AlertBook,
} from './alert-book.ts';

const QUEUE: AlertAbout = {
  kind: 'queue-long',
  service: 'personal',
  class: 'ordinary',
  value: 16,
  limit: 15,
  detail: '16 wait',
};
const BUS: AlertAbout = { kind: 'device-down', device: 'bus', detail: 'gone' };
const LOW: AlertAbout = { kind: 'low-rating', value: 1, limit: 1, detail: 'rated 1 of 4' };
const PAPER: AlertAbout = { kind: 'paper', device: 'printer', value: 0, detail: 'out' };

/** A book that is told events and asked what to do, as the keeper does it. */
function bench() {
  let book: AlertBook = EMPTY_ALERTS;
  let seq = 0;
  let ids = 0;
  const tell = (at: number, type: string, fields: object = {}, about: AlertAbout | null = null): void => {
    const body = eventBodySchema.parse({ type, at, src: 'test', ...fields });
    book = applyToAlerts(book, { ...body, seq: (seq += 1) }, about);
  };
  return {
    tell,
    settle(now: number, due: readonly AlertAbout[] = [], isOpen = true): string[] {
      const step = settleAlerts(book, { now, isOpen, due, newAlert: ({ kind }) => `${kind}-${(ids += 1)}x` });
      book = step.book;
      for (const alert of step.clear) tell(now, 'alert.cleared', { alert });
      for (const { alert, about } of step.raise) tell(now, 'alert.raised', { alert, ...about });
      return [...step.clear.map((alert) => `-${alert}`), ...step.raise.map(({ alert }) => `+${alert}`)];
    },
    /** As after a restart: only what the journal knows. */
    forget() {
      book = { ...book, seen: new Map(), recent: [] };
    },
    list: () => listedAlerts(book).map(({ alert }) => alert),
    listed: () => listedAlerts(book),
  };
}

const RATED = { rating: 'tap-00000001', channel: 'kiosk', level: 1, scale: 4 };

describe('a condition', () => {
  test('is raised once and cleared when it has been gone for half a minute', () => {
    const { settle, list } = bench();
    expect(settle(0, [QUEUE])).toEqual(['+queue-long-1x']);
    expect(settle(1_000, [{ ...QUEUE, value: 17 }])).toEqual([]);
    expect(settle(2_000)).toEqual([]);
    expect(settle(1_000 + GONE_MS - 1)).toEqual([]);
    expect(list()).toEqual(['queue-long-1x']);
    expect(settle(1_000 + GONE_MS)).toEqual(['-queue-long-1x']);
    expect(list()).toEqual([]);
  });

  test('that comes and goes stays one alert', () => {
    const { settle } = bench();
    const steps = Array.from({ length: 40 }, (_, n) => settle(n * 10_000, n % 3 === 0 ? [QUEUE] : []));
    expect(steps.flat()).toEqual(['+queue-long-1x']);
  });

  test('that holds again later is another alert', () => {
    const { settle } = bench();
    settle(0, [QUEUE]);
    settle(GONE_MS);
    expect(settle(GONE_MS + 1, [QUEUE])).toEqual(['+queue-long-2x']);
  });

  test('stays listed when it is acknowledged, behind what is not', () => {
    const { settle, tell, listed } = bench();
    settle(0, [QUEUE]);
    tell(5, 'alert.acknowledged', { alert: 'queue-long-1x', comment: '加开窗口' });
    settle(10, [QUEUE, { ...QUEUE, kind: 'wait-over' }]);
    expect(listed()).toMatchObject([
      { alert: 'wait-over-2x', acknowledgedAt: null, comment: null },
      { alert: 'queue-long-1x', acknowledgedAt: 5, comment: '加开窗口', value: 16, limit: 15, counter: null },
    ]);
    expect(settle(20, [QUEUE])).toEqual([]);
  });

  test('a device must be down for ten seconds; one that comes back at once is no alarm', () => {
    const { settle } = bench();
    expect([settle(0, [BUS]), settle(9_999, [BUS])]).toEqual([[], []]);
    expect(settle(10_000, [BUS])).toEqual(['+device-down-1x']);
    const other = bench();
    expect([other.settle(0, [BUS]), other.settle(1_000), other.settle(40_000, [BUS])]).toEqual([[], [], []]);
  });

  test('after a restart it is neither raised twice nor cleared before half a minute', () => {
    const { settle, forget } = bench();
    settle(0, [QUEUE]);
    forget();
    expect(settle(5_000, [QUEUE])).toEqual([]);
    forget();
    expect([settle(6_000), settle(6_000 + GONE_MS - 1)]).toEqual([[], []]);
    expect(settle(6_000 + GONE_MS)).toEqual(['-queue-long-1x']);
  });

  test('a clock set back by an hour delays nothing for longer than half a minute', () => {
    const { settle } = bench();
    const HOUR = 3_600_000;
    settle(HOUR, [QUEUE, BUS]);
    expect(settle(0, [BUS])).toEqual([]);
    expect(settle(10_000, [BUS])).toEqual(['+device-down-2x']);
    expect(settle(GONE_MS, [BUS])).toEqual(['-queue-long-1x']);
  });
});

describe('what happened once', () => {
  test('is raised under the number of its event, and cleared when it is acknowledged', () => {
    const { settle, tell } = bench();
    tell(0, 'rating.given', RATED, LOW);
    expect(settle(10)).toEqual(['+low-rating-1']);
    expect(settle(20)).toEqual([]);
    tell(30, 'alert.acknowledged', { alert: 'low-rating-1' });
    expect(settle(40)).toEqual(['-low-rating-1']);
    expect(settle(50)).toEqual([]);
  });

  test('is no news after half an hour', () => {
    const { settle, tell } = bench();
    tell(0, 'rating.given', RATED, LOW);
    settle(0);
    expect([settle(NEWS_MS - 1), settle(NEWS_MS)]).toEqual([[], ['-low-rating-1']]);
  });

  test('is not told when it is half an hour old already: a page kept it, or the agent was away', () => {
    const { settle, tell } = bench();
    tell(NEWS_MS, 'rating.given', { ...RATED, delayedMs: NEWS_MS }, LOW);
    expect(settle(NEWS_MS)).toEqual([]);
  });

  test('a rating that is taken back ends its alert, raised or not', () => {
    const { settle, tell } = bench();
    tell(0, 'rating.given', RATED, LOW);
    tell(1, 'rating.withdrawn', { rating: RATED.rating });
    expect(settle(2)).toEqual([]);
    tell(3, 'rating.given', { ...RATED, rating: 'tap-00000002' }, LOW);
    settle(4);
    tell(5, 'rating.withdrawn', { rating: 'tap-00000002' });
    expect(settle(6)).toEqual(['-low-rating-3']);
  });

  test('paper that is out stays until somebody says so, the printer prints again, or it is only low', () => {
    const { settle, tell } = bench();
    tell(0, 'device.paper-out', { device: 'printer' }, PAPER);
    settle(0);
    expect(settle(10 * NEWS_MS)).toEqual([]);
    tell(10 * NEWS_MS, 'device.online', { device: 'bus' });
    expect(settle(10 * NEWS_MS)).toEqual([]);
    tell(10 * NEWS_MS, 'device.online', { device: 'printer' });
    expect(settle(10 * NEWS_MS)).toEqual(['-paper-1']);
    tell(11 * NEWS_MS, 'device.paper-out', { device: 'printer' }, PAPER);
    settle(11 * NEWS_MS);
    tell(12 * NEWS_MS, 'device.paper-low', { device: 'printer' }, { ...PAPER, value: 1 });
    expect(settle(12 * NEWS_MS).map((step) => step.replace(/\d+$/, ''))).toEqual(['-paper-', '+paper-']);
  });
});

describe('the close of the day', () => {
  test('clears everything, and nothing is raised while no day is open', () => {
    const { settle, tell } = bench();
    tell(0, 'rating.given', RATED, LOW);
    settle(0, [QUEUE]);
    tell(5, 'rating.given', { ...RATED, rating: 'tap-00000002' }, LOW);
    tell(10, 'day.closed', { date: '2026-11-30' });
    expect(settle(11, [], false).toSorted()).toEqual(['-low-rating-1', '-queue-long-1x']);
    tell(12, 'rating.given', { ...RATED, rating: 'tap-00000003' }, LOW);
    expect(settle(13, [], false)).toEqual([]);
  });

  test('what still holds when the next day is open already is raised anew', () => {
    const { settle, tell } = bench();
    settle(0, [QUEUE]);
    tell(10, 'day.closed', { date: '2026-11-30' });
    expect(settle(11, [QUEUE])).toEqual(['-queue-long-1x', '+queue-long-2x']);
  });
});

test('an alert without a kind, as an older agent raised it, is not listed', () => {
  const { tell, list } = bench();
  tell(0, 'alert.raised', { alert: 'long-wait', detail: 'somebody waits' });
  tell(1, 'alert.acknowledged', { alert: 'long-wait' });
  tell(2, 'alert.cleared', { alert: 'long-wait' });
  expect(list()).toEqual([]);
});

test('a board lists 64 at most', () => {
  const { settle, list } = bench();
  settle(
    0,
    Array.from({ length: 100 }, (_, n) => ({ ...QUEUE, service: `s${n}` })),
  );
  expect(list()).toHaveLength(64);
});
