import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { eventBodySchema } from '#contract/events.ts';
import { lobbyAlertSchema } from '#contract/lobby-view.ts';
import { pictureOf } from '#rubric/advice/picture.ts';
import { demoHall } from '../hall/demo-hall.ts';
import { createRecorder } from '../hall/recorder.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { createAlertKeeper } from './alert-keeper.ts';

const SITE = demoHall();
const START = Date.parse('2026-03-02T09:00:00+08:00');
const MINUTE = 60_000;

/** A branch whose personal queue alarms above two people. */
function branch(journal = new MemoryJournal(SITE.branch.id), startAt = START) {
  const clock = new VirtualClock(startAt);
  const log = recordingAgentLog();
  const recorder = createRecorder({ journal, site: SITE, clock, log });
  const limits = { ...SITE.thresholds, queues: [{ service: 'personal', waiting: 2, waitMinutes: 0 }] };
  let ids = 0;
  const keeper = createAlertKeeper({
    journal,
    onStored: (listener) => recorder.onStored(listener),
    record: (bodies) => recorder.record(bodies),
    clock,
    thresholds: () => limits,
    facts: () => ({
      picture: pictureOf(recorder.hall, clock.now(), SITE.counters),
      thresholds: limits,
      devices: [],
      screens: [],
    }),
    isCounted: (rating) => rating !== 'tap-set-aside',
    newId: () => `${startAt % 1_000}a${(ids += 1)}`,
    log,
  });
  const tell = (type: string, fields: object): void => {
    recorder.record([eventBodySchema.parse({ type, at: clock.now(), src: 'test', ...fields })]);
  };
  const issue = (...tickets: string[]): void =>
    tickets.forEach((ticket) => tell('ticket.issued', { ticket, service: 'personal', class: 'ordinary' }));
  const rate = (rating: string): void =>
    tell('rating.given', { rating, channel: 'kiosk', level: 1, scale: 4, counter: '1' });
  const alerts = () =>
    journal
      .events()
      .flatMap((event) =>
        event.type.startsWith('alert.') ? [`${event.type.slice(6)} ${'alert' in event ? event.alert : ''}`] : [],
      );
  return { journal, clock, log, recorder, keeper, tell, issue, rate, alerts };
}

