import { describe, expect, test } from 'vitest';
import { hallConfigSchema } from '#contract/local-api.ts';
import { lobbyViewSchema } from '#contract/lobby-view.ts';
import { NOON, SAMPLE_HALL, SAMPLE_VIEW } from '../shared/sample-hall.ts';
import { lobbyBoard, urgencyOf } from './board.ts';

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

test('ratings come newest first, with the name of the counter', () => {
  expect(board.ratings.map(({ level, counter }) => [level, counter])).toEqual([
    [4, null],
    [2, '2号窗口'],
  ]);
});
