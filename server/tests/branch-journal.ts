import { chainNext, chainStart } from '#contract/chain.ts';
import { encodeBatch, type Batch } from '#contract/envelope.ts';
import { formatEventLine, type EventBody } from '#contract/events.ts';
import {
  branchIdSchema,
  counterIdSchema,
  epochIdSchema,
  ticketNumberSchema,
  type BranchId,
  type EpochId,
} from '#contract/ids.ts';
import { applyEvent, createHall, dayRecords } from '#rubric/hall/hall.ts';
import { halfHourScore } from '#rubric/metrics/window-score.ts';

/** A branch's journal as its agent would have written and sent it. */

export const BRANCH = branchIdSchema.parse('demo');
export const OTHER = branchIdSchema.parse('other');
export const EPOCH = epochIdSchema.parse('00c0ffee00c0ffee');
export const LATER_EPOCH = epochIdSchema.parse('00c0ffee00c0ffef');

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
/** 09:00 in Shanghai on Monday 2026-11-30. */
export const OPENING = Date.UTC(2026, 10, 30, 1);
export const DATE = '2026-11-30';

export class BranchJournal {
  readonly branch: BranchId;
  readonly epoch: EpochId;
  readonly lines: readonly string[];
  /** `hashes[n]` = chain hash after seq n. */
  readonly hashes: readonly string[];

  constructor(lines: readonly string[], branch: BranchId = BRANCH, epoch: EpochId = EPOCH) {
    this.branch = branch;
    this.epoch = epoch;
    this.lines = lines;
    const hashes = [chainStart(branch, epoch)];
    for (const line of lines) hashes.push(chainNext(hashes.at(-1)!, line));
    this.hashes = hashes;
  }

  /** The batch of seq `first` to `last`. */
  batch(first: number, last: number): Batch {
    return {
      header: {
        branch: this.branch,
        epoch: this.epoch,
        first,
        count: last - first + 1,
        chain: this.hashes[first - 1]!,
        tip: this.hashes[last]!,
      },
      lines: this.lines.slice(first - 1, last),
    };
  }

  payload(first = 1, last = this.lines.length): Buffer {
    return encodeBatch(this.batch(first, last), (first + last) % 2 === 0);
  }
}

function linesOf(bodies: readonly EventBody[]): readonly string[] {
  return bodies.map((body, index) => formatEventLine(index + 1, body));
}

/** The journal of whole business days, with the scores that the branch computed when each half-hour closed. */
export function daysJournal(days: number, tickets: number, epoch: EpochId = EPOCH): BranchJournal {
  const bodies: EventBody[] = [];
  for (let day = 0; day < days; day++) addDay(bodies, day, tickets);
  return new BranchJournal(linesOf(bodies), BRANCH, epoch);
}

/** A day with a kiosk: details, a rating taken back, a run of taps that is set aside only when it is known as one. */
export function kioskJournal(): BranchJournal {
  const bodies: EventBody[] = [];
  addDay(bodies, 0, 3);
  const closed = bodies.pop()!;
  const from = OPENING + HALF_HOUR;
  tap(bodies, 'kiosk-0001', from + 5 * MINUTE);
  bodies.push({
    type: 'rating.detailed',
    at: from + 5 * MINUTE + 4_000,
    src: 'kiosk',
    rating: 'kiosk-0001',
    comment: '慢',
  });
  bodies.push({ type: 'rating.withdrawn', at: from + 5 * MINUTE + 9_000, src: 'kiosk', rating: 'kiosk-0001' });
  // The fifth tap, which makes mashing of them, comes after their half-hour is scored.
  for (let n = 1; n < 5; n++) tap(bodies, `mash-000${n}`, from + 29 * MINUTE + n * 14_000);
  bodies.push(scoreOf(bodies, DATE, from));
  tap(bodies, 'mash-0005', from + 29 * MINUTE + 5 * 14_000);
  tap(bodies, 'kiosk-0002', from + 40 * MINUTE);
  bodies.push(scoreOf(bodies, DATE, from + HALF_HOUR), closed);
  return new BranchJournal(linesOf(bodies));
}

function tap(bodies: EventBody[], rating: string, at: number): void {
  bodies.push({ type: 'rating.given', at, src: 'kiosk', rating, channel: 'kiosk', level: 4, scale: 4 });
}

function addDay(bodies: EventBody[], day: number, tickets: number): void {
  const opensAt = OPENING + day * 1_440 * MINUTE;
  const date = new Date(opensAt).toISOString().slice(0, 10);
  bodies.push({
    type: 'day.opened',
    at: opensAt,
    src: 'agent',
    date,
    timeZone: 'Asia/Shanghai',
    opensAt,
    closesAt: opensAt + 480 * MINUTE,
    targets: { ordinary: 10 * MINUTE, gold: 5 * MINUTE },
  });
  for (let number = 1; number <= tickets; number++) bodies.push(...visit(number, opensAt + number * 4 * MINUTE));
  bodies.push(scoreOf(bodies, date, opensAt + HALF_HOUR));
  bodies.push({ type: 'day.closed', at: opensAt + 540 * MINUTE, src: 'agent', date });
}

function visit(number: number, at: number): EventBody[] {
  const ticket = ticketNumberSchema.parse(`A${String(number).padStart(3, '0')}`);
  const counter = counterIdSchema.parse(String((number % 3) + 1));
  const calledAt = at + ((number * 97) % 400) * 1_000;
  const bodies: EventBody[] = [
    {
      type: 'ticket.issued',
      at,
      src: 'printer',
      ticket,
      service: number % 4 === 0 ? 'corporate' : 'personal',
      class: number % 5 === 0 ? 'gold' : 'ordinary',
    },
  ];
  // Some wait until the doors close.
  if (number % 7 === 0) return bodies;
  bodies.push({ type: 'ticket.called', at: calledAt, src: 'bus', ticket, counter });
  if (number % 6 === 0)
    return [...bodies, { type: 'ticket.no-show', at: calledAt + 1_000, src: 'bus', ticket, counter }];
  const endAt = calledAt + 90_000;
  bodies.push({ type: 'ticket.finished', at: endAt, src: 'bus', ticket, counter, reason: 'evaluate' });
  bodies.push({ type: 'rating.invited', at: endAt, src: 'bus', counter, ticket });
  if (number % 3 === 0) return bodies;
  bodies.push({
    type: 'rating.given',
    at: endAt + 3_000,
    src: 'bus',
    rating: `rating-${number}-${at}`,
    channel: 'evaluator',
    counter,
    ticket,
    level: (number % 4) + 1,
    scale: 4,
    flags: [],
  });
  return bodies;
}

/** What the branch itself says about a half-hour, from everything it has journalled so far. */
function scoreOf(bodies: readonly EventBody[], date: string, from: number): EventBody {
  const hall = createHall();
  bodies.forEach((body, index) => applyEvent(hall, { ...body, seq: index + 1 }));
  const records = dayRecords(hall, date);
  if (records === null) throw new Error(`no records of ${date}`);
  const score = halfHourScore(records, { from, to: from + HALF_HOUR, upto: bodies.length });
  return { type: 'score.window', at: from + HALF_HOUR, src: 'agent', score };
}
