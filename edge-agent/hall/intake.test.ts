import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { EventBody } from '#contract/events.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { demoHall } from './demo-hall.ts';
import { createIntake, MOST_WAITING } from './intake.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { createRecorder } from './recorder.ts';

const SITE = demoHall();
const START = Date.parse('2026-03-02T09:00:00+08:00');

function setUp() {
  const pace = new VirtualClock(START);
  const log = recordingAgentLog();
  const journal = new MemoryJournal(SITE.branch.id);
  const recorder = createRecorder({ journal, site: SITE, clock: pace, log });
  const intake = createIntake({ recorder, pace, log });
  const names = (): string[] =>
    journal.events().flatMap((event) => (event.type === 'device.online' ? [event.device] : []));
  return { pace, log, journal, intake, names };
}

const online = (device: string): EventBody => ({ type: 'device.online', at: START, src: device, device });

describe('the intake', () => {
  test('keeps events while the disk refuses and stores them in order when it accepts', () => {
    const { pace, log, journal, intake, names } = setUp();
    intake.accept([online('a')]);
    journal.diskRefuses = true;
    intake.accept([online('b')]);
    intake.accept([online('c')]);
    expect(intake.counts()).toEqual({ waiting: 2, lost: 0 });
    pace.advance(30_000);
    journal.diskRefuses = false;
    intake.accept([online('d')]);
    expect(names()).toEqual(['a']);
    pace.advance(1_000);
    expect(names()).toEqual(['a', 'b', 'c', 'd']);
    expect(intake.counts()).toEqual({ waiting: 0, lost: 0 });
    expect(log.entries.map(({ event }) => event)).toEqual([
      'hall.rebuilt',
      'hall.events-held',
      'hall.events-stored-late',
    ]);
  });

  test('tries once more when it stops, and names what is lost then', () => {
    const { journal, intake, log, names } = setUp();
    journal.diskRefuses = true;
    intake.accept([online('a'), online('b')]);
    journal.diskRefuses = false;
    intake.stop();
    expect(names()).toEqual(['a', 'b']);
    journal.diskRefuses = true;
    intake.accept([online('c')]);
    intake.stop();
    expect(intake.counts()).toEqual({ waiting: 0, lost: 1 });
    expect(log.entries.at(-1)).toEqual({ event: 'hall.events-lost', detail: { events: 1 } });
  });

  test('is bounded, and counts what it had to give up', () => {
    const { journal, intake } = setUp();
    journal.diskRefuses = true;
    intake.accept(Array.from({ length: MOST_WAITING + 3 }, () => online('a')));
    expect(intake.counts()).toEqual({ waiting: MOST_WAITING, lost: 3 });
  });

  test('a fault of our own does not block what comes after it', () => {
    const pace = new VirtualClock(START);
    const log = recordingAgentLog();
    const stored: EventBody[] = [];
    const record = (bodies: readonly EventBody[]): never[] => {
      if (bodies.some((body) => body.src === 'bad')) throw new RangeError('event line too long');
      stored.push(...bodies);
      return [];
    };
    const intake = createIntake({ recorder: { record }, pace, log });
    intake.accept([online('bad')]);
    intake.accept([online('good')]);
    expect(stored).toEqual([online('good')]);
    expect(intake.counts()).toEqual({ waiting: 0, lost: 1 });
  });
});
