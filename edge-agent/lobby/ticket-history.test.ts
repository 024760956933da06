import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { eventBodySchema } from '#contract/events.ts';
import { ticketNumberSchema } from '#contract/ids.ts';
import { ticketHistorySchema, type TicketHistory } from '#contract/lobby-view.ts';
import { demoHall } from '../hall/demo-hall.ts';
import { createRecorder } from '../hall/recorder.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { ticketHistory } from './ticket-history.ts';

const SITE = demoHall();
const START = Date.parse('2026-03-02T09:00:00+08:00');
const ESTIMATE = { pointMs: 300_000, lowMs: 170_000, highMs: 500_000 };

function branch() {
  const journal = new MemoryJournal(SITE.branch.id);
  const clock = new VirtualClock(START);
  const recorder = createRecorder({ journal, site: SITE, clock, log: recordingAgentLog() });
  const tell = (afterMs: number, type: string, fields: object): void => {
    clock.advance(afterMs);
    recorder.record([eventBodySchema.parse({ type, at: clock.now(), src: 'test', ...fields })]);
  };
  const issue = (ticket: string): void => {
    tell(1_000, 'ticket.issued', { ticket, service: 'personal', class: 'ordinary' });
    tell(0, 'wait.estimated', {
      ticket,
      service: 'personal',
      class: 'ordinary',
      ahead: 0,
      estimate: ESTIMATE,
      model: 'm1',
    });
  };
  const find = (query: string): TicketHistory =>
    ticketHistorySchema.parse(ticketHistory(ticketNumberSchema.parse(query), { hall: recorder.hall, journal }));
  return { tell, issue, find, clock, recorder };
}

describe('what happened to a ticket', () => {
  test('every leg with its wait and service, every step in order, nothing of other tickets', () => {
    const { tell, issue, find } = branch();
    issue('A012');
    issue('A013');
    tell(119_000, 'ticket.called', { ticket: 'A012', counter: '1' });
    tell(1_000, 'ticket.called', { ticket: 'A013', counter: '2' });
    tell(59_000, 'ticket.transferred', { ticket: 'A012', counter: '1', toService: 'corporate' });
    tell(30_000, 'ticket.called', { ticket: 'A012', counter: '3' });
    tell(60_000, 'ticket.finished', { ticket: 'A012', counter: '3', reason: 'next-call', inferred: true });
    tell(0, 'alert.raised', { alert: 'wait-over-1', kind: 'wait-over', ticket: 'A012', detail: '' });
    const rated = { rating: 'tap-00000001', channel: 'kiosk', level: 4, scale: 4, comment: '"ticket":"A013"' };
    tell(1_000, 'rating.given', { ...rated, ticket: 'A012' });
    const history = find('A012');
    expect(history.visits).toMatchObject([
      { leg: 1, service: 'personal', outcome: 'transferred', waitMs: 120_000, serviceMs: 60_000, estimate: ESTIMATE },
      { leg: 2, service: 'corporate', outcome: 'served', waitMs: 30_000, serviceMs: null, estimate: null },
    ]);
    expect(history.steps.map(({ type, counter, inferred }) => [type, counter, inferred])).toEqual([
      ['ticket.issued', null, false],
      ['wait.estimated', null, false],
      ['ticket.called', '1', false],
      ['ticket.transferred', '1', false],
      ['ticket.called', '3', false],
      ['ticket.finished', '3', true],
      ['rating.given', null, false],
    ]);
    expect(find('A013').steps.map(({ type }) => type)).toEqual(['ticket.issued', 'wait.estimated', 'ticket.called']);
  });

  test('a number printed twice is two visits, each with its own estimate', () => {
    const { tell, issue, find } = branch();
    issue('A001');
    tell(1_000, 'ticket.cancelled', { ticket: 'A001' });
    tell(1_000, 'ticket.issued', { ticket: 'A001', service: 'personal', class: 'ordinary' });
    expect(find('A001').visits).toMatchObject([
      { id: '2026-03-02/A001/1', outcome: 'abandoned', estimate: ESTIMATE },
      { id: '2026-03-02/A001/2', outcome: 'waiting', waitMs: null, estimate: null },
    ]);
  });

  test('yesterday is not today', () => {
    const { issue, tell, find, clock, recorder } = branch();
    issue('A001');
    clock.advanceTo(START + 12 * 3_600_000);
    recorder.tick();
    expect(find('A001').visits).toMatchObject([{ outcome: 'abandoned' }]);
    clock.advanceTo(START + 24 * 3_600_000);
    tell(0, 'ticket.issued', { ticket: 'A001', service: 'personal', class: 'ordinary' });
    expect(find('A001')).toMatchObject({ visits: [{ id: '2026-03-03/A001/1' }], steps: [{ type: 'ticket.issued' }] });
  });
});

describe('search', () => {
  const { issue, find } = branch();
  for (const ticket of ['A012', 'B012', 'A112', 'B007', 'V900']) issue(ticket);
  const found = (query: string) => {
    const { ticket, candidates, steps } = find(query);
    return candidates ?? (steps.length > 0 ? ticket : null);
  };

  test.each([
    ['A012', 'A012'],
    ['a012', 'A012'],
    ['a12', 'A012'],
    ['B7', 'B007'],
    ['7', 'B007'],
    ['0007', 'B007'],
    ['112', 'A112'],
    ['12', ['A012', 'B012']],
    ['00', 'V900'],
    ['2', ['A012', 'B012', 'A112']],
    ['A2', null],
    ['C012', null],
    ['999', null],
    ['A', null],
  ])('%s finds %j', (query, expected) => expect(found(query)).toEqual(expected));

  test('an unknown number has no visits, also before the first day', () => {
    expect(find('Z999')).toEqual({ ticket: 'Z999', visits: [], steps: [] });
    expect(branch().find('A001')).toEqual({ ticket: 'A001', visits: [], steps: [] });
  });

  test('of very many candidates 26 are named', () => {
    const { issue: issueMany, find: findMany } = branch();
    for (let n = 1; n < 40; n += 1) issueMany(`A${n}5`);
    expect(findMany('5').candidates).toHaveLength(26);
  });
});
