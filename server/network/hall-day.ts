import type { EventBody } from '#contract/events.ts';
import { counterIdSchema, ticketNumberSchema, type CounterId, type TicketNumber } from '#contract/ids.ts';
import type { NetworkBranch } from './branches.ts';
import { chanceOf, type Chance } from './random.ts';

/**
 * One business day of a fictional branch as its agent would have journalled it: people arrive by the hour, wait for the
 * counters that are open, are served, leave, and rate. What follows from it is computed like at every other branch.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** China has no daylight saving. */
const ZONE_MS = 8 * HOUR;
const OPENS = 9;
const CLOSES = 17;
/** How busy each hour from opening on is. */
const BUSY: readonly number[] = [1.4, 1.9, 1.6, 0.7, 0.8, 1.3, 1.0, 0.4];
const TARGETS = { platinum: 3 * MINUTE, gold: 5 * MINUTE, ordinary: 10 * MINUTE } as const;
type CustomerClass = keyof typeof TARGETS;
const FIRST_CALLED: readonly CustomerClass[] = ['platinum', 'gold', 'ordinary'];
const LETTER: Readonly<Record<CustomerClass, string>> = { platinum: 'V', gold: 'G', ordinary: 'A' };

interface Customer {
  readonly ticket: TicketNumber;
  readonly class: CustomerClass;
  readonly service: 'personal' | 'corporate';
  readonly at: number;
  readonly patienceMs: number;
}

/** When the doors of that date open, epoch ms. */
export function opensAt(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) - ZONE_MS + OPENS * HOUR;
}

/** In order of time, from `day.opened` to `day.closed`, without the scores of half-hours. */
export function hallDay(branch: NetworkBranch, date: string, seed: number): readonly EventBody[] {
  const chance = chanceOf(`day ${branch.id} ${date}`, seed);
  const opening = opensAt(date);
  const closing = opening + (CLOSES - OPENS) * HOUR;
  const customers = arrivals(branch, chance, opening);
  const bodies: EventBody[] = [
    ...customers.map((customer): EventBody => {
      const { ticket, service, at } = customer;
      return { type: 'ticket.issued', at, src: 'printer', ticket, service, class: customer.class };
    }),
    ...services({ branch, chance, date, closing }, customers),
  ];
  const last = Math.max(closing, ...bodies.map(({ at }) => at));
  return [
    {
      type: 'day.opened',
      at: opening - 10 * MINUTE,
      src: 'agent',
      date,
      timeZone: 'Asia/Shanghai',
      opensAt: opening,
      closesAt: closing,
      targets: TARGETS,
    },
    ...bodies.toSorted((a, b) => a.at - b.at),
    { type: 'day.closed', at: last + 10 * MINUTE, src: 'agent', date },
  ];
}

function arrivals(branch: NetworkBranch, chance: Chance, opening: number): readonly Customer[] {
  const busy = BUSY.reduce((sum, share) => sum + share, 0);
  const times = BUSY.flatMap((share, hour) => {
    const expected = (branch.ticketsPerDay * share * chance.between(0.8, 1.2)) / busy;
    return Array.from({ length: Math.round(expected) }, () => Math.floor(opening + (hour + chance.unit()) * HOUR));
  });
  const numbers = { platinum: 0, gold: 0, ordinary: 0 };
  return times
    .toSorted((a, b) => a - b)
    .map((at) => {
      const kind = customerClass(branch, chance);
      numbers[kind] += 1;
      return {
        ticket: ticketNumberSchema.parse(`${LETTER[kind]}${String(numbers[kind]).padStart(3, '0')}`),
        class: kind,
        service: chance.happens(0.15) ? 'corporate' : 'personal',
        at,
        patienceMs: Math.round(-Math.log(1 - chance.unit()) * 120 * MINUTE),
      };
    });
}

function customerClass({ preferredShare }: NetworkBranch, chance: Chance): CustomerClass {
  if (!chance.happens(preferredShare)) return 'ordinary';
  return chance.happens(0.25) ? 'platinum' : 'gold';
}

