import { siteSchema, type Site } from '#devices/sites/site.ts';
import { DEFAULT_TEXTS } from '#devices/simulators/texts.ts';
import type { DayTicket } from './ticket-day.ts';

/** The hall that a ticket-day file is replayed in: one shared bus, one strip line, one printer line. */

/** Customer class by the file's priority. */
export const CLASS_OF_PRIORITY = ['ordinary', 'gold', 'platinum'] as const;

const SERVICES: Readonly<Record<string, { zh: string; en: string }>> = {
  IN: { zh: '网上银行', en: 'Internet banking' },
  NE: { zh: '证券业务', en: 'Stock exchange' },
  NW: { zh: '新客户咨询', en: 'New customers' },
  PE: { zh: '英语业务', en: 'Business in English' },
  PS: { zh: '常规业务', en: 'Regular business' },
  TT: { zh: '回电', en: 'Call back' },
};

/** Evaluator N stands at wire address 80h + N. */
const EVALUATOR_BASE = 0x80;

/** Largest number that the three digits of a terminal show. */
const MAX_NUMBER = 999;

export interface TicketPrefix {
  readonly prefix: string;
  readonly service: string;
  readonly class: (typeof CLASS_OF_PRIORITY)[number];
}

/**
 * Numbers the tickets (in order of issue) 001.. per service type × class; each pair has a letter of its own, and a
 * further one whenever it passes 999. Letters are given in the order of type, class, overflow.
 */
export function numberTickets(tickets: readonly DayTicket[]): {
  readonly numbers: readonly string[];
  readonly prefixes: readonly TicketPrefix[];
} {
  const totals = new Map<string, number>();
  for (const ticket of tickets) totals.set(kindOf(ticket), (totals.get(kindOf(ticket)) ?? 0) + 1);
  const prefixes: TicketPrefix[] = [];
  const firstPrefix = new Map<string, number>();
  for (const [kind, total] of [...totals].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    firstPrefix.set(kind, prefixes.length);
    const [type, priority] = kind.split(' ');
    const rule = { service: type!.toLowerCase(), class: CLASS_OF_PRIORITY[Number(priority) as 0 | 1 | 2] };
    for (let from = 0; from < total; from += MAX_NUMBER) prefixes.push({ prefix: letters(prefixes.length), ...rule });
  }
  const used = new Map<string, number>();
  const numbers = tickets.map((ticket) => {
    const before = used.get(kindOf(ticket)) ?? 0;
    used.set(kindOf(ticket), before + 1);
    const { prefix } = prefixes[firstPrefix.get(kindOf(ticket))! + Math.floor(before / MAX_NUMBER)]!;
    return prefix + String((before % MAX_NUMBER) + 1).padStart(3, '0');
  });
  return { numbers, prefixes };
}

function kindOf(ticket: DayTicket): string {
  return `${ticket.type} ${ticket.priority}`;
}

/** A … Z, AA, AB … */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** The site map that reads the capture back. Open around the clock: a call centre has no closing time. */
export function ticketDaySite(hall: {
  readonly branch: string;
  readonly timeZone: string;
  readonly prefixes: readonly TicketPrefix[];
  readonly counters: number;
}): Site {
  const types = [...new Set(hall.prefixes.map((rule) => rule.service.toUpperCase()))];
  const target = { ordinary: 10, gold: 5, platinum: 3 };
  const name = { ordinary: { zh: '普通客户', en: 'Ordinary' }, gold: { zh: '金卡客户', en: 'Gold' }, platinum: { zh: '白金客户', en: 'Platinum' } }; // prettier-ignore
  return siteSchema.parse({
    site: 1,
    branch: { id: hall.branch, name: { zh: '回放网点', en: 'Replayed branch' } },
    timeZone: hall.timeZone,
    hours: { open: '00:00', close: '24:00', dayClose: '24:00' },
    services: Object.fromEntries(types.map((type) => [type.toLowerCase(), SERVICES[type] ?? { zh: type, en: type }])),
    classes: Object.fromEntries(CLASS_OF_PRIORITY.map((id) => [id, { name: name[id], targetMinutes: target[id] }])),
    tickets: hall.prefixes,
    ticketText: {
      ticket: '^(?<ticket>[A-Z]{1,4}[0-9]{3})$',
      time: '^(?<date>\\d{4}-\\d{2}-\\d{2}) (?<time>\\d{2}:\\d{2}:\\d{2})$',
      call: `^${DEFAULT_TEXTS.call.replace('{ticket}', '(?<ticket>[A-Z]{1,4}[0-9]{3})').replace('{counter}', '[0-9]+')}$`,
    },
    ports: [
      { id: 'bus', profile: 'ff68-bus', link: { type: 'capture' }, direction: 'shared' },
      { id: 'strip', profile: 'a090-strip', link: { type: 'capture' }, direction: 'to-device' },
      { id: 'printer', profile: 'escpos-printer-tap', link: { type: 'capture' }, direction: 'to-device' },
    ],
    counters: Array.from({ length: hall.counters }, (_, index) => counter(index + 1)),
    keys: [
      { key: 'call', means: 'call' },
      { key: 'recall', means: 'recall' },
      { key: 'evaluate', means: 'evaluate' },
    ],
    grades: { scale: 4, evaluator: [0, 1, 2, 3].map((raw) => ({ raw, level: raw + 1 })), keypad: [] },
    timing: { confirmMs: 1_000, stripMs: 500, ratingMs: 60_000, repeatMs: 1_000 },
    kiosk: { scale: 4, idleSeconds: 20, reasons: [] },
  });
}

function counter(number: number): unknown {
  return {
    id: String(number),
    name: { zh: `${number}号窗口`, en: `Counter ${number}` },
    terminal: { port: 'bus', address: number },
    evaluator: { port: 'bus', address: EVALUATOR_BASE + number },
    strip: { port: 'strip', address: number },
  };
}
