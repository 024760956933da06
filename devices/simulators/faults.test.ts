import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAULT_KINDS, FaultInjector, parseFaults, spoil, type FaultSpec } from './faults.ts';
import { demoSite, eventKey, listen, wholeDay } from './hall-bench.ts';
import type { SimulatedRecord } from './hall-types.ts';

const chunks = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 100 }),
      port: fc.constantFrom('bus', 'strip'),
      by: fc.constantFrom('host', 'device'),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }),
    }),
    { maxLength: 40 },
  )
  .map((parts) => {
    let at = 1_000;
    return parts.map(({ gap, ...rest }): SimulatedRecord => ({ ...rest, at: (at += gap), direction: 'shared' }));
  });

function bytesOf(records: readonly SimulatedRecord[], port: string): string {
  return records
    .filter((record) => record.port === port)
    .map((record) => record.bytes.toHex())
    .join('');
}

describe('faults on the line', () => {
  test('without any, everything comes through unchanged', () => {
    fc.assert(
      fc.property(chunks, fc.nat(), (records, seed) => {
        expect(spoil(records, {}, seed)).toEqual(records);
      }),
    );
  });

  test('splitting and gluing change neither the bytes of a port nor their order', () => {
    fc.assert(
      fc.property(chunks, fc.nat(), (records, seed) => {
        const spoilt = spoil(records, { split: 0.5, glue: 0.5 }, seed);
        for (const port of ['bus', 'strip']) expect(bytesOf(spoilt, port)).toBe(bytesOf(records, port));
      }),
    );
  });

  test('whatever goes wrong, time never goes back and no chunk is empty', () => {
    const all = Object.fromEntries(Object.keys(FAULT_KINDS).map((kind) => [kind, 0.2])) as FaultSpec;
    fc.assert(
      fc.property(chunks, fc.nat(), (records, seed) => {
        const spoilt = spoil(records, all, seed);
        expect(spoilt.every((record) => record.bytes.length > 0)).toBe(true);
        for (const port of ['bus', 'strip']) {
          const times = spoilt.filter((record) => record.port === port).map((record) => record.at);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  const frame = (at: number, hex: string, by: 'host' | 'device' = 'device'): SimulatedRecord => ({
    at,
    port: 'bus',
    direction: 'shared',
    by,
    bytes: Uint8Array.fromHex(hex),
  });
  const always = (kind: keyof typeof FAULT_KINDS, ...records: SimulatedRecord[]): string[] =>
    spoil(records, { [kind]: 1 }, 1).map((record) => record.bytes.toHex());

  test('each kind does what it says', () => {
    expect(always('lose-frame', frame(1, '0102'))).toEqual([]);
    expect(always('lose-byte', frame(1, '0102'))[0]).toHaveLength(2);
    expect(always('duplicate-frame', frame(1, '0102'))).toEqual(['0102', '0102']);
    expect(always('duplicate-byte', frame(1, '01'))).toEqual(['0101']);
    expect(always('insert', frame(1, '01'))[0]).toMatch(/^(ff|68|16|a0)01$/);
    expect(always('noise', frame(1, '01'))[0]).toMatch(/^(..){1,6}01$/);
    expect(always('split', frame(1, '0102'))).toEqual(['01', '02']);
    expect(always('glue', frame(1, '01'), frame(2, '02'))).toEqual(['0102']);
    expect(always('echo', frame(1, '01', 'host'), frame(9, '02'))).toEqual(['01', '01', '02']);
    expect(always('collide', frame(1, '0f0f'), frame(2, '3c'))).toEqual(['0c0f']);
    const flipped = Number.parseInt(always('corrupt', frame(1, '00'))[0]!, 16);
    expect(Math.log2(flipped) % 1).toBe(0);
  });

  test('a chunk held for the next one goes alone after a while, and the injector says when', () => {
    const injector = new FaultInjector({ glue: 1 }, 1);
    injector.push(frame(1_000, '01'));
    expect(injector.take(1_059)).toEqual([]);
    expect(injector.deadline()).toBe(1_060);
    expect(injector.take(1_060).map((record) => record.at)).toEqual([1_060]);
    expect(injector.deadline()).toBeNull();
    expect(injector.counts).toEqual({ glue: 1 });
  });

  test('a specification is read, or every mistake in it named', () => {
    expect(parseFaults('corrupt=0.01, split=1')).toEqual({ ok: true, spec: { corrupt: 0.01, split: 1 } });
    expect(parseFaults('')).toEqual({ ok: true, spec: {} });
    const bad = parseFaults('broken=1,split=2,glue');
    expect(bad.ok ? [] : bad.problems).toEqual([
      expect.stringContaining('"broken" is no fault; there are lose-frame'),
      'split: "2" is not a probability from 0 to 1',
      'glue: "" is not a probability from 0 to 1',
    ]);
  });
});

describe('a hall on bad lines', () => {
  const site = demoSite();
  const { records } = wholeDay(site, {}, 11);
  const clean = listen(site, records).events.map(eventKey);

  test('pieces, echoes and repeated frames lose nothing', () => {
    const spoilt = spoil(records, { split: 0.5, echo: 0.2, 'duplicate-frame': 0.1 }, 12);
    const { events, notes } = listen(site, spoilt);
    // The printer has no frames: a job printed twice is two jobs.
    const kinds = (keys: readonly string[]): readonly string[] => keys.filter((key) => !key.includes('ticket.issued'));
    expect(kinds(events.map(eventKey)).toSorted()).toEqual(kinds(clean).toSorted());
    expect(notes.get('echo')).toBeGreaterThan(1_000);
  });

  test('damaged bytes cost events but never invent a rating', () => {
    const spoilt = spoil(records, { corrupt: 0.05, 'lose-byte': 0.05, noise: 0.1, insert: 0.05, collide: 0.05 }, 13);
    const { events } = listen(site, spoilt);
    const given = (keys: readonly string[]): readonly string[] =>
      keys.filter((key) => key.includes('rating.given')).map((key) => key.split(' ')[2]! + key.split(' ')[4]!);
    expect(events.length).toBeGreaterThan(clean.length / 2);
    expect(given(events.map(eventKey)).length).toBeLessThanOrEqual(given(clean).length);
  });
});
