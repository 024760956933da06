import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { EventBody } from '#contract/events.ts';
import type { CaptureRecord } from '#devices/capture/capture.ts';
import { encodeCommand } from '#devices/framing/encode.ts';
import { createReader } from '#devices/framing/reader.ts';
import type { DeviceMessage, Reader } from '#devices/message.ts';
import { loadProfile } from '#devices/profiles/load.ts';
import type { SitePort } from '#devices/sites/site.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { createMemoryLink } from '../links/memory-link.ts';
import type { LinkProblem } from '../links/link.ts';
import { createSession } from './session.ts';

const BUS = loadProfile('ff68-bus');
const PORT: SitePort = {
  id: 'bus',
  profile: 'ff68-bus',
  link: { type: 'tcp', host: '127.0.0.1', port: 9101 },
  direction: 'shared',
};
const CALL = encodeCommand(BUS, 'key', { address: 1, key: 'call', digits: '' });
const REFUSED: LinkProblem = { code: 'refused', detail: 'connect ECONNREFUSED' };
const START = 1_800_000_000_000;

function setUp(newReader: () => Reader = () => createReader(BUS, 'bus', 'shared')) {
  const clock = new VirtualClock(START);
  const link = createMemoryLink();
  const log = recordingAgentLog();
  const heard: DeviceMessage[] = [];
  const reported: EventBody[] = [];
  const captured: CaptureRecord[] = [];
  let healthChanges = 0;
  const session = createSession({
    port: PORT,
    link,
    newReader,
    clock,
    pace: clock,
    random: () => 0.5,
    log,
    sink: {
      capture: (record) => captured.push(record),
      heard: (messages) => heard.push(...messages),
      report: (bodies) => reported.push(...bodies),
      healthChanged: () => (healthChanges += 1),
    },
  });
  return { clock, link, log, heard, reported, captured, session, healthChanges: () => healthChanges };
}

