import { CAPTURE_HEADER, formatRecord, type CaptureRecord } from '#devices/capture/capture.ts';
import { frameEncoder, type FrameEncoder } from '#devices/simulators/frames.ts';
import { displayDigits } from '#devices/simulators/key-lookup.ts';
import { callText, DEFAULT_TEXTS, slipText, wallTime } from '#devices/simulators/texts.ts';
import type { Site } from '#devices/sites/site.ts';
import { assignCounters, MAX_COUNTERS, type AssignedService } from './counters.ts';
import { numberTickets, ticketDaySite } from './ticket-day-site.ts';
import { readTicketDay, type DayTicket, type RowProblem, type TicketDay } from './ticket-day.ts';

export interface ConversionOptions {
  /** Local time of the file, IANA name. Default Asia/Shanghai. */
  readonly timeZone?: string;
  /** Branch id of the site. Default "replay". */
  readonly branch?: string;
}

export interface ConversionCounts {
  /** Rows of the date; = phantom + unusable + issued. */
  readonly rows: number;
  readonly otherDates: number;
  readonly phantom: number;
  readonly unusable: number;
  readonly issued: number;
  readonly called: number;
  /** Issued and never called. */
  readonly abandoned: number;
  readonly counters: number;
}

export type Conversion =
  | {
      readonly ok: true;
      readonly records: readonly CaptureRecord[];
      /** The records as capture text. */
      readonly capture: string;
      readonly site: Site;
      readonly counts: ConversionCounts;
      readonly problems: readonly RowProblem[];
    }
  | { readonly ok: false; readonly code: 'header' | 'date' | 'no-rows' | 'counters'; readonly message: string };

/** A counter rests this long between finish and next call: longer than a repeated key counts as an echo. */
const REST_MS = 2_000;

/** Milliseconds after the key at which the host's frames begin; all below a second, the resolution of the file. */
const HOST_MS = { echo: 12, display: 25, strip: 45 };

/**
 * Turns one day of a ticket-day file into the bytes that a hall's bus, strip and printer lines would have carried.
 *
 * The first byte of every frame or print job that carries an event (ticket issued, called, evaluation started at
 * finish) stands on its exact second; the host's answers follow some milliseconds later, or at the same instant where
 * the service took no time. Records at one instant are in causal order: keep the order when replaying. Callers who
 * hung up are issued and never called. Expected failures are values with a code; dirty rows are all listed.
 */
export function convertTicketDay(tsv: string, date: string, options: ConversionOptions = {}): Conversion {
  const { timeZone = 'Asia/Shanghai', branch = 'replay' } = options;
  const reading = readTicketDay(tsv, date, timeZone);
  if (!reading.ok) return reading;
  const tickets = reading.day.tickets.toSorted((a, b) => a.issuedAt - b.issuedAt || a.line - b.line);
  const { numbers, prefixes } = numberTickets(tickets);
  const services = assign(tickets);
  const counters = Math.max(1, ...services.map((one) => one?.counter ?? 0));
  if (counters > MAX_COUNTERS) {
    return { ok: false, code: 'counters', message: `${counters} counters would be needed, a bus has ${MAX_COUNTERS}` };
  }
  const site = ticketDaySite({ branch, timeZone, prefixes, counters });
  const encode = frameEncoder(site);
  const steps = tickets.flatMap((ticket, i) =>
    stepsOf({ number: numbers[i]!, issuedAt: ticket.issuedAt, service: services[i]! }),
  );
  const records = writeDay(steps, site, encode);
  return {
    ok: true,
    records,
    capture: [CAPTURE_HEADER, ...records.map(formatRecord), ''].join('\n'),
    site,
    counts: countsOf(reading.day, counters),
    problems: reading.day.problems,
  };
}

function countsOf({ counts, tickets }: TicketDay, counters: number): ConversionCounts {
  const called = tickets.filter((ticket) => ticket.service !== null).length;
  return { ...counts, issued: tickets.length, called, abandoned: tickets.length - called, counters };
}

