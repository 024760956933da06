import type { EventBody } from '#contract/events.ts';
import { counterIdSchema, ticketNumberSchema } from '#contract/ids.ts';
import type { Site } from '#devices/sites/site.ts';
import { createCalendar } from '../hall/day-times.ts';

/** Test helper: the journal of past days at one counter where people queue, the same in every run. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const COUNTER = counterIdSchema.parse('1');
const MEAN_SERVICE_MS = 150_000;
const MEAN_GAP_MS = 170_000;

/** Days that end before the date of `before` (epoch ms), each with `tickets` tickets from nine o'clock. */
export function pastDays(site: Site, before: number, days: number, tickets = 120): readonly EventBody[] {
  const random = chance(7);
  const calendar = createCalendar(site);
  return Array.from({ length: days }, (_, index) => {
    const date = calendar.dateOf(before - (days - index) * DAY_MS);
    return dayOf(calendar.opening(date, calendar.timesOf(date).opensAt), tickets, random);
  }).flat();
}

/** A linear congruential generator. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

function dayOf(opening: EventBody & { readonly type: 'day.opened' }, tickets: number, random: () => number) {
  const exponential = (mean: number): number => Math.round(-Math.log(1 - random()) * mean);
  const bodies: EventBody[] = [
    { type: 'counter.login', at: opening.opensAt, src: 'bus', counter: COUNTER, teller: 'k3x9q2m4' },
  ];
  let at = opening.opensAt;
  let freeAt = at;
  for (let number = 1; number <= tickets; number++) {
    at += exponential(MEAN_GAP_MS);
    const calledAt = Math.max(at + 5_000, freeAt);
    freeAt = calledAt + exponential(MEAN_SERVICE_MS);
    bodies.push(...visit(number, { issuedAt: at, calledAt, finishedAt: freeAt }));
  }
  const closing: EventBody = {
    type: 'day.closed',
    at: opening.opensAt + 12 * HOUR_MS,
    src: 'agent',
    date: opening.date,
  };
  return [opening, ...bodies.toSorted((a, b) => a.at - b.at), closing];
}

function visit(
  number: number,
  { issuedAt, calledAt, finishedAt }: { issuedAt: number; calledAt: number; finishedAt: number },
): readonly EventBody[] {
  const ticket = ticketNumberSchema.parse(`A${String(number).padStart(3, '0')}`);
  return [
    { type: 'ticket.issued', at: issuedAt, src: 'printer', ticket, service: 'personal', class: 'ordinary' },
    { type: 'ticket.called', at: calledAt, src: 'bus', ticket, counter: COUNTER },
    { type: 'ticket.finished', at: finishedAt, src: 'bus', ticket, counter: COUNTER, reason: 'evaluate' },
  ];
}
