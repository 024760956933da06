import { describe, expect, test } from 'vitest';
import { hallConfigSchema } from '#contract/local-api.ts';
import { lobbyViewSchema } from '#contract/lobby-view.ts';
import { NOON, SAMPLE_HALL, SAMPLE_VIEW } from '../shared/sample-hall.ts';
import { dayNotice, lobbyBoard } from './board.ts';
import { isCompact, shortNames } from './counter-cards.ts';
import { capped, ticketCap, urgencyOf } from './queue-cards.ts';

const MINUTE = 60_000;
const board = lobbyBoard(SAMPLE_VIEW, SAMPLE_HALL, { now: NOON, language: 'zh' });

test('the sample hall is one that the agent could send', () => {
  expect(hallConfigSchema.parse(SAMPLE_HALL)).toEqual(SAMPLE_HALL);
  expect(lobbyViewSchema.parse(SAMPLE_VIEW)).toEqual(SAMPLE_VIEW);
});

describe('queues', () => {
  test('stand in the order of the configuration, the longest wait first', () => {
    expect(board.queues.map(({ key }) => key)).toEqual(['personal-ordinary', 'wealth-gold']);
    expect(board.queues[0]!.rows.map(({ ticket, waitMs }) => [ticket, waitMs])).toEqual([
      ['A004', 11 * MINUTE],
      ['A005', 9 * MINUTE],
    ]);
  });

  test('a wait is judged against the target of its class', () => {
    expect(board.queues[0]!.rows.map(({ urgency }) => urgency)).toEqual(['over', 'near']);
    expect(board.queues[1]!.urgency).toBe('ok');
    expect([board.waiting, board.over, board.near]).toEqual([3, 1, 1]);
    expect(board.longest).toEqual({ ticket: 'A004', waitMs: 11 * MINUTE, urgency: 'over' });
  });

  test('waits run with the clock', () => {
    const later = lobbyBoard(SAMPLE_VIEW, SAMPLE_HALL, { now: NOON + 2 * MINUTE, language: 'zh' });
    expect(later.longest?.waitMs).toBe(13 * MINUTE);
    expect(later.over).toBe(2);
  });

  test('a queue where nobody waits stays visible, one that the configuration lacks keeps its own name', () => {
    const live = {
      ...SAMPLE_VIEW.live,
      queues: [
        { service: 'loans', class: 'diamond', waiting: 0, oldestIssuedAt: null },
        { service: 'wealth', class: 'gold', waiting: 0, oldestIssuedAt: null },
      ],
    };
    const { queues, longest } = lobbyBoard({ ...SAMPLE_VIEW, live, waiting: [] }, SAMPLE_HALL, {
      now: NOON,
      language: 'en',
    });
    expect(queues.map(({ service, className, rows }) => [service, className, rows.length])).toEqual([
      ['Wealth', 'Gold', 0],
      ['loans', 'diamond', 0],
    ]);
    expect(queues[1]!.targetMs).toBeNull();
    expect(longest).toBeNull();
  });

  test('a ticket issued after the last known time has waited nothing, not less', () => {
    const early = lobbyBoard(SAMPLE_VIEW, SAMPLE_HALL, { now: NOON - 2 * MINUTE, language: 'zh' });
    expect(early.queues[1]!.rows[0]!.waitMs).toBe(0);
  });
});

test.each([
  [479_999, 'ok'],
  [480_000, 'near'],
  [600_000, 'near'],
  [600_001, 'over'],
] as const)('a wait of %i ms against ten minutes is %s', (waitMs, urgency) => {
  expect(urgencyOf(waitMs, 600_000)).toBe(urgency);
  expect(urgencyOf(waitMs, null)).toBe('ok');
});

test('every configured counter is shown, and one that has said nothing is closed', () => {
  expect(board.counters.map(({ name, state, ticket, forMs }) => [name, state, ticket, forMs])).toEqual([
    ['1号窗口', 'serving', 'A003', 90_000],
    ['2号窗口', 'idle', null, 5_000],
    ['3号窗口', 'closed', null, null],
  ]);
  expect(board.openCounters).toBe(2);
});

describe('the wait that a queue promises', () => {
  const estimates = [
    {
      service: 'personal',
      class: 'ordinary',
      waiting: 2,
      estimate: { pointMs: 1, lowMs: 12 * MINUTE, highMs: 19 * MINUTE },
      reason: null,
    },
    { service: 'wealth', class: 'gold', waiting: 1, estimate: null, reason: 'little-data' as const },
    { service: 'wealth', class: 'ordinary', waiting: 0, estimate: null, reason: null },
  ];
  const { queues } = lobbyBoard({ ...SAMPLE_VIEW, estimates }, SAMPLE_HALL, { now: NOON, language: 'zh' });

  test('is a range, or says why there is none', () => {
    expect(queues.map(({ key, forecast }) => [key, forecast])).toEqual([
      ['personal-ordinary', { kind: 'range', range: { from: 10, to: 20 } }],
      ['wealth-ordinary', { kind: 'nothing' }],
      ['wealth-gold', { kind: 'abstained', reason: 'little-data' }],
    ]);
  });

  test('is nothing for a queue that the agent says nothing about', () => {
    expect(board.queues[0]!.forecast).toEqual({ kind: 'nothing' });
  });
});

