import type { EventBody } from '#contract/events.ts';
import { ticketNumberSchema, type CounterId, type TicketNumber } from '#contract/ids.ts';
import type { DeviceMessage, MessageContent } from '#devices/message.ts';
import type { Site, SiteCounter } from '#devices/sites/site.ts';
import { dueAt, transition } from './counter-machine.ts';
import { NEW_COUNTER, type CounterInput, type CounterState, type Scene } from './counter-state.ts';
import type { CounterService, HallView } from './hall-view.ts';
import type { TapNote, TapNoteCode } from './notes.ts';
import { readPrintJob } from './print-job.ts';
import { PRINTER_WELL, watchPrinter, type PrinterState } from './printer-watch.ts';
import { indexSite, type SiteIndex } from './site-index.ts';

export interface TapOptions {
  /** Stable pseudonym of a staff number: 6–16 of a–z and 0–9. The number itself never leaves the tap. */
  pseudonym(staffNumber: string): string;
  /** A new id, unique within the branch: 8–40 letters, digits or "-". */
  newRatingId(): string;
}

export interface TapOutput {
  readonly events: readonly EventBody[];
  readonly notes: readonly TapNote[];
}

/**
 * Listens to a hall whose own queue host stays in charge and says what happened there, as events of the contract.
 * Pure: no clock, no I/O, never transmits. The hall view must reflect every event returned so far.
 */
export interface Tap {
  /** Deadlines up to `message.at` pass first, so the outcome does not depend on how often `tick` is called. */
  receive(message: DeviceMessage, hall: HallView): TapOutput;
  /** Also to be called once at start, with the rebuilt hall. */
  tick(now: number, hall: HallView): TapOutput;
  /** When `tick` should be called next (epoch ms), null when nothing is pending. */
  deadline(): number | null;
}

/** More than a day of no-shows in any hall. */
const MAX_MISSED = 500;

export function createTap(site: Site, options: TapOptions): Tap {
  const memory: Memory = {
    index: indexSite(site),
    options,
    counters: new Map(site.counters.map((counter) => [counter.id, NEW_COUNTER])),
    missed: new Set(),
    printers: new Map(),
    awake: false,
  };
  return {
    receive(message, hall) {
      const session = openSession(memory, hall, message.at);
      passDeadlines(session, message.at);
      hear(session, message);
      return session.output;
    },
    tick(now, hall) {
      const session = openSession(memory, hall, now);
      passDeadlines(session, now);
      return session.output;
    },
    deadline() {
      const times = [...memory.counters.values()].map(dueAt).filter((time) => time !== null);
      return times.length === 0 ? null : Math.min(...times);
    },
  };
}

interface Memory {
  readonly index: SiteIndex;
  readonly options: TapOptions;
  readonly counters: Map<CounterId, CounterState>;
  /** Tickets called and not come, at any counter, until they are called again or their number is issued anew. */
  readonly missed: Set<TicketNumber>;
  readonly printers: Map<string, PrinterState>;
  /** Invitations that were open before a restart have been taken over. */
  awake: boolean;
}

/** One call of the tap. */
interface Session {
  readonly memory: Memory;
  readonly hall: HallView;
  /** Services as this call has changed them; the hall itself learns of it only afterwards. */
  readonly services: Map<CounterId, CounterService | null>;
  readonly output: { readonly events: EventBody[]; readonly notes: TapNote[] };
}

function openSession(memory: Memory, hall: HallView, now: number): Session {
  if (!memory.awake) adoptInvitations(memory, hall, now);
  return { memory, hall, services: new Map(), output: { events: [], notes: [] } };
}

/** After a restart the hall still knows open invitations, but not since when: they get the full time again. */
function adoptInvitations(memory: Memory, hall: HallView, now: number): void {
  memory.awake = true;
  const until = now + memory.index.site.timing.ratingMs;
  for (const [id, state] of memory.counters) {
    const service = hall.service(id);
    const src = portOf(memory.index.counters.get(id)!);
    if (service === null || !service.invitationOpen || state.invitation !== null || src === null) continue;
    memory.counters.set(id, { ...state, invitation: { src, ticket: service.ticket, until } });
  }
}