/** Counters in order of call; null for tickets that are never called. The result has the order of the tickets. */
function assign(tickets: readonly DayTicket[]): readonly (AssignedService | null)[] {
  const called = tickets
    .flatMap(({ service }, index) => (service === null ? [] : [{ ...service, index }]))
    .toSorted((a, b) => a.calledAt - b.calledAt || a.index - b.index);
  const result: (AssignedService | null)[] = tickets.map(() => null);
  assignCounters(called, REST_MS).forEach((service, order) => {
    result[called[order]!.index] = service;
  });
  return result;
}

/** Something that happens in the hall at an instant. */
interface Step {
  readonly at: number;
  readonly what: 'issue' | 'call' | 'finish';
  readonly number: string;
  readonly counter: number;
  /** The service takes no time: everything about it happens at one instant. */
  readonly instant: boolean;
}

function stepsOf(ticket: { number: string; issuedAt: number; service: AssignedService | null }): readonly Step[] {
  const { number, issuedAt, service } = ticket;
  const issue: Step = { at: issuedAt, what: 'issue', number, counter: 0, instant: false };
  if (service === null) return [issue];
  const { calledAt, finishedAt, counter } = service;
  const rest = { number, counter, instant: calledAt === finishedAt };
  return [issue, { at: calledAt, what: 'call', ...rest }, { at: finishedAt, what: 'finish', ...rest }];
}

function writeDay(steps: readonly Step[], site: Site, encode: FrameEncoder): readonly CaptureRecord[] {
  let waiting = 0;
  const records: CaptureRecord[] = [];
  // Array sort is stable: at one instant the steps of a ticket keep their order, and earlier tickets go first.
  for (const step of steps.toSorted((a, b) => a.at - b.at)) {
    if (step.what === 'issue') records.push(printJob(step, { site, encode, waiting: waiting++ }));
    else if (step.what === 'finish') records.push(...finish(step, encode));
    else {
      waiting--;
      records.push(...call(step, encode));
    }
  }
  return records.toSorted((a, b) => a.at - b.at);
}

function printJob(step: Step, hall: { site: Site; encode: FrameEncoder; waiting: number }): CaptureRecord {
  const { site, encode, waiting } = hall;
  const rule = site.tickets.find(({ prefix }) => prefix === step.number.slice(0, -3))!;
  const printedAt = wallTime(step.at, site.timeZone);
  const text = slipText(site, DEFAULT_TEXTS, { ...rule, ticket: step.number, waiting, printedAt });
  return { at: step.at, port: 'printer', direction: 'to-device', bytes: encode('printer', 'ticket', { text }) };
}

function call(step: Step, encode: FrameEncoder): readonly CaptureRecord[] {
  const address = step.counter;
  const key = encode('bus', 'key', { address, key: 'call', digits: '' });
  const digits = displayDigits(step.number);
  const text = callText(DEFAULT_TEXTS, step.number, String(step.counter));
  const after = (ms: number): number => step.at + (step.instant ? 0 : ms);
  return [
    onBus(step.at, key),
    onBus(after(HOST_MS.echo), key),
    onBus(after(HOST_MS.display), encode('bus', 'show-ticket', { address, digits })),
    {
      at: after(HOST_MS.strip),
      port: 'strip',
      direction: 'to-device',
      bytes: encode('strip', 'show-text', { address, text }),
    },
  ];
}

function finish(step: Step, encode: FrameEncoder): readonly CaptureRecord[] {
  const key = encode('bus', 'key', { address: step.counter, key: 'evaluate', digits: '' });
  return [onBus(step.at, key), onBus(step.at + HOST_MS.echo, key)];
}

function onBus(at: number, bytes: Uint8Array): CaptureRecord {
  return { at, port: 'bus', direction: 'shared', bytes };
}