describe('a long list', () => {
  const list = Array.from({ length: 200 }, (_, index) => index);

  test('is cut to what is drawn, and says how many are left out', () => {
    expect(capped(list, 12)).toEqual({ shown: list.slice(0, 11), hidden: 189 });
  });

  test('is shown whole where it just fits', () => {
    expect(capped(list.slice(0, 12), 12).hidden).toBe(0);
    expect(capped(list.slice(0, 13), 12)).toMatchObject({ hidden: 2 });
  });

  test('gets fewer lines where many queues are busy', () => {
    expect([1, 2, 3, 12].map(ticketCap)).toEqual([12, 12, 6, 6]);
  });
});

describe('counters', () => {
  const view = (sinceMs: number, meanServiceMs: number | null): typeof SAMPLE_VIEW => ({
    ...SAMPLE_VIEW,
    live: {
      ...SAMPLE_VIEW.live,
      counters: [{ ...SAMPLE_VIEW.live.counters[0]!, since: NOON - sinceMs }],
    },
    whatIf:
      meanServiceMs === null
        ? null
        : {
            horizonMs: 1,
            counters: 1,
            p90Ms: 1,
            p90MoreMs: 1,
            p90FewerMs: 1,
            arrivalsPerHour: 1,
            meanServiceMs,
            services: 1,
            runs: 1,
          },
  });
  const long = (sinceMs: number, meanServiceMs: number | null): boolean =>
    lobbyBoard(view(sinceMs, meanServiceMs), SAMPLE_HALL, { now: NOON, language: 'zh' }).counters[0]!.long;

  test.each([
    [15 * MINUTE, null, false],
    [15 * MINUTE + 1, null, true],
    [20 * MINUTE, 4 * MINUTE, true],
    [20 * MINUTE, 7 * MINUTE, false],
    [22 * MINUTE, 7 * MINUTE, true],
  ])('a service of %i ms where the mean is %s ms is long: %s', (sinceMs, mean, expected) => {
    expect(long(sinceMs, mean)).toBe(expected);
  });

  const named = (names: readonly string[]): string[] => {
    const card = board.counters[0]!;
    return [...shortNames(names.map((name, index) => ({ ...card, id: `${index}`, name }))).values()];
  };

  test('are told apart by their numbers where there is little room, if each has its own', () => {
    expect(named(['9号窗口', '10号窗口'])).toEqual(['9', '10']);
    expect(named(['Counter 1', 'VIP counter'])).toEqual(['Counter 1', 'VIP counter']);
    expect(named(['1号窗口', '1号柜台'])).toEqual(['1号窗口', '1号柜台']);
    expect(named(['1号2层窗口'])).toEqual(['1号2层窗口']);
  });

  test('are drawn small from the thirteenth on', () => {
    const counters = Array.from({ length: 13 }, () => board.counters[0]!);
    expect([isCompact(counters.slice(1)), isCompact(counters)]).toEqual([false, true]);
  });

  test('a since that lies ahead counts as just now', () => {
    expect(lobbyBoard(view(-5 * MINUTE, null), SAMPLE_HALL, { now: NOON, language: 'zh' }).counters[0]!.forMs).toBe(0);
  });
});

describe('the day', () => {
  test('is said to be yesterday’s until the new one opens, in the time of the branch', () => {
    expect(dayNotice(SAMPLE_VIEW, SAMPLE_HALL, NOON)).toBeNull();
    expect(dayNotice(SAMPLE_VIEW, SAMPLE_HALL, Date.UTC(2026, 2, 2, 16, 1))).toBe('other-day');
  });

  test('is said to be empty before the first ticket', () => {
    const today = { ...SAMPLE_VIEW.live.today, issued: 0, waiting: 0 };
    expect(dayNotice({ ...SAMPLE_VIEW, live: { ...SAMPLE_VIEW.live, today } }, SAMPLE_HALL, NOON)).toBe('nothing-yet');
  });
});

test('an empty hall has no longest wait and nothing over target', () => {
  const empty = { ...SAMPLE_VIEW, waiting: [], live: { ...SAMPLE_VIEW.live, queues: [], counters: [] } };
  expect(lobbyBoard(empty, SAMPLE_HALL, { now: NOON, language: 'zh' })).toMatchObject({
    waiting: 0,
    longest: null,
    over: 0,
    near: 0,
    openCounters: 0,
    queues: [],
  });
});