describe('the alert keeper', () => {
  test('journals a long queue once, and its end', () => {
    const { keeper, issue, tell, clock, alerts, journal } = branch();
    issue('A001', 'A002', 'A003');
    keeper.check();
    keeper.check();
    expect(alerts()).toEqual(['raised queue-long-0a1']);
    expect(journal.events().at(-1)).toMatchObject({
      type: 'alert.raised',
      src: 'agent',
      kind: 'queue-long',
      service: 'personal',
      class: 'ordinary',
      value: 3,
      limit: 2,
    });
    expect(keeper.list().map((alert) => lobbyAlertSchema.parse(alert))).toEqual(keeper.list());
    tell('ticket.called', { ticket: 'A001', counter: '1' });
    keeper.check();
    clock.advance(30_000);
    keeper.check();
    expect(alerts()).toEqual(['raised queue-long-0a1', 'cleared queue-long-0a1']);
    expect(keeper.list()).toEqual([]);
  });

  test('tells of a low rating that counts, not of one that is set aside', () => {
    const { keeper, rate, alerts } = branch();
    rate('tap-set-aside');
    rate('tap-00000001');
    keeper.check();
    expect(alerts()).toEqual(['raised low-rating-3']);
    expect(keeper.list()).toMatchObject([{ kind: 'low-rating', counter: '1', value: 1, limit: 1 }]);
  });

  test('an acknowledgement is journalled with a screened comment; a queue stays listed', () => {
    const { keeper, issue, journal } = branch();
    issue('A001', 'A002', 'A003');
    keeper.check();
    const said = { comment: ' 已请 13800138000 来加开 ', by: 'hall tablet' };
    expect(keeper.acknowledge('queue-long-0a1', said)).toBe(true);
    const masked = '已请 *** 来加开';
    expect(journal.events().at(-1)).toMatchObject({
      type: 'alert.acknowledged',
      src: 'lobby',
      alert: 'queue-long-0a1',
      comment: masked,
      by: 'hall tablet',
    });
    keeper.check();
    expect(keeper.list()).toMatchObject([{ acknowledgedAt: START, comment: masked }]);
  });

  test('a comment that grows when it is screened still fits the contract', () => {
    const { keeper, issue, journal, recorder } = branch();
    issue('A001', 'A002', 'A003');
    keeper.check();
    keeper.acknowledge('queue-long-0a1', { comment: `①②③④⑤⑥⑦${'㍿'.repeat(190)}` });
    expect(journal.events().at(-1)?.type).toBe('alert.acknowledged');
    expect(recorder.refused()).toBe(0);
  });

  test('what happened once is cleared with its acknowledgement; a second press is no error', () => {
    const { keeper, rate, alerts } = branch();
    rate('tap-00000001');
    keeper.check();
    expect([
      keeper.acknowledge('low-rating-2', { comment: '' }),
      keeper.acknowledge('low-rating-2', { comment: '' }),
    ]).toEqual([true, true]);
    keeper.check();
    expect(alerts()).toEqual(['raised low-rating-2', 'acknowledged low-rating-2', 'cleared low-rating-2']);
  });

  test('pressing again without a word changes nothing, a later comment replaces the earlier', () => {
    const { keeper, issue, alerts } = branch();
    issue('A001', 'A002', 'A003');
    keeper.check();
    for (const comment of ['', ' ', '已加开']) keeper.acknowledge('queue-long-0a1', { comment });
    expect(alerts().filter((line) => line.startsWith('acknowledged'))).toHaveLength(2);
    expect(keeper.list()[0]?.comment).toBe('已加开');
  });

  test('a board that did not hear the answer sends the same again, and it is stored once', () => {
    const { keeper, issue, alerts } = branch();
    issue('A001', 'A002', 'A003');
    keeper.check();
    const said = { comment: ' 请回电 13800138000 ' };
    expect([keeper.acknowledge('queue-long-0a1', said), keeper.acknowledge('queue-long-0a1', said)]).toEqual([
      true,
      true,
    ]);
    expect(alerts().filter((line) => line.startsWith('acknowledged'))).toHaveLength(1);
  });

  test('an alert that nobody raised is not known', () => {
    const { keeper, alerts } = branch();
    expect(keeper.acknowledge('queue-long-1', { comment: '' })).toBe(false);
    expect(alerts()).toEqual([]);
  });

  test('a disk that refuses delays an alert, is logged once, and an acknowledgement says so', () => {
    const { keeper, issue, journal, log, alerts } = branch();
    issue('A001', 'A002', 'A003');
    journal.diskRefuses = true;
    keeper.check();
    keeper.check();
    expect(log.entries.filter(({ event }) => event === 'journal.append-failed')).toHaveLength(1);
    expect(keeper.list()).toEqual([]);
    journal.diskRefuses = false;
    keeper.check();
    expect(alerts()).toHaveLength(1);
    journal.diskRefuses = true;
    expect(() => keeper.acknowledge(keeper.list()[0]!.alert, { comment: '' })).toThrow('full');
  });
});

describe('after a restart', () => {
  test('open alerts are known with their comments, nothing is raised twice, what was cleared stays so', () => {
    const before = branch();
    before.issue('A001', 'A002', 'A003');
    before.rate('tap-00000001');
    before.rate('tap-00000002');
    before.keeper.check();
    before.keeper.acknowledge('queue-long-0a1', { comment: '已加开' });
    before.keeper.acknowledge('low-rating-5', { comment: '' });
    const after = branch(before.journal, START + MINUTE + 7);
    expect(after.keeper.list()).toEqual(before.keeper.list());
    const known = after.alerts();
    after.keeper.check();
    expect(after.alerts()).toEqual(known);
    expect(after.keeper.list().map(({ alert }) => alert)).toEqual(['low-rating-6', 'queue-long-0a1']);
  });

  test('a rating that came just before the crash is told late, an old one is not', () => {
    const before = branch();
    before.rate('tap-00000001');
    before.clock.advance(25 * MINUTE);
    before.rate('tap-00000002');
    const after = branch(before.journal, START + 31 * MINUTE);
    after.keeper.check();
    expect(after.alerts()).toEqual(['raised low-rating-3']);
  });

  test('what the close of the day left open is cleared', () => {
    const before = branch();
    before.issue('A001', 'A002', 'A003');
    before.keeper.check();
    before.clock.advanceTo(Date.parse('2026-03-02T18:30:00+08:00'));
    before.recorder.tick();
    const after = branch(before.journal, before.clock.now());
    after.keeper.check();
    expect(after.alerts()).toEqual(['raised queue-long-0a1', 'cleared queue-long-0a1']);
  });
});