function portOf(counter: SiteCounter): string | null {
  return counter.terminal?.port ?? counter.evaluator?.port ?? counter.keypad ?? null;
}

/** Everything due by `now`, oldest first over all counters. */
function passDeadlines(session: Session, now: number): void {
  for (;;) {
    const due = [...session.memory.counters].map(([id, state]) => ({ id, at: dueAt(state) ?? Infinity }));
    const next = due.reduce((first, other) => (other.at < first.at ? other : first));
    if (!(next.at <= now)) return;
    run(session, next.id, { kind: 'time', at: next.at });
  }
}

function run(session: Session, id: CounterId, input: CounterInput): void {
  const { memory, output } = session;
  const service = session.services.has(id) ? session.services.get(id)! : session.hall.service(id);
  const step = transition(memory.counters.get(id)!, service, input, sceneOf(session, memory.index.counters.get(id)!));
  memory.counters.set(id, step.state);
  session.services.set(id, step.service);
  for (const effect of step.effects) {
    if (effect.kind === 'note') output.notes.push(effect.note);
    else {
      output.events.push(effect.event);
      rememberMissed(memory.missed, effect.event);
    }
  }
}

function rememberMissed(missed: Set<TicketNumber>, event: EventBody): void {
  if (event.type === 'ticket.called' || event.type === 'ticket.recalled') missed.delete(event.ticket);
  if (event.type !== 'ticket.no-show') return;
  missed.add(event.ticket);
  const [oldest] = missed;
  if (missed.size > MAX_MISSED && oldest !== undefined) missed.delete(oldest);
}

/** Numbers start again every day: what the old ticket of this number left behind is forgotten. */
function forget({ missed, counters }: Memory, ticket: TicketNumber): void {
  missed.delete(ticket);
  for (const [id, state] of counters) {
    if (!state.suspended.includes(ticket)) continue;
    counters.set(id, { ...state, suspended: state.suspended.filter((other) => other !== ticket) });
  }
}

function sceneOf({ memory: { index, options, missed }, hall }: Session, counter: SiteCounter): Scene {
  return {
    counter: counter.id,
    hasStrip: counter.strip !== undefined,
    timing: index.site.timing,
    scale: index.site.grades.scale,
    missed: () => [...missed],
    waiting: () => hall.waiting().map((waiting) => waiting.ticket),
    counterByDigits: (digits) => index.counterByDigits(digits),
    pseudonym: (staffNumber) => options.pseudonym(staffNumber),
    newRatingId: () => options.newRatingId(),
  };
}

type Heard<N extends MessageContent['name']> = Extract<DeviceMessage, { name: N }>;

function hear(session: Session, message: DeviceMessage): void {
  if (!session.memory.index.hasPort(message.port)) return remark(session, message, 'unknown-port', message.name);
  if (message.echo) return remark(session, message, 'echo', message.name);
  switch (message.name) {
    case 'key':
      return hearKey(session, message);
    case 'rating':
      return hearRating(session, message);
    case 'keypad':
      return hearKeypad(session, message);
    case 'show-ticket':
    case 'show-result':
    case 'show-text':
    case 'start-rating':
      return hearHost(session, message);
    case 'print-job':
      return hearPrintJob(session, message);
    case 'printer-status':
      return hearPrinter(session, message);
    default:
    // Acknowledgements, stars, beeps, waiting counts: the host and its devices among themselves.
  }
}

function hearKey(session: Session, message: Heard<'key'>): void {
  const { index } = session.memory;
  const counter = index.terminal(message.port, message.address);
  if (counter === null) return remarkAddress(session, message, message.address);
  const meaning = index.meaning(message.key, message.digits);
  if (meaning === null) {
    // Long numbers may be staff numbers and stay out of notes.
    const digits = message.digits.length > 2 ? `${message.digits.length} digits` : `digits "${message.digits}"`;
    return remark(session, message, 'unmapped-key', `counter ${counter.id}: ${message.key} with ${digits}`);
  }
  run(session, counter.id, { kind: 'key', at: message.at, src: message.port, meaning, digits: message.digits });
}

