import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { EventBody } from '#contract/events.ts';
import { ticketNumberSchema } from '#contract/ids.ts';
import { liveSnapshotSchema } from '#contract/live.ts';
import { scoreMessageSchema, type ScoreMessage } from '#contract/score.ts';
import { statusMessageSchema } from '#contract/status.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { statusMessage } from '../health/status.ts';
import { demoHall } from './demo-hall.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { createPublisher } from './publisher.ts';
import { createRecorder } from './recorder.ts';

const site = demoHall();
const branch = site.branch.id;
const START = Date.parse('2026-03-02T09:00:00+08:00');

function setUp() {
  const clock = new VirtualClock(START);
  const journal = new MemoryJournal(branch);
  const recorder = createRecorder({ journal, site, clock, log: recordingAgentLog() });
  const published: { kind: string; at: number; message: unknown }[] = [];
  const publisher = createPublisher({
    branch,
    recorder,
    clock,
    pace: clock,
    uplink: {
      publish: (kind: string, message: unknown) => void published.push({ kind, at: clock.now() - START, message }),
    },
    status: () => statusMessage({ journal, boot: 'feedfacefeedface', devices: [], at: clock.now() }),
  });
  let tickets = 0;
  const issue = (): void => {
    const ticket = ticketNumberSchema.parse(`A${String((tickets += 1)).padStart(3, '0')}`);
    const body: EventBody = {
      type: 'ticket.issued',
      at: clock.now(),
      src: 'printer',
      ticket,
      service: 'personal',
      class: 'ordinary',
    };
    recorder.record([body]);
  };
  const times = (kind: string): number[] => published.flatMap((one) => (one.kind === kind ? [one.at] : []));
  return { clock, publisher, published, issue, times, recorder };
}

describe('the retained messages', () => {
  test('live goes out on change, at most once a second, and then with the latest', () => {
    const { clock, publisher, published, issue, times } = setUp();
    publisher.start();
    for (let tenth = 0; tenth < 25; tenth += 1) {
      issue();
      clock.advance(100);
    }
    clock.advance(10_000);
    expect(times('live')).toEqual([0, 1_000, 2_000, 3_000]);
    const last = liveSnapshotSchema.parse(published.findLast((one) => one.kind === 'live')?.message);
    expect(last.today.issued).toBe(25);
  });

  test('scores go out at most every five seconds on change, and at once when a half-hour is scored', () => {
    const { clock, publisher, published, issue, times } = setUp();
    issue();
    publisher.start();
    clock.advance(2_000);
    issue();
    clock.advance(60_000);
    expect(times('score')).toEqual([0, 5_000]);
    clock.advanceTo(START + 1_800_000 + 4_500);
    expect(times('score').at(-1)).toBe(1_804_500);
    const message: ScoreMessage = scoreMessageSchema.parse(published.findLast((one) => one.kind === 'score')?.message);
    expect(message.lastClosed).toMatchObject({ from: START, to: START + 1_800_000, kind: 'half-hour' });
    expect(message.current).toMatchObject({ from: START + 1_800_000, kind: 'half-hour' });
    expect(message.day).toMatchObject({ kind: 'day', date: '2026-03-02', tickets: { issued: 2, waiting: 2 } });
  });

  test('there are no scores before the first day', () => {
    const { clock, publisher, times } = setUp();
    publisher.start();
    clock.advance(600_000);
    expect(times('score')).toEqual([]);
  });

  test('status goes out every minute and when a device changes', () => {
    const { clock, publisher, published, times } = setUp();
    publisher.start();
    clock.advance(30_000);
    publisher.healthChanged();
    clock.advance(100_000);
    expect(times('status')).toEqual([0, 30_000, 60_000, 120_000]);
    const message = statusMessageSchema.parse(published.find((one) => one.kind === 'status')?.message);
    expect(message).toMatchObject({ branch, online: true, at: START, boot: 'feedfacefeedface' });
  });

  test('what still waits can be published at once', () => {
    const { publisher, issue, times } = setUp();
    publisher.start();
    issue();
    publisher.flush();
    publisher.flush();
    expect(times('live')).toEqual([0, 0]);
    expect(times('score')).toEqual([0]);
  });

  test('a stopped publisher is silent', () => {
    const { clock, publisher, published, issue } = setUp();
    publisher.start();
    issue();
    publisher.stop();
    const before = published.length;
    issue();
    clock.advance(600_000);
    expect(published).toHaveLength(before);
  });
});
