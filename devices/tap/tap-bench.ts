import { eventBodySchema, type EventBody } from '#contract/events.ts';
import type { BaseKey, DeviceMessage, MessageContent } from '#devices/message.ts';
import demoBank from '#devices/sites/demo-bank.json' with { type: 'json' };
import { siteSchema, type Site } from '#devices/sites/site.ts';
import { FakeHall } from './fake-hall.ts';
import type { TapNote } from './notes.ts';
import { createTap, type Tap, type TapOutput } from './tap.ts';

/** 2026-11-30 09:00:00 in Shanghai. */
export const NINE = Date.UTC(2026, 10, 30, 1, 0, 0);

export type SiteChange = (site: typeof demoBank) => unknown;

export function demoSite(change: SiteChange = () => undefined): Site {
  const site = structuredClone(demoBank);
  change(site);
  return siteSchema.parse(site);
}

/** A tap in the demo hall with hands on every device; times are ms after nine o'clock. */
export class TapBench {
  readonly hall = new FakeHall();
  readonly events: EventBody[] = [];
  readonly notes: TapNote[] = [];
  readonly tap: Tap;
  #ids = 0;

  constructor(change?: SiteChange) {
    this.tap = createTap(demoSite(change), {
      pseudonym: (staffNumber) => `teller${staffNumber.split('').toReversed().join('')}`,
      newRatingId: () => `rating-${String(++this.#ids).padStart(4, '0')}`,
    });
  }

  hear(ms: number, port: string, content: MessageContent, echo = false): this {
    const message: DeviceMessage = { ...content, at: NINE + ms, port, echo };
    return this.#take(this.tap.receive(message, this.hall));
  }

  tick(ms: number): this {
    return this.#take(this.tap.tick(NINE + ms, this.hall));
  }

  print(ms: number, ...lines: readonly string[]): this {
    return this.hear(ms, 'printer', { name: 'print-job', lines });
  }

  issue(ms: number, ...tickets: readonly string[]): this {
    for (const ticket of tickets) this.print(ms, `您的号码 ${ticket}`, '2026-11-30 09:00');
    return this;
  }

  key(ms: number, counter: number, key: BaseKey, digits = ''): this {
    return this.hear(ms, 'bus', { name: 'key', address: counter, key, digits });
  }

  show(ms: number, counter: number, digits: string): this {
    return this.hear(ms, 'bus', { name: 'show-ticket', address: counter, digits, waiting: null });
  }

  strip(ms: number, counter: number, ticket: string): this {
    const text = `请${ticket}号到${counter}号窗口`;
    return this.hear(ms, 'strip', { name: 'show-text', address: counter, text });
  }

  rate(ms: number, counter: number, raw: number): this {
    return this.hear(ms, 'bus', { name: 'rating', address: 128 + counter, raw });
  }

  /** Key and display together: the ticket stands at the counter. */
  call(ms: number, counter: number, ticket: string): this {
    return this.key(ms, counter, 'call').show(ms + 50, counter, ticket.replace(/\D/g, ''));
  }

  /** Events since the last look, times in ms after nine, sources left out. */
  news(): readonly Record<string, unknown>[] {
    return this.events.splice(0).map(({ src: _src, ...event }) => ({ ...event, at: event.at - NINE }));
  }

  /** Codes of the notes since the last look. */
  remarks(): readonly string[] {
    return this.notes.splice(0).map((note) => note.code);
  }

  /** Forgets events and notes so far: the scene is set. */
  set(): this {
    this.events.length = 0;
    this.notes.length = 0;
    return this;
  }

  #take(output: TapOutput): this {
    for (const event of output.events) this.events.push(eventBodySchema.parse(event));
    this.notes.push(...output.notes);
    this.hall.apply(output.events);
    return this;
  }
}
