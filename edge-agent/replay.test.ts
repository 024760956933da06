import { describe, expect, test } from 'vitest';
import type { HallEvent } from '#contract/events.ts';
import type { CaptureRecord } from '#devices/capture/capture.ts';
import { demoHall, lines } from './hall/demo-hall.ts';
import { MemoryJournal } from './journal/memory-journal.ts';
import { createPseudonym } from './hall/pseudonym.ts';
import { recordingAgentLog } from './health/agent-log.ts';
import { replayCapture } from './replay.ts';

const SITE = demoHall();
const at = (time: string): number => Date.parse(`2026-03-02T${time}+08:00`);

const printed = (time: number, ticket: string): CaptureRecord => ({
  at: time,
  port: 'printer',
  direction: 'to-device',
  bytes: lines.slip(ticket),
});
const onBus = (time: number, bytes: Uint8Array): CaptureRecord => ({
  at: time,
  port: 'bus',
  direction: 'shared',
  bytes,
});

function visit(
  ticket: string,
  counter: number,
  times: { issue: string; call: string; finish: string },
): CaptureRecord[] {
  const key = lines.key(counter, 'call');
  const strip = lines.strip(counter, ticket);
  return [
    printed(at(times.issue), ticket),
    onBus(at(times.call), key),
    onBus(at(times.call) + 12, key),
    onBus(at(times.call) + 25, lines.shown(counter, ticket)),
    { at: at(times.call) + 45, port: 'strip', direction: 'to-device', bytes: strip },
    onBus(at(times.finish), lines.key(counter, 'evaluate')),
  ];
}

const DAY = [
  ...visit('A001', 1, { issue: '08:50:00', call: '09:00:00', finish: '09:05:00' }),
  ...visit('B001', 2, { issue: '10:00:00', call: '10:20:00', finish: '10:31:00' }),
  // Still being served when the day should close at 18:00.
  ...visit('A002', 1, { issue: '17:30:00', call: '17:50:00', finish: '18:12:00' }),
  printed(at('17:40:00'), 'V001'),
].toSorted((a, b) => a.at - b.at);

async function replay(records: readonly CaptureRecord[], journal = new MemoryJournal(SITE.branch.id)) {
  const pseudonym = createPseudonym(Buffer.alloc(32));
  const summary = await replayCapture({ records, site: SITE, journal, pseudonym, log: recordingAgentLog() });
  return { summary, journal, events: journal.events() };
}

const dayScores = (events: readonly HallEvent[]) =>
  events.flatMap((event) => (event.type === 'score.window' ? [event.score] : []));

describe('a replay', () => {
  test('gives every event its time in the capture and ends when the day has closed', async () => {
    const { summary, events } = await replay(DAY);
    const called = events.filter((event) => event.type === 'ticket.called');
    expect(called.map((event) => [event.at, event.ticket, event.counter])).toEqual([
      [at('09:00:00'), 'A001', '1'],
      [at('10:20:00'), 'B001', '2'],
      [at('17:50:00'), 'A002', '1'],
    ]);
    const expired = at('18:12:00') + SITE.timing.ratingMs;
    expect(events.find((event) => event.type === 'day.closed')?.at).toBe(expired);
    expect(summary).toMatchObject({ records: DAY.length, foreign: {}, outOfOrder: 0, failures: 0, from: 1 });
    expect(summary.upto).toBe(events.at(-1)?.seq);
    expect(summary.events).toMatchObject({
      'ticket.issued': 4,
      'ticket.finished': 3,
      'rating.expired': 3,
      'day.closed': 1,
    });
    const last = dayScores(events).at(-1);
    expect(last?.tickets).toMatchObject({ resetAtClose: 1 });
  });

  test('is the same every time', async () => {
    const first = await replay(DAY);
    const second = await replay(DAY);
    expect(second.journal.rows).toEqual(first.journal.rows);
  });

  test('goes on in a journal that already holds a day', async () => {
    const journal = new MemoryJournal(SITE.branch.id);
    await replay(DAY, journal);
    const before = journal.last();
    const tomorrow = DAY.map((record) => ({ ...record, at: record.at + 86_400_000 }));
    const { summary } = await replay(tomorrow, journal);
    expect(summary.from).toBe(before + 1);
    expect(journal.events().filter((event) => event.type === 'day.closed')).toHaveLength(2);
  });

  test('names what does not belong and takes what went back in time as simultaneous', async () => {
    const stray: CaptureRecord = { at: at('09:00:30'), port: 'lift', direction: 'shared', bytes: Uint8Array.of(1) };
    const early = printed(at('08:00:00'), 'A009');
    const { summary, events } = await replay([...DAY.slice(0, 5), stray, early, ...DAY.slice(5)]);
    expect(summary.foreign).toEqual({ lift: 1 });
    expect(summary.outOfOrder).toBe(1);
    const issued = events.find((event) => event.type === 'ticket.issued' && event.ticket === 'A009');
    expect(issued?.at).toBe(at('09:00:30'));
  });

  test('lets others have their turn', async () => {
    let breaths = 0;
    const journal = new MemoryJournal(SITE.branch.id);
    await replayCapture({
      records: DAY,
      site: SITE,
      journal,
      pseudonym: createPseudonym(Buffer.alloc(32)),
      log: recordingAgentLog(),
      breathe: async () => void (breaths += 1),
    });
    expect(breaths).toBeGreaterThan(0);
  });

  test('of nothing stores nothing but that the devices were there', async () => {
    const { events } = await replay([]);
    expect(events.every((event) => event.type === 'device.online')).toBe(true);
  });

  test('is not complete when the disk refuses to the end', async () => {
    const journal = new MemoryJournal(SITE.branch.id);
    journal.diskRefuses = true;
    await expect(replay(DAY, journal)).rejects.toThrow('not complete');
  });
});
