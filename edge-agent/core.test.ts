import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { EventOf, EventType } from '#contract/events.ts';
import type { Site } from '#devices/sites/site.ts';
import { dayRecords } from '#rubric/hall/hall.ts';
import { dayScore } from '#rubric/metrics/window-score.ts';
import { createCore, type Core } from './core.ts';
import { demoHall, lines } from './hall/demo-hall.ts';
import { MemoryJournal } from './journal/memory-journal.ts';
import { createPseudonym } from './hall/pseudonym.ts';
import { recordingAgentLog } from './health/agent-log.ts';
import { openJournal } from './journal/open-journal.ts';
import { createMemoryLink, type MemoryLink } from './links/memory-link.ts';
import type { Journal } from './ports.ts';
import { NO_RAW_LOG } from './raw-log/raw-log.ts';

const SITE = demoHall();
const DATE = '2026-03-02';
const START = Date.parse(`${DATE}T09:00:00+08:00`);

interface Branch {
  readonly core: Core;
  readonly clock: VirtualClock;
  readonly links: ReadonlyMap<string, MemoryLink>;
  readonly journal: Journal;
  hear(port: string, bytes: Uint8Array): void;
  events<T extends EventType>(type: T): readonly EventOf<T>[];
  types(): readonly string[];
}

/** The whole agent below its network ends: real readers, tap, recorder and hall; the test holds the device ends. */
function createBranch(journal: Journal, startAt = START, site: Site = SITE): Branch {
  const clock = new VirtualClock(startAt);
  const links = new Map(site.ports.map((port) => [port.id, createMemoryLink()]));
  let ratings = 0;
  const core = createCore({
    site,
    journal,
    clock,
    pace: clock,
    random: () => 0.5,
    linkFor: (port) => links.get(port.id)!,
    rawLog: NO_RAW_LOG,
    pseudonym: createPseudonym(Buffer.alloc(32)),
    newRatingId: () => `evaluator-${(ratings += 1)}-${startAt}`,
    log: recordingAgentLog(),
  });
  core.start();
  const all = () => journal.read(1, 10_000).map((row) => JSON.parse(row.line) as EventOf<EventType>);
  return {
    core,
    clock,
    links,
    journal,
    hear: (port, bytes) => links.get(port)!.deliver(bytes),
    events: <T extends EventType>(type: T) => all().filter((event): event is EventOf<T> => event.type === type),
    types: () => all().map((event) => event.type),
  };
}

/** The customer takes a ticket. */
function take(branch: Branch, ticket: string): void {
  branch.hear('printer', lines.slip(ticket));
  branch.clock.advance(1_000);
}

/** A teller calls, the host confirms on display and strip. */
function call(branch: Branch, counter: number, ticket: string): void {
  const key = lines.key(counter, 'call');
  branch.hear('bus', key);
  branch.clock.advance(12);
  branch.hear('bus', key);
  branch.clock.advance(13);
  branch.hear('bus', lines.shown(counter, ticket));
  branch.clock.advance(20);
  branch.hear('strip', lines.strip(counter, ticket));
}

function evaluate(branch: Branch, counter: number): void {
  branch.hear('bus', lines.key(counter, 'evaluate'));
}

function serve(branch: Branch, counter: number, ticket: string, raw: number | null): void {
  call(branch, counter, ticket);
  branch.clock.advance(180_000);
  evaluate(branch, counter);
  branch.clock.advance(5_000);
  if (raw !== null) branch.hear('bus', lines.rating(counter, raw));
  branch.clock.advance(30_000);
}

function scoreOf(branch: Branch) {
  const { hall } = branch.core.recorder;
  return dayScore(dayRecords(hall, DATE)!, { at: branch.clock.now(), upto: hall.upto });
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
}

