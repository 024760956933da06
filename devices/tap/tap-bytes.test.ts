import { expect, test } from 'vitest';
import { parseCapture } from '#devices/capture/capture.ts';
import { encodeCommand } from '#devices/framing/encode.ts';
import { createReader } from '#devices/framing/reader.ts';
import type { Reader, ReaderOutput } from '#devices/message.ts';
import { loadProfile } from '#devices/profiles/load.ts';
import { demoSite, NINE, TapBench, type SiteChange } from './tap-bench.ts';

/** Plays a capture in the demo hall: bytes, readers, tap. Times in the capture are ms after nine o'clock. */
function play(capture: string, change?: SiteChange): TapBench {
  const bench = new TapBench(change);
  const readers = new Map<string, Reader>(
    demoSite().ports.map((port) => [port.id, createReader(loadProfile(port.profile), port.id, port.direction)]),
  );
  const hear = (outputs: readonly ReaderOutput[]): void => {
    for (const output of outputs) {
      if (output.kind !== 'message') throw new Error(`discarded: ${output.reason}`);
      const { at, port, echo, ...content } = output.message;
      bench.hear(at - NINE, port, content, echo);
    }
  };
  const { records, problems } = parseCapture(capture);
  expect(problems).toEqual([]);
  for (const { at, port, bytes } of records) hear(readers.get(port)!.push(bytes, NINE + at));
  for (const reader of readers.values()) hear(reader.tick(NINE + 600_000));
  return bench.tick(600_000);
}

const hex = (bytes: Uint8Array): string => bytes.toHex().toUpperCase();

test('a visit on the wires of the demo hall becomes its events', () => {
  const slip = hex(
    encodeCommand(loadProfile('escpos-printer-tap'), 'ticket', { text: '示范网点\n号码 A001\n2026-11-30 09:00:01\n' }),
  );
  const strip = hex(encodeCommand(loadProfile('a090-strip'), 'show-text', { address: 1, text: '请A001号到1号窗口' }));
  const hall = play(`# hallmeter capture 1
1000 printer > ${slip}
# call, echoed by the host as its acknowledgement, then display and strip
60000 bus = FF68030368
60005 bus = 01010C0E16
60040 bus = FF6803036801010C0E16
60120 bus = FF6808086801020A0A0A0000012216
60300 strip > ${strip}
# evaluate, its echo, button "very good", answered in variant A
300000 bus = FF6803036801010B0D16
300040 bus = FF6803036801010B0D16
304000 bus = FF680303688111039516
304040 bus = FF680303688101038516
`);
  expect(hall.news()).toEqual([
    {
      type: 'ticket.issued',
      at: 1000,
      ticket: 'A001',
      service: 'personal',
      class: 'ordinary',
      deviceAt: NINE + 1000,
    },
    { type: 'ticket.called', at: 60_000, ticket: 'A001', counter: '1' },
    { type: 'ticket.finished', at: 300_000, ticket: 'A001', counter: '1', reason: 'evaluate' },
    { type: 'rating.invited', at: 300_000, ticket: 'A001', counter: '1' },
    {
      type: 'rating.given',
      at: 304_000,
      rating: 'rating-0001',
      channel: 'evaluator',
      counter: '1',
      ticket: 'A001',
      level: 4,
      scale: 4,
      raw: 3,
    },
  ]);
  expect(hall.remarks()).toEqual(['echo', 'echo']);
});

test('the same bytes mean a guard in one hall and a pause in another', () => {
  const sixAndFunction = '1000 bus = FF680404680101060F1716';
  expect(play(sixAndFunction).news()).toEqual([
    { type: 'assistance.requested', at: 1000, counter: '1', kind: 'security' },
  ]);
  const elsewhere = play(sixAndFunction, (site) => {
    site.keys.find((rule) => rule.digits === '6')!.means = 'pause';
  });
  expect(elsewhere.news()).toEqual([{ type: 'counter.paused', at: 1000, counter: '1' }]);
});

test('a log-in carries the pseudonym, never the staff number', () => {
  const hall = play('1000 bus = FF680707680101010002040F1816');
  expect(hall.news()).toEqual([{ type: 'counter.login', at: 1000, counter: '1', teller: 'teller4201' }]);
});