interface Day {
  readonly branch: NetworkBranch;
  readonly chance: Chance;
  readonly date: string;
  readonly closing: number;
}

/** Counters call whoever is next, preferred customers first, until the doors are closed and nobody waits. */
function services(day: Day, customers: readonly Customer[]): readonly EventBody[] {
  const { branch, chance, closing } = day;
  const freeAt = Array.from({ length: branch.counters }, () => customers[0]?.at ?? closing);
  const waiting: Customer[] = [];
  const bodies: EventBody[] = [];
  let arrived = 0;
  while (arrived < customers.length || waiting.length > 0) {
    const counter = freeAt.indexOf(Math.min(...freeAt));
    let now = freeAt[counter]!;
    if (waiting.length === 0 && arrived < customers.length) now = Math.max(now, customers[arrived]!.at);
    while (arrived < customers.length && customers[arrived]!.at <= now) waiting.push(customers[arrived++]!);
    // The last who wait when everybody goes home are reset with the day.
    if (now > closing + HOUR) break;
    const calledAt = now + chance.whole(4, 15) * 1_000;
    const done = serve({ ...day, calledAt, number: bodies.length }, takeNext(waiting), counterId(counter));
    bodies.push(...done.bodies);
    freeAt[counter] = done.freeAt;
  }
  return bodies;
}

function takeNext(waiting: Customer[]): Customer {
  const preferred = FIRST_CALLED.map((kind) => waiting.findIndex((customer) => customer.class === kind));
  return waiting.splice(
    preferred.find((index) => index >= 0)!,
    1,
  )[0]!;
}

function counterId(index: number): CounterId {
  return counterIdSchema.parse(String(index + 1));
}

interface Call extends Day {
  readonly calledAt: number;
  readonly number: number;
}

function serve(call: Call, customer: Customer, counter: CounterId): { bodies: readonly EventBody[]; freeAt: number } {
  const { branch, chance, calledAt } = call;
  const { ticket } = customer;
  const atCounter = { src: 'bus', ticket, counter } as const;
  const called: EventBody = { type: 'ticket.called', at: calledAt, ...atCounter };
  if (calledAt - customer.at > customer.patienceMs) {
    const gone: EventBody = { type: 'ticket.no-show', at: calledAt + 40_000, ...atCounter };
    return { bodies: [called, gone], freeAt: calledAt + 45_000 };
  }
  const serviceMs = Math.round(branch.serviceMinutes * MINUTE * Math.exp(0.6 * chance.normal() - 0.18));
  const endAt = calledAt + 15_000 + Math.max(20_000, serviceMs);
  const finished: EventBody = { type: 'ticket.finished', at: endAt, ...atCounter, reason: 'evaluate' };
  const freeAt = endAt + chance.whole(12, 35) * 1_000;
  return { bodies: [called, finished, ...rating(call, customer, { counter, endAt })], freeAt };
}

function rating(
  { branch, chance, calledAt, date, number }: Call,
  { ticket, at, class: kind }: Customer,
  { counter, endAt }: { readonly counter: CounterId; readonly endAt: number },
): readonly EventBody[] {
  if (!chance.happens(branch.inviting)) return [];
  const invited: EventBody = { type: 'rating.invited', at: endAt, src: 'bus', counter, ticket };
  if (!chance.happens(branch.answering)) return [invited];
  // Who has waited beyond the target is less content.
  const isContent = chance.happens(branch.satisfaction - (calledAt - at > TARGETS[kind] ? 0.04 : 0));
  const level = isContent ? (chance.happens(0.6) ? 4 : 3) : chance.happens(0.7) ? 2 : 1;
  const given: EventBody = {
    type: 'rating.given',
    at: endAt + chance.whole(2, 9) * 1_000,
    src: 'bus',
    rating: `n-${date}-${String(number).padStart(5, '0')}`,
    channel: 'evaluator',
    counter,
    ticket,
    level,
    scale: 4,
  };
  return [invited, given];
}