describe('a branch, from bytes to scores', () => {
  test('a visit becomes events, a wait, a service and a rating', () => {
    const branch = createBranch(new MemoryJournal(SITE.branch.id));
    take(branch, 'A001');
    branch.clock.advanceTo(START + 300_000);
    serve(branch, 1, 'A001', 3);
    expect(branch.types().filter((type) => !type.startsWith('device.'))).toEqual([
      'day.opened',
      'ticket.issued',
      'wait.estimated',
      'ticket.called',
      'ticket.finished',
      'rating.invited',
      'rating.given',
    ]);
    expect(branch.events('ticket.called')[0]).toMatchObject({ at: START + 300_000, ticket: 'A001', counter: '1' });
    expect(branch.events('rating.given')[0]).toMatchObject({ channel: 'evaluator', level: 4, scale: 4, raw: 3 });
    expect(scoreOf(branch)).toMatchObject({
      tickets: { issued: 1, served: 1, waiting: 0 },
      wait: { n: 1, meanMs: 300_000 },
      service: { n: 1, meanMs: 180_045 },
      ratings: { served: 1, invited: 1, given: 1, levels: [0, 0, 0, 1] },
    });
    expect(branch.core.devices().map((device) => device.discardedBytes)).toEqual([0, 0, 0]);
  });

  test('an invitation without an answer expires at its time', () => {
    const branch = createBranch(new MemoryJournal(SITE.branch.id));
    take(branch, 'A001');
    call(branch, 1, 'A001');
    const invitedAt = branch.clock.now() + 60_000;
    branch.clock.advanceTo(invitedAt);
    evaluate(branch, 1);
    branch.clock.advance(600_000);
    expect(branch.events('rating.expired')[0]?.at).toBe(invitedAt + SITE.timing.ratingMs);
  });

  test('events of one message are one transaction', () => {
    const journal = new MemoryJournal(SITE.branch.id);
    const branch = createBranch(journal);
    take(branch, 'A001');
    call(branch, 1, 'A001');
    const before = journal.transactions.length;
    evaluate(branch, 1);
    expect(journal.transactions.slice(before)).toEqual([2]);
  });

  test('a teller appears by pseudonym only', () => {
    const journal = new MemoryJournal(SITE.branch.id);
    const branch = createBranch(journal);
    branch.hear('bus', lines.key(2, 'function', '31415926'));
    expect(branch.events('counter.login')[0]?.teller).toMatch(/^[a-z2-7]{12}$/);
    expect(journal.rows.map((row) => row.line).join('\n')).not.toContain('31415926');
  });

  test('a rating from the kiosk and one from a counter stand in one journal', () => {
    const branch = createBranch(new MemoryJournal(SITE.branch.id));
    take(branch, 'A001');
    const answer = branch.core.rate({ rating: 'tap-00000001', level: 2, scale: 5 });
    const reply = { rating: 'tap-00000001', seq: branch.journal.last(), stored: 'now' };
    expect(answer).toEqual({ kind: 'stored', reply });
    serve(branch, 1, 'A001', 0);
    expect(branch.events('rating.given').map((event) => event.channel)).toEqual(['kiosk', 'evaluator']);
  });

  test('a kiosk rating does not overtake device events that wait for the disk', () => {
    const journal = new MemoryJournal(SITE.branch.id);
    const branch = createBranch(journal);
    journal.diskRefuses = true;
    branch.hear('printer', lines.slip('A001'));
    expect(branch.core.trouble()).toContain('The disk refuses');
    expect(() => branch.core.rate({ rating: 'tap-00000001', level: 2, scale: 5 })).toThrow('The disk is full');
    journal.diskRefuses = false;
    branch.core.rate({ rating: 'tap-00000001', level: 2, scale: 5 });
    const types = ['day.opened', 'ticket.issued', 'wait.estimated', 'rating.given'];
    expect(branch.types().slice(-4)).toEqual(types);
    expect(branch.core.trouble()).toBeNull();
  });
});

