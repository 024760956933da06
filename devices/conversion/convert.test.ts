import { describe, expect, test } from 'vitest';
import { parseCapture } from '#devices/capture/capture.ts';
import { CaptureTap } from '#devices/cli/capture-tap.ts';
import { CaptureDecoder } from '#devices/cli/decode.ts';
import { siteSchema } from '#devices/sites/site.ts';
import { convertTicketDay, type Conversion } from './convert.ts';

const HEADER = [
  'vru+line', 'call_id', 'priority', 'type', 'date', 'vru_entry', 'vru_exit', 'vru_time',
  'q_start', 'q_exit', 'q_time', 'outcome', 'ser_start', 'ser_exit', 'ser_time',
].join('\t'); // prettier-ignore

interface Caller {
  readonly priority?: string;
  readonly type?: string;
  readonly date?: string;
  /** entry exit duration */
  readonly menu?: string;
  /** start exit duration */
  readonly queue?: string;
  readonly outcome?: string;
  /** start exit duration */
  readonly service?: string;
}

const NONE = '0:00:00 0:00:00 0';

/** Made-up callers in the columns of the real file. */
function file(...callers: readonly Caller[]): string {
  const rows = callers.map(
    (
      { priority = '0', type = 'PS', date = '010203', menu = NONE, queue = NONE, outcome = 'AGENT', service = NONE },
      i,
    ) =>
      ['XX', i, priority, type, date, ...menu.split(' '), ...queue.split(' '), outcome, ...service.split(' ')].join(
        '\t',
      ),
  );
  return [HEADER, ...rows, ''].join('\n');
}

function convert(...callers: readonly Caller[]): Extract<Conversion, { ok: true }> {
  const converted = convertTicketDay(file(...callers), '2001-02-03');
  if (!converted.ok) throw new Error(converted.message);
  return converted;
}

/** 2001-02-03 in Shanghai. */
const MIDNIGHT = Date.UTC(2001, 1, 2, 16);
const at = (time: string): number => {
  const [hours, minutes, seconds] = time.split(':').map(Number);
  return MIDNIGHT + ((hours! * 60 + minutes!) * 60 + seconds!) * 1000;
};

/** What a tap makes of the capture text, read back with the site that was written beside it. */
function tapped({ capture, site }: Extract<Conversion, { ok: true }>) {
  const reread = siteSchema.parse(JSON.parse(JSON.stringify(site)));
  const decoder = new CaptureDecoder(reread);
  const tap = new CaptureTap(reread);
  const { records, problems } = parseCapture(capture);
  expect(problems).toEqual([]);
  const heard = [...records.flatMap((record) => decoder.push(record)), ...decoder.end(records.at(-1)!.at)];
  const events = heard.flatMap((one) => (one.kind === 'message' ? tap.receive(one.message) : []));
  expect(heard.filter((one) => one.kind === 'discarded')).toEqual([]);
  return { events: [...events, ...tap.end(records.at(-1)!.at)], notes: tap.notes };
}

const QUEUED: Caller = {
  menu: '9:00:00 9:00:10 10',
  queue: '9:00:10 9:01:40 90',
  service: '9:01:39 9:04:39 180',
};

