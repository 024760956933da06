import type { Cancel, Clock } from '#contract/clock.ts';
import { eventBodySchema, parseEventLine } from '#contract/events.ts';
import type { EventBody, EventType, HallEvent } from '#contract/events.ts';
import type { Site } from '#devices/sites/site.ts';
import { applyEvent, counterService, createHall, dayRecords, skipEvent } from '#rubric/hall/hall.ts';
import type { Hall } from '#rubric/hall/state.ts';
import { halfHourScore } from '#rubric/metrics/window-score.ts';
import type { Estimator } from '../estimates/estimator.ts';
import type { HallLog } from '../health/agent-log.ts';
import { messageOf } from '../links/link.ts';
import type { Journal } from '../ports.ts';
import {
  applyToBook,
  daysToClose,
  dayToOpen,
  EMPTY_BOOK,
  nextDue,
  openDays,
  windowsToScore,
  type DayBook,
} from './day-book.ts';
import { createCalendar, type DayCalendar } from './day-times.ts';

export interface RecorderOptions {
  readonly journal: Journal;
  readonly site: Site;
  readonly clock: Clock;
  readonly log: HallLog;
  /** Tells each ticket how long it will wait; without one, nothing is told. */
  readonly estimator?: Pick<Estimator, 'tell' | 'stored'>;
}

/**
 * The one way into the journal: every event of this agent is stored here, and only then shown to the hall. Adds the
 * events that nobody sends: days and the scores of their half-hours.
 */
export interface Recorder {
  /** Derived from the journal, up to its last event. */
  readonly hall: Hall;
  readonly calendar: DayCalendar;
  book(): DayBook;
  /**
   * Stores all bodies in one transaction. What does not fit the contract is left out, logged and counted. Throws
   * when the disk refuses; then nothing has changed.
   */
  record(bodies: readonly EventBody[]): readonly HallEvent[];
  /** Opens and closes what the time asks for; arms its own timer. Call once at start, and after a clock step. */
  tick(): void;
  /** After events were stored and applied. Listeners must not record. */
  onStored(listener: (events: readonly HallEvent[]) => void): Cancel;
  stop(): void;
  /** Events stored since the start of this process, by type. */
  stored(): ReadonlyMap<EventType, number>;
  /** Bodies that did not fit the contract. */
  refused(): number;
}

const REBUILD_ROWS = 2_000;
/** A disk that refused may accept again. */
const RETRY_MS = 5_000;

/** Rebuilds the hall from the journal's checkpoint on. */
export function createRecorder(options: RecorderOptions): Recorder {
  const recorder = new HallRecorder(options);
  recorder.rebuild();
  return recorder;
}

