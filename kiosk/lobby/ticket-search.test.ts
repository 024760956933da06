import { expect, test } from 'vitest';
import { EVENT_TYPES } from '#contract/events.ts';
import type { TicketHistory } from '#contract/lobby-view.ts';
import { namesOf } from './names.ts';
import { BUSY_HALL, SERVED_TICKET } from './sample-board.ts';
import { normaliseTicket, readAnswer, ticketLegs } from './ticket-search.ts';
import { TICKET_TEXTS } from './ticket-texts.ts';

const MINUTE = 60_000;
const names = namesOf(BUSY_HALL, 'zh');

test.each([
  ['A001', 'A001'],
  ['  a001 ', 'A001'],
  ['a 001', 'A001'],
  ['Ａ００１', 'A001'],
  ['12', '12'],
  ['', null],
  ['   ', null],
  ['A001; DROP', null],
  ['../etc', null],
  ['甲001', null],
  ['A'.repeat(13), null],
])('"%s" is looked for as %s', (typed, ticket) => {
  expect(normaliseTicket(typed)).toBe(ticket);
});

test('an answer is a history, a choice of numbers, or no such ticket', () => {
  expect(readAnswer('A002', SERVED_TICKET)).toEqual({ kind: 'found', history: SERVED_TICKET });
  const none = { ticket: '2', visits: [], steps: [] } as unknown as TicketHistory;
  expect(readAnswer('2', none)).toEqual({ kind: 'unknown', ticket: '2' });
  const several = { ...none, candidates: ['A002', 'V002'] } as unknown as TicketHistory;
  expect(readAnswer('2', several)).toEqual({ kind: 'ambiguous', ticket: '2', candidates: ['A002', 'V002'] });
});

function verdict(change: Partial<TicketHistory['visits'][number]>): unknown {
  const visits = [{ ...SERVED_TICKET.visits[0]!, ...change }];
  return ticketLegs({ ...SERVED_TICKET, visits }, names)[0]!.verdict;
}

test('a wait is judged against the range that was told', () => {
  expect(ticketLegs(SERVED_TICKET, names)[0]).toMatchObject({
    queue: '个人业务·普通客户',
    range: { from: 10, to: 20 },
    verdict: 'within',
  });
  expect(verdict({ waitMs: 9 * MINUTE })).toBe('shorter');
  expect(verdict({ waitMs: 21 * MINUTE })).toBe('longer');
});

test('nothing is judged where nothing was told, or the wait is not over', () => {
  expect(verdict({ estimate: null })).toBeNull();
  expect(verdict({ waitMs: null })).toBeNull();
  expect(verdict({ outcome: 'waiting', waitMs: 40 * MINUTE })).toBeNull();
  expect(verdict({ outcome: 'abandoned' })).toBeNull();
});

test('legs of one visit are told apart', () => {
  const visit = SERVED_TICKET.visits[0]!;
  const legs = ticketLegs({ ...SERVED_TICKET, visits: [visit, { ...visit, leg: 2 }] }, names);
  expect(new Set(legs.map(({ key }) => key)).size).toBe(2);
});

test.each(EVENT_TYPES.filter((type) => /^(ticket|rating)\./.test(type)))('%s has words in both languages', (type) => {
  expect(TICKET_TEXTS.zh.steps[type]).toMatch(/\p{Script=Han}/u);
  expect(TICKET_TEXTS.en.steps[type]).toMatch(/^[a-z ]+$/);
});