describe('a ticket day becomes bytes', () => {
  test('a queued caller is issued, called and finished on the exact seconds', () => {
    const { events } = tapped(convert(QUEUED));
    expect(events.map(({ type, at: time }) => [type, time])).toEqual([
      ['ticket.issued', at('9:00:10')],
      ['ticket.called', at('9:01:40')],
      ['ticket.finished', at('9:04:40')],
      ['rating.invited', at('9:04:40')],
      ['rating.expired', at('9:05:40')],
    ]);
  });

  test('the slip carries number, service, class and time', () => {
    const { events } = tapped(convert({ ...QUEUED, type: 'NE', priority: '2' }));
    expect(events[0]).toMatchObject({
      ticket: 'A001',
      service: 'ne',
      class: 'platinum',
      deviceAt: at('9:00:10'),
    });
  });

  test('a caller who did not queue is issued and called when the menu ends', () => {
    const { events } = tapped(convert({ menu: '9:00:00 9:00:10 10', service: '9:00:09 9:00:59 50' }));
    expect(events.slice(0, 3).map((event) => event.at)).toEqual([at('9:00:10'), at('9:00:10'), at('9:01:00')]);
  });

  test('a service of no time still has key, echo, display and strip before its evaluate key', () => {
    const { records } = convert({ menu: '9:00:00 9:00:10 10', service: '9:00:10 9:00:10 0' });
    expect(records.map((record) => record.port)).toEqual(['printer', 'bus', 'bus', 'bus', 'strip', 'bus', 'bus']);
    expect(records.slice(0, 6).every((record) => record.at === at('9:00:10'))).toBe(true);
    const { events } = tapped(convert({ menu: '9:00:00 9:00:10 10', service: '9:00:10 9:00:10 0' }));
    expect(events.map((event) => event.type).slice(0, 3)).toEqual([
      'ticket.issued',
      'ticket.called',
      'ticket.finished',
    ]);
  });

  test('a caller who hung up is issued and never called', () => {
    const converted = convert({ menu: '9:00:00 9:00:10 10', queue: '9:00:10 9:03:10 180', outcome: 'HANG' });
    expect(tapped(converted).events.map((event) => event.type)).toEqual(['ticket.issued']);
    expect(converted.counts).toMatchObject({ issued: 1, called: 0, abandoned: 1 });
  });

  test('phantom rows and rows of other days are left out and counted', () => {
    const converted = convert(QUEUED, { ...QUEUED, outcome: 'PHANTOM' }, { ...QUEUED, date: '010204' });
    expect(converted.counts).toMatchObject({ rows: 2, phantom: 1, otherDates: 1, issued: 1 });
  });

  test('each type and class has its own letter and counts from 001', () => {
    const { events } = tapped(convert(QUEUED, { ...QUEUED, priority: '1' }, { ...QUEUED, type: 'IN' }, QUEUED));
    const issued = events.filter((event) => event.type === 'ticket.issued');
    expect(issued.map((event) => [event.ticket, event.service, event.class])).toEqual([
      ['B001', 'ps', 'ordinary'],
      ['C001', 'ps', 'gold'],
      ['A001', 'in', 'ordinary'],
      ['B002', 'ps', 'ordinary'],
    ]);
  });

  test('more than 999 of a kind get a further letter', () => {
    const many = Array.from({ length: 1001 }, () => ({ ...QUEUED, outcome: 'HANG' }));
    const { events } = tapped(convert(...many));
    expect(events.slice(998).map((event) => event.type === 'ticket.issued' && event.ticket)).toEqual([
      'A999',
      'B001',
      'B002',
    ]);
  });

  test('equal numbers of different letters are told apart by the strip', () => {
    const { events, notes } = tapped(convert(QUEUED, { ...QUEUED, priority: '1' }, { ...QUEUED, priority: '2' }));
    const called = events.filter((event) => event.type === 'ticket.called');
    expect(called.map((event) => [event.ticket, event.flags])).toEqual([
      ['A001', undefined],
      ['B001', undefined],
      ['C001', undefined],
    ]);
    expect([...notes.keys()]).toEqual(['echo']);
  });

  test('services at once need a counter each, later ones take the one free longest', () => {
    const late = (minute: number, type: string): Caller => ({
      type,
      menu: `9:${minute}:00 9:${minute}:10 10`,
      service: `9:${minute}:10 9:${minute}:50 40`,
    });
    const converted = convert(QUEUED, { ...QUEUED, priority: '1' }, late(20, 'PS'), late(30, 'PS'), late(40, 'PS'));
    expect(converted.counts.counters).toBe(2);
    const called = tapped(converted).events.filter((event) => event.type === 'ticket.called');
    expect(called.map((event) => event.counter)).toEqual(['1', '2', '1', '2', '1']);
  });

  test('a service past midnight ends on the next date; an issue past midnight is the next day', () => {
    const { events } = tapped(
      convert(
        { menu: '23:59:15 23:59:34 19', service: '23:59:34 0:03:41 247' },
        { menu: '23:59:50 0:00:05 15', outcome: 'HANG' },
      ),
    );
    const finished = events.find((event) => event.type === 'ticket.finished')!;
    expect(finished.at).toBe(at('24:03:41'));
    expect(events.filter((event) => event.type === 'ticket.issued').at(-1)!.at).toBe(at('24:00:05'));
  });

  test('another time zone moves every time', () => {
    const converted = convertTicketDay(file(QUEUED), '2001-02-03', { timeZone: 'Asia/Jerusalem' });
    expect(converted.ok && converted.records[0]!.at - at('9:00:10')).toBe(6 * 3_600_000);
  });
});

