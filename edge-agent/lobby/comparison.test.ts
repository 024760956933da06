import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { eventBodySchema, type HallEvent } from '#contract/events.ts';
import { demoHall } from '../hall/demo-hall.ts';
import { createRecorder } from '../hall/recorder.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { createDayHistory } from './comparison.ts';

const SITE = demoHall();
const MINUTE = 60_000;
const TODAY = '2026-03-30';

/** A branch that lives through days by its own rules: tickets are issued, called after their wait and finished. */
function branch(journal = new MemoryJournal(SITE.branch.id)) {
  const clock = new VirtualClock(Date.parse('2026-02-01T00:00:00+08:00'));
  const recorder = createRecorder({ journal, site: SITE, clock, log: recordingAgentLog() });
  const tell = (type: string, fields: object): void => {
    recorder.record([eventBodySchema.parse({ type, at: clock.now(), src: 'test', ...fields })]);
  };
  return {
    journal,
    recorder,
    /** One ticket each half hour from `from` until `to`, waiting so many minutes. */
    live(date: string, waitMin: number, [from, to]: readonly [string, string] = ['09:05', '17:30']) {
      const until = Date.parse(`${date}T${to}:00+08:00`);
      clock.advanceTo(Date.parse(`${date}T${from}:00+08:00`));
      for (let n = 0; clock.now() < until; n += 1) {
        const ticket = `A${100 + n}`;
        const next = clock.now() + 30 * MINUTE;
        tell('ticket.issued', { ticket, service: 'personal', class: 'ordinary' });
        clock.advance(waitMin * MINUTE);
        tell('ticket.called', { ticket, counter: '1' });
        clock.advance(MINUTE);
        tell('ticket.finished', { ticket, counter: '1', reason: 'evaluate' });
        clock.advanceTo(next);
      }
    },
    /** The close comes by itself. */
    sleep(date: string) {
      clock.advanceTo(Date.parse(`${date}T23:00:00+08:00`));
    },
  };
}

function historyOf(
  journal: MemoryJournal,
  onStored: (listener: (events: readonly HallEvent[]) => void) => () => void = () => () => {},
) {
  const pace = new VirtualClock(0);
  const history = createDayHistory({ journal, onStored, pace, timeZone: SITE.timeZone });
  return { pace, history };
}

describe('the day so far against the same weekday', () => {
  const { journal, recorder, live, sleep } = branch();
  // Today is a Monday; before it four Mondays, of which one began late, a fifth too long ago, and a Tuesday.
  live('2026-02-23', 9);
  sleep('2026-02-23');
  live('2026-03-02', 2);
  sleep('2026-03-02');
  live('2026-03-03', 9);
  sleep('2026-03-03');
  live('2026-03-09', 9, ['12:00', '17:00']);
  sleep('2026-03-09');
  live('2026-03-16', 4);
  sleep('2026-03-16');
  live(TODAY, 5, ['09:05', '11:10']);

  test('takes whole days of the last four weeks, up to the last closed half-hour', () => {
    const { history } = historyOf(journal);
    history.start();
    expect(history.compare(TODAY)).toEqual({
      days: 2,
      until: Date.parse(`${TODAY}T11:30:00+08:00`),
      issued: { today: 5, usual: 5 },
      served: { today: 5, usual: 5 },
      abandoned: { today: 0, usual: 0 },
      meanWaitMs: { today: 5 * MINUTE, usual: 3 * MINUTE },
    });
  });

  test('a weekday that the journal does not hold has nothing to compare with', () => {
    const { history } = historyOf(journal);
    history.start();
    expect(history.compare('2026-03-03')).toBeNull();
    expect(history.compare('2026-04-01')).toBeNull();
  });

  test('half-hours that close later are taken as they come', () => {
    const { history } = historyOf(journal, (listener) => recorder.onStored(listener));
    history.start();
    live(TODAY, 5, ['11:35', '12:10']);
    expect(history.compare(TODAY)).toMatchObject({
      until: Date.parse(`${TODAY}T12:30:00+08:00`),
      issued: { today: 7 },
    });
    history.stop();
  });
});

describe('reading a long journal', () => {
  /** Two Mondays with many other rows between them. */
  function longJournal() {
    const made = branch();
    made.live('2026-03-23', 3);
    made.sleep('2026-03-23');
    const noise = eventBodySchema.parse({ type: 'device.online', at: 0, src: 'bus', device: 'bus' });
    made.journal.append(Array.from({ length: 2_500 }, () => noise));
    made.live(TODAY, 3, ['09:05', '10:10']);
    return made.journal;
  }

  test('goes in slices with gaps between them, and says nothing before it is done', () => {
    const journal = longJournal();
    const read: number[] = [];
    const original = journal.read.bind(journal);
    journal.read = (from, limit) => {
      read.push(from);
      return original(from, limit);
    };
    const { history, pace } = historyOf(journal);
    history.start();
    expect([read, history.compare(TODAY)]).toEqual([[1], null]);
    pace.advance(20);
    expect(read).toEqual([1, 1_001]);
    pace.advance(1_000);
    expect(read).toEqual([1, 1_001, 2_001]);
    expect(history.compare(TODAY)).toMatchObject({ days: 1 });
  });

  test('goes on when the disk answers again, and ends when it is stopped', () => {
    const journal = longJournal();
    journal.failure = new Error('disk');
    const { history, pace } = historyOf(journal);
    history.start();
    pace.advance(4_000);
    journal.failure = null;
    pace.advance(2_000);
    expect(history.compare(TODAY)).not.toBeNull();
    const other = historyOf(journal);
    other.history.start();
    other.history.stop();
    other.pace.advance(10_000);
    expect(other.history.compare(TODAY)).toBeNull();
  });
});