/** Lets the promise of a closing link settle. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
}

describe('a device session', () => {
  test('turns bytes into messages, keeps them raw, and counts', () => {
    const { session, link, heard, captured, clock } = setUp();
    session.start();
    clock.advance(40);
    link.deliver(CALL);
    expect(heard).toMatchObject([{ name: 'key', key: 'call', address: 1, at: START + 40, port: 'bus' }]);
    expect(captured).toEqual([{ at: START + 40, port: 'bus', direction: 'shared', bytes: CALL }]);
    expect(session.health()).toEqual({
      port: 'bus',
      profile: 'ff68-bus',
      state: 'running',
      reason: '',
      lastByteAt: START + 40,
      bytes: CALL.length,
      messages: 1,
      discardedBytes: 0,
    });
  });

  test('reports online and offline once each, however often it has to try', async () => {
    const { session, link, reported, clock } = setUp();
    link.refuseWith(REFUSED);
    session.start();
    for (let tries = 0; tries < 5; tries += 1) {
      await settle();
      clock.advance(60_000);
    }
    expect(link.attempts).toBeGreaterThanOrEqual(5);
    expect(reported.map((event) => event.type)).toEqual(['device.offline']);
    link.refuseWith(null);
    await settle();
    clock.advance(60_000);
    expect(reported.map((event) => event.type)).toEqual(['device.offline', 'device.online']);
    link.breakWith({ code: 'unplugged', detail: '' });
    expect(reported.map((event) => event.type)).toEqual(['device.offline', 'device.online', 'device.offline']);
  });

  test('says what is wrong, where, and what to do', () => {
    const { session, link, reported, log } = setUp();
    link.refuseWith(REFUSED);
    session.start();
    const reason =
      'Nobody listens there: 127.0.0.1:9101. Start the device server or correct its port in the site map. (connect ECONNREFUSED)';
    expect(session.health()).toMatchObject({ state: 'backing-off', reason });
    expect(reported[0]).toMatchObject({ type: 'device.offline', device: 'bus', reason });
    expect(log.entries).toContainEqual({ event: 'device.lost', detail: { device: 'bus', reason } });
  });

  test('gives up an attempt that gets no answer', async () => {
    const { session, link, clock } = setUp();
    link.open = () => {};
    session.start();
    clock.advance(10_000);
    expect(session.health()).toMatchObject({ state: 'backing-off' });
    expect(session.health().reason).toMatch(/^No answer: 127.0.0.1:9101/);
  });

  test('waits for a slow close before it opens again, and a stop ends everything', async () => {
    const { session, link, clock } = setUp();
    let release: () => void = () => {};
    link.close = () => new Promise((resolve) => (release = resolve));
    session.start();
    link.breakWith({ code: 'io-error', detail: '' });
    clock.advance(60_000);
    expect(session.health().state).toBe('opening');
    expect(link.attempts).toBe(1);
    release();
    await settle();
    expect(link.attempts).toBe(2);
    expect(session.health().state).toBe('running');
    const stopped = session.stop();
    release();
    await stopped;
    clock.advance(600_000);
    expect(link.attempts).toBe(2);
  });

  test('does not retry what waiting cannot repair', async () => {
    const { session, link, clock } = setUp();
    link.refuseWith({ code: 'library-missing', detail: 'install the Debian package libusb-1.0-0' });
    session.start();
    await settle();
    clock.advance(3_600_000);
    expect(link.attempts).toBe(1);
    expect(session.health()).toMatchObject({ state: 'disabled' });
    expect(session.health().reason).toContain('libusb-1.0-0');
  });

  test('a noisy line is one fault event a minute with the sum of its bytes', () => {
    const { session, link, reported, clock } = setUp();
    session.start();
    const noise = Uint8Array.of(1, 2, 3, 4, 5);
    for (let second = 0; second < 150; second += 1) {
      link.deliver(noise);
      clock.advance(1_000);
    }
    const faults = reported.filter((event) => event.type === 'device.fault');
    expect(faults.map((event) => event.at)).toEqual([START, START + 60_000, START + 120_000]);
    expect(faults[0]).toMatchObject({ device: 'bus', code: 'noise', count: 5 });
    expect(faults[1]).toMatchObject({ count: 295, detail: 'bytes thrown away: noise 295' });
    expect(session.health().discardedBytes).toBe(750);
  });

  test('what was thrown away last is reported when it stops', async () => {
    const { session, link, reported, clock } = setUp();
    session.start();
    link.deliver(Uint8Array.of(1));
    clock.advance(1_000);
    link.deliver(Uint8Array.of(2, 3));
    await session.stop();
    expect(reported.flatMap((event) => (event.type === 'device.fault' ? [event.count] : []))).toEqual([1, 2]);
  });

  test('half a frame of a lost line does not spoil the first frame after it', async () => {
    const { session, link, heard, clock } = setUp();
    session.start();
    link.deliver(CALL.slice(0, 6));
    link.breakWith({ code: 'unplugged', detail: '' });
    await settle();
    clock.advance(60_000);
    link.deliver(CALL);
    expect(heard).toHaveLength(1);
    expect(session.health().discardedBytes).toBe(6);
  });

  test('a fault in our own reader is counted, logged, and costs only what it was reading', () => {
    let readers = 0;
    const { session, link, heard, log } = setUp(() => {
      readers += 1;
      const reader = createReader(BUS, 'bus', 'shared');
      if (readers > 1) return reader;
      return {
        ...reader,
        push: () => {
          throw new Error('a bug');
        },
      };
    });
    session.start();
    link.deliver(CALL);
    link.deliver(CALL);
    expect(heard).toHaveLength(1);
    expect(session.failures()).toBe(1);
    expect(log.entries).toContainEqual({ event: 'device.failed', detail: { device: 'bus', reason: 'a bug' } });
  });

  test('never writes to the line, whatever it hears', async () => {
    const { session, link, clock } = setUp();
    session.start();
    const rating = encodeCommand(BUS, 'rating', { address: 129, raw: 3 });
    for (const bytes of [CALL, rating, Uint8Array.of(0xff, 0x68, 0xff), rating.slice(0, 4), CALL]) {
      link.deliver(bytes);
      clock.advance(700);
    }
    link.breakWith({ code: 'io-error', detail: '' });
    await settle();
    clock.advance(60_000);
    await session.stop();
    expect(link.written).toEqual([]);
  });

  test('tells when its health changes', async () => {
    const { session, link, healthChanges } = setUp();
    session.start();
    expect(healthChanges()).toBe(2);
    link.breakWith({ code: 'io-error', detail: '' });
    expect(healthChanges()).toBe(3);
    await session.stop();
    expect(healthChanges()).toBe(4);
  });
});
