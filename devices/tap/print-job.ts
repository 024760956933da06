import { ticketNumberSchema, type TicketNumber } from '#contract/ids.ts';
import { readPrintedTime, type PrintedTime } from './printed-time.ts';
import type { SiteIndex } from './site-index.ts';

export type PrintedTicket =
  | { readonly kind: 'no-ticket' }
  | { readonly kind: 'bad-number' }
  | { readonly kind: 'unknown-prefix'; readonly ticket: TicketNumber }
  | {
      readonly kind: 'ticket';
      readonly ticket: TicketNumber;
      readonly service: string;
      readonly class: string;
      /** Epoch ms by the machine's clock; null when it prints none or `clockProblem` says why it is not believed. */
      readonly deviceAt: number | null;
      readonly clockProblem: string | null;
    };

/** Reads the ticket on a print job that began at `at` (epoch ms) by the site's text patterns. Never throws. */
export function readPrintJob(index: SiteIndex, lines: readonly string[], at: number): PrintedTicket {
  const match = firstMatch(index.ticketPattern, lines);
  if (match?.ticket === undefined) return { kind: 'no-ticket' };
  const number = ticketNumberSchema.safeParse(match.ticket);
  if (!number.success) return { kind: 'bad-number' };
  const queue = index.queueOf(number.data);
  if (queue === null) return { kind: 'unknown-prefix', ticket: number.data };
  const ticket = { kind: 'ticket', ticket: number.data, service: queue.service, class: queue.class } as const;
  if (index.timePattern === null) return { ...ticket, deviceAt: null, clockProblem: null };
  const printed = printedTime(index.timePattern, lines);
  if (printed === null) return { ...ticket, deviceAt: null, clockProblem: 'no time found on the ticket' };
  const time = readPrintedTime(printed, at, index.site.timeZone);
  return time.ok
    ? { ...ticket, deviceAt: time.at, clockProblem: null }
    : { ...ticket, deviceAt: null, clockProblem: time.problem };
}

function firstMatch(pattern: RegExp, lines: readonly string[]): Record<string, string | undefined> | null {
  for (const line of lines) {
    const match = pattern.exec(line);
    if (match !== null) return match.groups ?? {};
  }
  return null;
}

/** Time and date may stand on different lines; the first of each counts. */
function printedTime(pattern: RegExp, lines: readonly string[]): PrintedTime | null {
  const groups = lines.flatMap((line) => [...line.matchAll(pattern)].map((match) => match.groups ?? {}));
  const time = groups.find((group) => group['time'] !== undefined)?.['time'];
  const date = groups.find((group) => group['date'] !== undefined)?.['date'];
  return time === undefined ? null : { time, date: date ?? null };
}