describe('a branch in trouble', () => {
  test('garbage, half frames and wrong checksums cost their bytes and nothing else', () => {
    const branch = createBranch(new MemoryJournal(SITE.branch.id));
    take(branch, 'A001');
    const key = lines.key(1, 'call');
    const corrupt = key.slice();
    const checksum = corrupt.length - 2;
    corrupt[checksum] = (corrupt[checksum]! + 1) & 0xff;
    branch.hear('bus', Uint8Array.of(0x00, 0xff, 0x68, 0x99, 0x16, 0x68));
    branch.hear('bus', corrupt);
    branch.hear('bus', key.slice(0, 5));
    branch.clock.advance(5_000);
    branch.hear('strip', Uint8Array.of(0xa0, 0x90, 0x01));
    branch.clock.advance(5_000);
    serve(branch, 1, 'A001', 2);
    expect(scoreOf(branch)).toMatchObject({ tickets: { served: 1 }, ratings: { given: 1 } });
    const [bus, strip] = branch.core.devices();
    expect(bus?.discardedBytes).toBe(6 + corrupt.length + 5);
    expect(strip?.discardedBytes).toBe(3);
    expect(branch.events('device.fault').map((event) => event.device)).toContain('strip');
  });

  test('frames glued together and split at every byte say the same', () => {
    const whole = createBranch(new MemoryJournal(SITE.branch.id));
    const bytewise = createBranch(new MemoryJournal(SITE.branch.id));
    const day = [lines.slip('A001'), lines.slip('A002'), lines.slip('V003')];
    for (const slip of day) whole.hear('printer', slip);
    for (const byte of Buffer.concat(day)) bytewise.hear('printer', Uint8Array.of(byte));
    const calls = [lines.key(1, 'call'), lines.shown(1, 'A001'), lines.key(2, 'call'), lines.shown(2, 'A002')];
    whole.hear('bus', new Uint8Array(Buffer.concat(calls)));
    for (const byte of Buffer.concat(calls)) bytewise.hear('bus', Uint8Array.of(byte));
    for (const branch of [whole, bytewise]) {
      branch.hear('strip', lines.strip(1, 'A001'));
      branch.hear('strip', lines.strip(2, 'A002'));
      branch.clock.advance(60_000);
    }
    expect(whole.events('ticket.called').map((event) => event.ticket)).toEqual(['A001', 'A002']);
    expect(bytewise.types()).toEqual(whole.types());
  });

  test('an address and a key that the site does not know are notes, not events', () => {
    const branch = createBranch(new MemoryJournal(SITE.branch.id));
    branch.hear('bus', lines.key(77, 'call'));
    branch.hear('bus', lines.rating(77, 3));
    branch.hear('bus', lines.key(1, 'transfer'));
    expect(branch.types().every((type) => type.startsWith('device.'))).toBe(true);
    expect(Object.fromEntries(branch.core.notes())).toEqual({ 'unknown-address': 2, 'unmapped-key': 1 });
  });

  test('a device that goes away and comes back is two events, and the hall goes on', async () => {
    const branch = createBranch(new MemoryJournal(SITE.branch.id));
    take(branch, 'A001');
    const bus = branch.links.get('bus')!;
    bus.refuseWith({ code: 'not-found', detail: '' });
    bus.breakWith({ code: 'unplugged', detail: '' });
    take(branch, 'A002');
    await settle();
    branch.clock.advance(120_000);
    bus.refuseWith(null);
    await settle();
    branch.clock.advance(120_000);
    await settle();
    expect(branch.events('device.offline').map((event) => event.device)).toEqual(['bus']);
    expect(branch.events('device.online').filter((event) => event.device === 'bus')).toHaveLength(2);
    call(branch, 1, 'A001');
    expect(branch.events('ticket.called')).toHaveLength(1);
  });

  test('nothing is ever written to any device, whatever happens', async () => {
    const branch = createBranch(new MemoryJournal(SITE.branch.id));
    let seed = 1;
    const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 400; round += 1) {
      const ticket = `A${String(1 + next(200)).padStart(3, '0')}`;
      const counter = 1 + next(4);
      const garbage = Uint8Array.from({ length: 1 + next(9) }, () => next(256));
      const frames = [lines.slip(ticket), lines.key(counter, 'call'), lines.rating(counter, next(5)), garbage];
      const ports = ['printer', 'bus', 'bus', ['bus', 'strip', 'printer'][next(3)]!];
      const pick = next(4);
      branch.hear(ports[pick]!, frames[pick]!);
      if (pick === 1) branch.hear('bus', lines.shown(counter, ticket));
      if (round % 100 === 99) branch.links.get('bus')!.breakWith({ code: 'io-error', detail: '' });
      await settle();
      branch.clock.advance(next(20_000));
    }
    await branch.core.stop();
    expect(branch.events('ticket.called').length).toBeGreaterThan(10);
    expect([...branch.links.values()].flatMap((link) => link.written)).toEqual([]);
    expect([...branch.core.failures()].every(([, count]) => count === 0)).toBe(true);
    expect(branch.core.recorder.refused()).toBe(0);
  });
});

describe('a restart', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'core-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const journalOf = () => openJournal({ path: join(folder, 'journal.sqlite'), branch: SITE.branch.id });

  test('finds the hall as it was: open services, invitations, waiting tickets, days', async () => {
    const before = createBranch(journalOf());
    for (const ticket of ['A001', 'A002', 'B001', 'V001']) take(before, ticket);
    call(before, 1, 'A001');
    call(before, 2, 'A002');
    before.clock.advanceTo(START + 1_900_000);
    evaluate(before, 2);
    const { hall } = before.core.recorder;
    const services = SITE.counters.map(({ id }) => hall.counters.get(id));
    expect(services[1]?.invitation).not.toBeNull();
    await before.core.stop();
    before.journal.close();

    const after = createBranch(journalOf(), before.clock.now() + 5_000);
    const devices = after.events('device.online').length - before.links.size;
    expect(after.core.recorder.hall.upto - devices).toBe(hall.upto);
    expect({ ...after.core.recorder.hall, upto: 0 }).toEqual({ ...hall, upto: 0 });
    expect(JSON.stringify(dayRecords(after.core.recorder.hall, DATE))).toBe(JSON.stringify(dayRecords(hall, DATE)));
    expect(after.core.recorder.book()).toEqual(before.core.recorder.book());
    await after.core.stop();
    after.journal.close();
  });

  test('lets an invitation that was open expire, and takes a rating that still comes', async () => {
    const before = createBranch(journalOf());
    for (const ticket of ['A001', 'A002']) take(before, ticket);
    call(before, 1, 'A001');
    call(before, 2, 'A002');
    before.clock.advance(60_000);
    evaluate(before, 1);
    evaluate(before, 2);
    await before.core.stop();
    before.journal.close();

    const after = createBranch(journalOf(), before.clock.now() + 2_000);
    after.clock.advance(3_000);
    after.hear('bus', lines.rating(2, 3));
    after.clock.advance(SITE.timing.ratingMs);
    expect(after.events('rating.given')[0]).toMatchObject({ counter: '2', ticket: 'A002' });
    expect(after.events('rating.expired').map((event) => event.counter)).toEqual(['1']);
    await after.core.stop();
    after.journal.close();
  });
});