describe('dirty input is named', () => {
  test.each([
    ['negative-menu-time', { ...QUEUED, menu: '9:00:10 9:00:05 -5' }],
    ['unknown-type', { ...QUEUED, type: 'AA' }],
    ['queue-times-differ', { ...QUEUED, queue: '9:00:10 9:01:40 91' }],
    ['service-starts-early', QUEUED],
    ['service-times-differ', { ...QUEUED, service: '9:01:40 9:04:40 181' }],
  ] as const)('%s: the row is reported with its line and used', (code, caller) => {
    const { problems, counts } = convert({ date: '010204' }, caller);
    expect(problems).toContainEqual(expect.objectContaining({ line: 3, code, used: true }));
    expect(counts).toMatchObject({ issued: 1, unusable: 0 });
  });

  test.each([
    ['priority', { ...QUEUED, priority: '3' }],
    ['outcome', { ...QUEUED, outcome: 'LOST' }],
    ['type', { ...QUEUED, type: 'ps' }],
    ['time', { ...QUEUED, menu: '9:00:00 25:00:10 10' }],
    ['duration', { ...QUEUED, queue: '9:00:10 9:01:40 long' }],
    ['duration', { ...QUEUED, service: '9:01:40 9:04:40 -180' }],
  ] as const)('%s: the row is reported with its line and left out', (code, caller) => {
    const { problems, counts } = convert(QUEUED, caller);
    expect(problems).toContainEqual(expect.objectContaining({ line: 3, code, used: false }));
    expect(counts).toMatchObject({ rows: 2, issued: 1, unusable: 1 });
  });

  test('a row with a field too few is reported', () => {
    const tsv = file(QUEUED, QUEUED).replace(/\t180\n$/, '\n');
    const converted = convertTicketDay(tsv, '2001-02-03');
    expect(converted).toMatchObject({ ok: true, counts: { issued: 1, unusable: 1 } });
    expect(converted.ok && converted.problems.at(-1)).toMatchObject({ line: 3, code: 'columns' });
  });

  test('all problems of one row are reported at once', () => {
    const { problems } = convert(QUEUED, { ...QUEUED, priority: 'x', type: 'x', outcome: 'x' });
    expect(problems.filter(({ line }) => line === 3).map(({ code }) => code)).toEqual(['priority', 'outcome', 'type']);
  });

  test.each([
    ['header', 'a\tb\n', '2001-02-03'],
    ['date', file(QUEUED), '3.2.2001'],
    ['no-rows', file(QUEUED), '2001-02-04'],
  ])('%s: the whole file is refused', (code, tsv, date) => {
    expect(convertTicketDay(tsv, date)).toMatchObject({ ok: false, code });
  });

  test('more services at once than a bus has addresses are refused', () => {
    const many = Array.from({ length: 128 }, () => QUEUED);
    expect(convertTicketDay(file(...many), '2001-02-03')).toMatchObject({ ok: false, code: 'counters' });
  });
});
