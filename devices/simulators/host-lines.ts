import type { SiteCounter } from '#devices/sites/site.ts';
import type { Hall, Ticket } from './hall-types.ts';
import { displayDigits, type KeyPress } from './key-lookup.ts';
import { callText, DEFAULT_TEXTS, slipText, wallTime } from './texts.ts';

/** What the lamps of a counter show at the moment. */
export interface CounterDisplay {
  /** Terminal: "ticket 001", "waiting 12", "ok", "error" or "". */
  terminal: string;
  /** Text on the window strip. */
  strip: string;
  beeps: number;
}

/** The host thinks this long before it answers a frame; displays follow when the wire is free. */
const ANSWER_MS = [4, 14] as const;
/** The ticket machine prints this long after the button. */
const PRINT_MS = [250, 600] as const;
/** Terminals have three digits for the number of people waiting. */
const MAX_SHOWN = 999;

/** Everything the queue host sends: answers, displays, strips, slips. */
export class HostLines {
  readonly #hall: Hall;
  readonly #displays = new Map<string, CounterDisplay>();

  constructor(hall: Hall) {
    this.#hall = hall;
    for (const counter of hall.site.counters) this.#displays.set(counter.id, { terminal: '', strip: '', beeps: 0 });
  }

  display(counter: SiteCounter): CounterDisplay {
    return this.#displays.get(counter.id)!;
  }

  /** Answers a key frame with the same bytes; false when the answer is lost on the way (scenario). */
  acknowledgeKey(counter: SiteCounter, press: KeyPress): boolean {
    return this.#answer(counter.terminal!.port, 'key', { address: counter.terminal!.address, ...press });
  }

  acknowledgeRating(counter: SiteCounter, raw: number): boolean {
    const { port, address } = counter.evaluator!;
    const variant = this.#hall.scenario.host.evaluatorAck;
    return variant === 'a'
      ? this.#answer(port, 'rating-ack-a', { address, raw })
      : this.#answer(port, 'rating-ack-b', { address });
  }

  announce(counter: SiteCounter, ticket: Ticket): void {
    const digits = displayDigits(ticket.number);
    this.#toTerminal(counter, 'show-ticket', { digits });
    this.display(counter).terminal = `ticket ${digits}`;
    if (counter.strip === undefined) return;
    const { port, address } = counter.strip;
    const text = callText(DEFAULT_TEXTS, ticket.number, counter.id);
    const { to } = this.#hall.wires.send({
      port,
      by: 'host',
      command: 'show-text',
      args: { address, text },
      delayMs: this.#think(),
    });
    this.display(counter).strip = text;
    if (this.#direction(port) === 'to-device') return;
    const reply = { port, by: 'device', command: 'shown', args: { address } } as const;
    this.#hall.wires.send({ ...reply, delayMs: to - this.#hall.queue.now() + this.#think() });
  }

  showWaiting(counter: SiteCounter, waiting: number): void {
    const shown = Math.min(waiting, MAX_SHOWN);
    this.#toTerminal(counter, 'show-waiting', { waiting: shown });
    this.display(counter).terminal = `waiting ${shown}`;
  }

  showResult(counter: SiteCounter, success: boolean): void {
    this.#toTerminal(counter, 'show-result', { success: success ? 1 : 0 });
    this.display(counter).terminal = success ? 'ok' : 'error';
  }

  beep(counter: SiteCounter): void {
    this.#toTerminal(counter, 'beep', {});
    this.display(counter).beeps++;
  }

  /** Prints a slip on every ticket printer of the hall; gives the time of its first byte. */
  print(ticket: Omit<Ticket, 'issuedAt'>, waiting: number): number {
    const { site, wires, queue, random } = this.#hall;
    const delayMs = Math.round(random.between(...PRINT_MS));
    const printedAt = wallTime(queue.now() + delayMs, site.timeZone);
    const fields = { ticket: ticket.number, service: ticket.service, class: ticket.class, waiting, printedAt };
    const text = slipText(site, DEFAULT_TEXTS, fields);
    const port = printerPort(this.#hall)!;
    return wires.send({ port, by: 'host', command: 'ticket', args: { text }, delayMs }).from;
  }

  #answer(port: string, command: string, args: Readonly<Record<string, number | string>>): boolean {
    if (this.#hall.random.chance(this.#hall.scenario.host.lostAcks)) return false;
    this.#hall.wires.send({ port, by: 'host', command, args, delayMs: this.#think() });
    return true;
  }

  #toTerminal(counter: SiteCounter, command: string, args: Readonly<Record<string, number | string>>): void {
    if (counter.terminal === undefined) return;
    const { port, address } = counter.terminal;
    this.#hall.wires.send({ port, by: 'host', command, args: { address, ...args }, delayMs: this.#think() });
  }

  #direction(port: string): string {
    return this.#hall.site.ports.find((one) => one.id === port)!.direction;
  }

  #think(): number {
    return this.#hall.random.between(...ANSWER_MS);
  }
}

/** The port whose profile prints tickets, null when the site has none. */
export function printerPort(hall: { readonly site: Hall['site'] }): string | null {
  return hall.site.ports.find((port) => port.profile.startsWith('escpos'))?.id ?? null;
}
