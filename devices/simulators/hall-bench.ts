import type { EventBody } from '#contract/events.ts';
import { CaptureTap } from '#devices/cli/capture-tap.ts';
import { CaptureDecoder } from '#devices/cli/decode.ts';
import demoBank from '#devices/sites/demo-bank.json' with { type: 'json' };
import { siteSchema, type Site } from '#devices/sites/site.ts';
import type { SimulatedRecord, Truth } from './hall-types.ts';
import { createHallSimulator, type HallSimulator } from './hall-simulator.ts';
import { scenarioOf, type ScenarioInput } from './scenario.ts';

/** 2026-11-30 09:00:00 in Shanghai, when the demo hall opens. */
export const NINE = Date.UTC(2026, 10, 30, 1, 0, 0);

type Change = (site: typeof demoBank) => unknown;

export function demoSite(change: Change = () => undefined): Site {
  const site = structuredClone(demoBank);
  change(site);
  return siteSchema.parse(site);
}

/** A hall where nothing happens by itself. */
export const BY_HAND: ScenarioInput = { arrivals: { openingCrowd: 0, profile: [] }, tellers: { mode: 'manual' } };

/** A simulated demo hall that a test drives by hand. */
export class HallBench {
  readonly hall: HallSimulator;
  readonly records: SimulatedRecord[] = [];
  #now = NINE;

  constructor(scenario: ScenarioInput = {}, site: Site = demoSite()) {
    this.hall = createHallSimulator({ site, startAt: NINE, scenario: scenarioOf({ ...BY_HAND, ...scenario }) });
  }

  /** Does something, then lets time pass. */
  do(action: (hall: HallSimulator) => boolean, ms = 2_000): this {
    if (!action(this.hall)) throw new Error('the hall has no such device');
    return this.wait(ms);
  }

  wait(ms: number): this {
    this.#now += ms;
    this.records.push(...this.hall.step(this.#now));
    return this;
  }

  /** What happened, without times. */
  happened(): readonly Record<string, unknown>[] {
    return this.hall.truth().map(({ at: _at, ...truth }) => truth);
  }

  /** Frames on a port as hex. */
  hex(port: string): readonly string[] {
    return this.records.filter((record) => record.port === port).map((record) => record.bytes.toHex().toUpperCase());
  }
}

/** All bytes of one simulated day, and the hall that made them. */
export function wholeDay(site: Site, scenario: ScenarioInput, seed: number) {
  const hall = createHallSimulator({
    site,
    seed,
    startAt: NINE - 3_000,
    scenario: scenarioOf({ days: 1, ...scenario }),
  });
  const records: SimulatedRecord[] = [];
  for (let record = hall.next(Infinity); record !== null; record = hall.next(Infinity)) records.push(record);
  return { hall, records };
}

/** What the readers and the tap make of recorded bytes. */
export function listen(site: Site, records: readonly SimulatedRecord[]) {
  const decoder = new CaptureDecoder(site);
  const tap = new CaptureTap(site);
  const lastAt = records.at(-1)?.at ?? 0;
  const events: EventBody[] = [];
  for (const outputs of [...records.map((record) => decoder.push(record)), decoder.end(lastAt)]) {
    for (const heard of outputs) if (heard.kind === 'message') events.push(...tap.receive(heard.message));
  }
  return { events: [...events, ...tap.end(lastAt)], notes: tap.notes };
}

/** The truth in the words of the event contract: what an undisturbed tap must find, times included. */
export function asEvents(truth: readonly Truth[]): readonly string[] {
  return truth.flatMap((entry) => {
    const name = EVENT_NAMES[entry.what];
    if (name === null) return [];
    const ticket = 'ticket' in entry && entry.ticket !== null ? entry.ticket : '';
    const level = entry.what === 'rated' ? entry.level : '';
    return [`${entry.at} ${name} ${'counter' in entry ? entry.counter : ''} ${ticket} ${level}`];
  });
}

export function eventKey(event: EventBody): string {
  const { ticket = '', counter = '', level = '' } = event as { ticket?: string; counter?: string; level?: number };
  return `${event.at} ${event.type} ${counter} ${ticket} ${level}`;
}

const EVENT_NAMES: Readonly<Record<Truth['what'], string | null>> = {
  issued: 'ticket.issued',
  called: 'ticket.called',
  recalled: 'ticket.recalled',
  'no-show': 'ticket.no-show',
  started: 'ticket.started',
  suspended: 'ticket.suspended',
  resumed: 'ticket.resumed',
  transferred: 'ticket.transferred',
  finished: 'ticket.finished',
  invited: 'rating.invited',
  expired: 'rating.expired',
  rated: 'rating.given',
  login: 'counter.login',
  logout: 'counter.logout',
  paused: 'counter.paused',
  open: 'counter.open',
  refused: null,
  'nobody-waiting': null,
  'day-reset': null,
};
