import { eventBodySchema, type HallEvent } from '#contract/events.ts';
import { applyEvent, createHall, dayRecords } from './hall.ts';
import type { Hall, HallChange } from './state.ts';
import type { RatingRecord, Visit } from './visit.ts';

/** Test helper: a hall that is told events in short words, every one checked against the contract. */

export const TEST_DATE = '2026-11-30';
export const TEST_ZONE = 'Asia/Shanghai';
const MIDNIGHT = Date.parse('2026-11-29T16:00:00Z');

/** Epoch ms of "H:MM:SS" on the test day; hours may exceed 24. */
export function at(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return MIDNIGHT + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

export interface TestHall {
  readonly hall: Hall;
  readonly events: HallEvent[];
  /** Applies one event at "H:MM:SS". */
  tell(time: string, type: string, fields?: Record<string, unknown>): HallChange;
  open(date?: string, time?: string): HallChange;
  close(time: string, date?: string): HallChange;
  issue(time: string, ticket: string, customerClass?: string): HallChange;
  call(time: string, ticket: string, counter?: string): HallChange;
  start(time: string, ticket: string, counter?: string): HallChange;
  finish(time: string, ticket: string, counter?: string): HallChange;
  visits(): readonly Visit[];
  /** The only leg of a number, or the one with this number. */
  visit(ticket: string, leg?: number): Visit;
  ratings(): readonly RatingRecord[];
}

export function testHall(): TestHall {
  const hall = createHall();
  const events: HallEvent[] = [];
  const tell: TestHall['tell'] = (time, type, fields = {}) => {
    const body = eventBodySchema.parse({ type, at: at(time), src: 'test', ...fields });
    const event = { ...body, seq: events.length + 1 };
    events.push(event);
    return applyEvent(hall, event);
  };
  const bench: TestHall = {
    hall,
    events,
    tell,
    open: (date = TEST_DATE, time = '8:00:00') =>
      tell(time, 'day.opened', {
        date,
        timeZone: TEST_ZONE,
        opensAt: at('9:00:00'),
        closesAt: at('17:00:00'),
        targets: { ordinary: 600_000, gold: 300_000 },
      }),
    close: (time, date = TEST_DATE) => tell(time, 'day.closed', { date }),
    issue: (time, ticket, customerClass = 'ordinary') =>
      tell(time, 'ticket.issued', { ticket, service: 'personal', class: customerClass }),
    call: (time, ticket, counter = '1') => tell(time, 'ticket.called', { ticket, counter }),
    start: (time, ticket, counter = '1') => tell(time, 'ticket.started', { ticket, counter }),
    finish: (time, ticket, counter = '1') => tell(time, 'ticket.finished', { ticket, counter, reason: 'evaluate' }),
    visits: () => [...hall.days.keys()].flatMap((date) => dayRecords(hall, date)?.visits ?? []),
    visit(ticket, leg = 1) {
      const found = bench.visits().filter((visit) => visit.ticket === ticket && visit.leg === leg);
      if (found.length !== 1) throw new Error(`${found.length} visits of ${ticket} leg ${leg}`);
      return found[0]!;
    },
    ratings: () => [...hall.days.keys()].flatMap((date) => dayRecords(hall, date)?.ratings ?? []),
  };
  return bench;
}