class HallRecorder implements Recorder {
  readonly hall = createHall();
  readonly calendar: DayCalendar;
  readonly #options: RecorderOptions;
  readonly #listeners = new Set<(events: readonly HallEvent[]) => void>();
  readonly #stored = new Map<EventType, number>();
  readonly #settleMs: number;
  #book: DayBook = EMPTY_BOOK;
  #cancelTick: Cancel = () => {};
  #isTicking = false;
  #isStopped = false;
  #refused = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.calendar = createCalendar(options.site);
    const { confirmMs, stripMs } = options.site.timing;
    this.#settleMs = confirmMs + stripMs;
  }

  book(): DayBook {
    return this.#book;
  }

  stored(): ReadonlyMap<EventType, number> {
    return this.#stored;
  }

  refused(): number {
    return this.#refused;
  }

  rebuild(): void {
    const { journal, log } = this.#options;
    const first = Math.max(1, journal.checkpoint());
    let from = first;
    for (let rows = journal.read(from, REBUILD_ROWS); rows.length > 0; rows = journal.read(from, REBUILD_ROWS)) {
      for (const row of rows) this.#replay(row.seq, row.line);
      from = rows.at(-1)!.seq + 1;
    }
    log.write('hall.rebuilt', { from: first, upto: journal.last(), openDays: openDays(this.#book).length });
  }

  record(bodies: readonly EventBody[]): readonly HallEvent[] {
    const events = this.#store(this.#withDays(bodies));
    // The last open service of an overdue day may just have ended.
    if (openDays(this.#book).some((day) => day.dueAt <= this.#options.clock.now())) this.tick();
    else if (events.some((event) => event.type === 'day.opened')) this.#armTick();
    return events;
  }

  tick(): void {
    if (this.#isTicking || this.#isStopped) return;
    this.#isTicking = true;
    try {
      this.#scoreWindows();
      this.#closeDays();
      this.#scoreWindows();
    } catch (error) {
      this.#options.log.write('journal.append-failed', { reason: messageOf(error) });
    } finally {
      this.#isTicking = false;
    }
    this.#armTick();
  }

  onStored(listener: (events: readonly HallEvent[]) => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelTick();
  }

  #replay(seq: number, line: string): void {
    const parsed = parseEventLine(line);
    if (parsed.kind === 'event') {
      applyEvent(this.hall, parsed.event);
      this.#book = applyToBook(this.#book, parsed.event, this.calendar);
      return;
    }
    if (parsed.kind === 'malformed') this.#options.log.write('hall.line-skipped', { seq, reason: parsed.detail });
    skipEvent(this.hall, seq);
  }

  #fits(body: EventBody): boolean {
    const result = eventBodySchema.safeParse(body);
    if (result.success) return true;
    this.#refused += 1;
    const issue = result.error.issues[0];
    const reason = `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`;
    this.#options.log.write('hall.event-refused', { type: body.type, reason });
    return false;
  }

  /** Puts each day's opening before the first event that belongs to it. */
  #withDays(bodies: readonly EventBody[]): readonly EventBody[] {
    let book = this.#book;
    return bodies.flatMap((body) => {
      const date = dayToOpen(book, body, this.calendar);
      const added = date === null ? [body] : [this.calendar.opening(date, body.at), body];
      for (const each of added) book = applyToBook(book, each, this.calendar);
      return added;
    });
  }

  /** Puts behind each ticket what it was told. */
  #withEstimates(bodies: readonly EventBody[]): readonly EventBody[] {
    const { estimator } = this.#options;
    if (estimator === undefined) return bodies;
    return bodies.flatMap((body, index): readonly EventBody[] => {
      if (body.type !== 'ticket.issued') return [body];
      const told = this.#shielded('hall.estimate-failed', () =>
        estimator.tell(this.hall, body, bodies.slice(0, index)),
      );
      return told !== undefined && told !== null && this.#fits(told) ? [body, told] : [body];
    });
  }

  #store(bodies: readonly EventBody[]): readonly HallEvent[] {
    const fitting = bodies.filter((body) => this.#fits(body));
    if (fitting.length === 0) return [];
    const events = this.#options.journal.append(this.#withEstimates(fitting));
    for (const event of events) this.#apply(event);
    this.#shielded('hall.estimate-failed', () => this.#options.estimator?.stored(this.hall, events));
    for (const listener of this.#listeners) this.#shielded('hall.listener-failed', () => listener(events));
    return events;
  }

  /** Events are stored whatever a listener, or an estimate, makes of them. */
  #shielded<T>(failure: 'hall.estimate-failed' | 'hall.listener-failed', action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.#options.log.write(failure, { reason: messageOf(error) });
      return undefined;
    }
  }

  #apply(event: HallEvent): void {
    const { journal, log } = this.#options;
    const change = applyEvent(this.hall, event);
    this.#book = applyToBook(this.#book, event, this.calendar);
    this.#stored.set(event.type, (this.#stored.get(event.type) ?? 0) + 1);
    if (change.opened !== null) log.write('hall.day-opened', { date: change.opened, seq: event.seq });
    if (change.closed !== null) log.write('hall.day-closed', { date: change.closed, seq: event.seq });
    if (!change.checkpoint) return;
    try {
      journal.setCheckpoint(event.seq);
    } catch (error) {
      // A rebuild then starts at the checkpoint before: longer, with the same result.
      log.write('journal.append-failed', { reason: messageOf(error), what: 'checkpoint' });
    }
  }

  #closeDays(): void {
    const { clock } = this.#options;
    const now = clock.now();
    const dates = daysToClose(this.#book, now, this.calendar, (date) => this.#isBusy(date));
    this.#store(dates.map((date) => ({ type: 'day.closed', at: now, src: 'agent', date })));
  }

  #scoreWindows(): void {
    const { clock } = this.#options;
    const now = clock.now();
    for (const { date, from, to } of windowsToScore(this.#book, now, this.#settleMs)) {
      const records = dayRecords(this.hall, date);
      if (records === null) continue;
      // One by one: each rests on every event before it, the score before it too, as head office recomputes it.
      const score = halfHourScore(records, { from, to, upto: this.hall.upto });
      this.#store([{ type: 'score.window', at: now, src: 'agent', score }]);
    }
  }

  /** Somebody of that day stands at a counter, or is just being asked for a rating. */
  #isBusy(date: string): boolean {
    const records = dayRecords(this.hall, date);
    if (records === null) return false;
    if (records.visits.some(({ outcome }) => outcome === 'called' || outcome === 'serving')) return true;
    if (openDays(this.#book).at(-1)?.date !== date) return false;
    return this.#options.site.counters.some(({ id }) => counterService(this.hall, id)?.invitationOpen === true);
  }

  #armTick(): void {
    const { clock } = this.#options;
    this.#cancelTick();
    const now = clock.now();
    const due = nextDue(this.#book, now, this.#settleMs);
    if (due === null || this.#isStopped) return;
    // What is still due after a tick could not be stored.
    this.#cancelTick = clock.after(due > now ? due - now : RETRY_MS, () => this.tick());
  }
}