function hearRating(session: Session, message: Heard<'rating'>): void {
  const { index } = session.memory;
  const counter = index.evaluator(message.port, message.address);
  if (counter === null) return remarkAddress(session, message, message.address);
  const level = index.evaluatorLevel(message.raw);
  if (level === null) return remark(session, message, 'unknown-grade', `counter ${counter.id}: code ${message.raw}`);
  const press = { at: message.at, src: message.port, level, raw: message.raw };
  run(session, counter.id, { kind: 'rating', channel: 'evaluator', ...press });
}

function hearKeypad(session: Session, message: Heard<'keypad'>): void {
  const { index } = session.memory;
  const counter = index.keypad(message.port);
  if (counter === null) return remark(session, message, 'unknown-address', 'keypad of no counter');
  const level = index.keypadLevel(message.key);
  if (level === null) return remark(session, message, 'unknown-grade', `counter ${counter.id}: key "${message.key}"`);
  const raw = /^\d$/.test(message.key) ? Number(message.key) : null;
  run(session, counter.id, { kind: 'rating', channel: 'keypad', at: message.at, src: message.port, level, raw });
}

function hearHost(
  session: Session,
  message: Heard<'show-ticket'> | Heard<'show-result'> | Heard<'show-text'> | Heard<'start-rating'>,
): void {
  const { index } = session.memory;
  const { at, port: src, address } = message;
  if (message.name === 'show-text') return hearText(session, message);
  const terminal = index.terminal(src, address);
  const counter = message.name === 'start-rating' ? (index.evaluator(src, address) ?? terminal) : terminal;
  if (counter === null) return remarkAddress(session, message, address);
  if (message.name === 'show-ticket') run(session, counter.id, { kind: 'display', at, src, digits: message.digits });
  else if (message.name === 'start-rating') run(session, counter.id, { kind: 'invitation', at, src });
  else if (!message.success) run(session, counter.id, { kind: 'refusal', at, src });
}

/** Texts that announce nobody (welcome, paused) are no concern of ours. */
function hearText(session: Session, message: Heard<'show-text'>): void {
  const { index } = session.memory;
  const number = index.callPattern.exec(message.text)?.groups?.['ticket'];
  if (number === undefined) return;
  const { at, port: src, address } = message;
  const counter = index.strip(src, address) ?? index.terminal(src, address);
  if (counter === null) return remarkAddress(session, message, address);
  const ticket = ticketNumberSchema.safeParse(number);
  if (!ticket.success) return remark(session, message, 'bad-ticket-number', `counter ${counter.id}: on a display text`);
  run(session, counter.id, { kind: 'announcement', at, src, ticket: ticket.data });
}

function hearPrintJob(session: Session, message: Heard<'print-job'>): void {
  const { at, port: src } = message;
  const printed = readPrintJob(session.memory.index, message.lines, at);
  if (printed.kind === 'no-ticket') {
    return remark(session, message, 'print-job-without-ticket', `${message.lines.length} lines`);
  }
  if (printed.kind === 'bad-number') return remark(session, message, 'bad-ticket-number', 'on a print job');
  const { ticket } = printed;
  if (printed.kind === 'unknown-prefix') return remark(session, message, 'unknown-prefix', `ticket ${ticket}`);
  forget(session.memory, ticket);
  const { deviceAt, clockProblem } = printed;
  if (clockProblem !== null) remark(session, message, 'clock-suspect', `ticket ${ticket}: ${clockProblem}`);
  session.output.events.push({
    type: 'ticket.issued',
    at,
    src,
    ticket,
    service: printed.service,
    class: printed.class,
    ...(deviceAt === null ? {} : { deviceAt }),
    ...(clockProblem === null ? {} : { flags: ['clock-suspect'] }),
  });
}

function hearPrinter(session: Session, message: Heard<'printer-status'>): void {
  const { printers } = session.memory;
  const { state, events } = watchPrinter(printers.get(message.port) ?? PRINTER_WELL, message);
  printers.set(message.port, state);
  session.output.events.push(...events);
}

function remarkAddress(session: Session, message: DeviceMessage, address: number): void {
  remark(session, message, 'unknown-address', `${message.name} with address ${address}`);
}

function remark(session: Session, message: DeviceMessage, code: TapNoteCode, detail: string): void {
  session.output.notes.push({ at: message.at, code, port: message.port, detail });
}
