import { chainNext, chainStart } from '#contract/chain.ts';
import type { Batch } from '#contract/envelope.ts';
import { formatEventLine, type EventBody } from '#contract/events.ts';
import type { BranchId, CounterId, EpochId, TicketNumber } from '#contract/ids.ts';

const MINUTE = 60_000;

/** Bodies as a hall of four counters makes them: a day opened, then five events a ticket. */
export function hallBodies(count: number, startAt: number): readonly EventBody[] {
  const bodies: EventBody[] = [
    {
      type: 'day.opened',
      at: startAt,
      src: 'agent',
      date: new Date(startAt + 8 * 60 * MINUTE).toISOString().slice(0, 10),
      timeZone: 'Asia/Shanghai',
      opensAt: startAt,
      closesAt: startAt + 480 * MINUTE,
      targets: { ordinary: 10 * MINUTE },
    },
  ];
  for (let number = 1; bodies.length < count; number++) bodies.push(...ticketBodies(number, startAt + number * 20_000));
  return bodies.slice(0, count);
}

function ticketBodies(number: number, issuedAt: number): readonly EventBody[] {
  const ticket =
    `${'ABCDEF'[Math.floor(number / 999) % 6]}${String((number % 999) + 1).padStart(3, '0')}` as TicketNumber;
  const counter = String((number % 4) + 1) as CounterId;
  const calledAt = issuedAt + ((number * 37_000) % 900_000);
  const finishedAt = calledAt + 120_000;
  return [
    { type: 'ticket.issued', at: issuedAt, src: 'printer', ticket, service: 'personal', class: 'ordinary' },
    { type: 'ticket.called', at: calledAt, src: 'bus', ticket, counter, teller: 'k3x9q2m4' },
    { type: 'ticket.finished', at: finishedAt, src: 'bus', ticket, counter, reason: 'evaluate' },
    { type: 'rating.invited', at: finishedAt, src: 'bus', ticket, counter },
    {
      type: 'rating.given',
      at: finishedAt + 4_000,
      src: 'bus',
      rating: `rating-${number}-${issuedAt}`,
      channel: 'evaluator',
      counter,
      ticket,
      level: (number % 4) + 1,
      scale: 4,
      raw: number % 4,
    },
  ];
}

/** The same events as a branch would send them. */
export function hallBatches(
  branch: BranchId,
  epoch: EpochId,
  bodies: readonly EventBody[],
  perBatch: number,
): readonly Batch[] {
  const batches: Batch[] = [];
  let chain = chainStart(branch, epoch);
  for (let from = 0; from < bodies.length; from += perBatch) {
    const lines = bodies.slice(from, from + perBatch).map((body, index) => formatEventLine(from + index + 1, body));
    const tip = lines.reduce(chainNext, chain);
    batches.push({ header: { branch, epoch, first: from + 1, count: lines.length, chain, tip }, lines });
    chain = tip;
  }
  return batches;
}
