import type { CounterId } from '#contract/ids.ts';
import type { BaseKey } from '#devices/message.ts';
import type { Site } from '#devices/sites/site.ts';
import { Arrivals, patienceMs } from './arrivals.ts';
import { businessDayAt, nextBusinessDay, type BusinessDay } from './business-day.ts';
import { CounterDevices } from './counter-devices.ts';
import { EventQueue } from './event-queue.ts';
import type { Hall, SimulatedRecord, Truth } from './hall-types.ts';
import { printerPort, type CounterDisplay } from './host-lines.ts';
import { QueueHost, type HostCounter } from './queue-host.ts';
import { createRandom } from './random.ts';
import { scenarioOf, type Scenario } from './scenario.ts';
import { Teller } from './teller.ts';
import { DEFAULT_TEXTS, textProblems } from './texts.ts';
import { Wires } from './wires.ts';

/** What stands in the simulated hall at the moment. */
interface HallState {
  readonly waiting: readonly string[];
  readonly counters: readonly {
    readonly counter: CounterId;
    readonly open: boolean;
    readonly paused: boolean;
    readonly ticket: string | null;
    readonly invitationOpen: boolean;
    readonly display: Readonly<CounterDisplay>;
  }[];
}

/**
 * A bank hall with a queue host of its own, seen from its wires. Pure: it has no timer; whoever drives it asks for the
 * deadline and steps. The same site, scenario, seed and start give the same bytes.
 */
export interface HallSimulator {
  /** When something happens next, epoch ms; null when the simulated days are over. */
  deadline(): number | null;
  /** Lets everything happen up to `now` and gives the bytes that passed, in order of time. */
  step(now: number): readonly SimulatedRecord[];
  /** Goes on to the next chunk at or before `until`; null when there is none. */
  next(until: number): SimulatedRecord | null;
  /** A person types digits and a function key at a call terminal. False: no such counter, or it has no terminal. */
  press(counter: string, key: BaseKey, digits?: string): boolean;
  /** A person presses an evaluator button; `raw` as on the wire. False: no such counter, or no evaluator. */
  rate(counter: string, raw: number): boolean;
  /** A person takes a ticket. False: the site has no ticket of that service and class. */
  takeTicket(service: string, customerClass: string): boolean;
  /** A person presses a key of a keypad port. False: no counter has that keypad. */
  keypad(port: string, key: string): boolean;
  state(): HallState;
  /** What really happened this day; kept until the doors open again. */
  truth(): readonly Truth[];
}

export interface HallOptions {
  readonly site: Site;
  readonly scenario?: Scenario;
  readonly seed?: number;
  /** Epoch ms at which the simulation starts; outside business hours the hall stays shut until it opens. */
  readonly startAt: number;
}

/** Why this site cannot be simulated; empty when it can. One sentence per problem. */
export function simulationProblems(site: Site): readonly string[] {
  const printer = printerPort({ site });
  return [
    ...(printer === null ? ['the site has no ticket printer (a port whose profile starts with "escpos")'] : []),
    ...textProblems(site, DEFAULT_TEXTS),
  ];
}

/** Builds the hall; throws when `simulationProblems` has any. */
export function createHallSimulator(options: HallOptions): HallSimulator {
  const problems = simulationProblems(options.site);
  if (problems.length > 0) throw new Error(`this site cannot be simulated: ${problems.join('; ')}`);
  return new RunningHall(options);
}

class RunningHall implements HallSimulator {
  readonly #hall: Hall;
  readonly #queue: EventQueue;
  readonly #host: QueueHost;
  readonly #arrivals: Arrivals;
  readonly #devices: ReadonlyMap<string, CounterDevices>;
  readonly #tellers: readonly Teller[];
  readonly #out: SimulatedRecord[] = [];
  #truth: Truth[] = [];
  #daysLeft: number;

  constructor({ site, scenario = scenarioOf(), seed = 1, startAt }: HallOptions) {
    this.#queue = new EventQueue(startAt);
    const queue = this.#queue;
    const wires = new Wires(site, queue, (record) => this.#out.push(record));
    const record: Hall['record'] = (truth, at = queue.now()) => this.#truth.push({ at, ...truth });
    this.#hall = { site, scenario, queue, random: createRandom(seed), wires, record };
    this.#host = new QueueHost(this.#hall);
    this.#arrivals = new Arrivals(this.#host);
    const counters = [...this.#host.counters.values()];
    this.#devices = new Map(counters.map((counter) => [counter.at.id, new CounterDevices(this.#host, counter)]));
    const staffed = scenario.tellers.mode === 'simulated' ? counters.filter(({ at }) => at.terminal !== undefined) : [];
    this.#tellers = staffed.map((counter) => new Teller(this.#host, counter, this.#devices.get(counter.at.id)!));
    this.#daysLeft = scenario.days ?? Infinity;
    this.#plan(businessDayAt(site, startAt));
  }

  deadline(): number | null {
    return this.#out[0]?.at ?? this.#queue.deadline();
  }

  step(now: number): readonly SimulatedRecord[] {
    while (this.#queue.runNext(now));
    this.#queue.moveTo(now);
    return this.#out.splice(0);
  }

  next(until: number): SimulatedRecord | null {
    while (this.#out.length === 0 && this.#queue.runNext(until));
    return this.#out.shift() ?? null;
  }

  press(counter: string, key: BaseKey, digits = ''): boolean {
    return this.#devices.get(counter)?.press(key, digits) ?? false;
  }

  rate(counter: string, raw: number): boolean {
    return this.#devices.get(counter)?.rate(raw) ?? false;
  }

  takeTicket(service: string, customerClass: string): boolean {
    const rule = this.#hall.site.tickets.find((one) => one.service === service && one.class === customerClass);
    if (rule === undefined) return false;
    this.#host.takeTicket(rule.prefix, patienceMs(this.#hall));
    return true;
  }

  keypad(port: string, key: string): boolean {
    const counter = this.#hall.site.counters.find((one) => one.keypad === port);
    return counter !== undefined && this.#devices.get(counter.id)!.pressKeypad(key);
  }

  state(): HallState {
    return {
      waiting: this.#host.waiting().map((ticket) => ticket.number),
      counters: [...this.#host.counters.values()].map((counter) => this.#counterState(counter)),
    };
  }

  truth(): readonly Truth[] {
    return this.#truth;
  }

  #counterState(counter: HostCounter): HallState['counters'][number] {
    const { current } = counter;
    return {
      counter: counter.at.id,
      open: counter.open,
      paused: counter.paused,
      ticket: current === null || current.finished ? null : current.ticket.number,
      invitationOpen: counter.invitation !== null,
      display: { ...this.#host.lines.display(counter.at) },
    };
  }

  /** Everything of a day that goes by the clock. */
  #plan(day: BusinessDay): void {
    if (this.#daysLeft-- === 0) return;
    this.#at(day.opensAt, () => {
      if (this.#truth.at(-1)?.what === 'day-reset') this.#truth = [];
      this.#arrivals.openDoors(day);
      for (const teller of this.#tellers) teller.begin(this.#hall.random.between(1_000, 20_000));
    });
    this.#at(day.closesAt, () => {
      for (const teller of this.#tellers) teller.close();
    });
    this.#at(day.resetsAt, () => this.#resetWhenEmpty(day));
  }

  /** The host starts its numbers again once the last service is over. */
  #resetWhenEmpty(day: BusinessDay): void {
    const { queue } = this.#hall;
    const serving = this.state().counters.some((counter) => counter.open && counter.ticket !== null);
    const next = nextBusinessDay(this.#hall.site, day);
    if (serving && this.#tellers.length > 0 && queue.now() < next.opensAt - 60_000) {
      this.#at(queue.now() + 10_000, () => this.#resetWhenEmpty(day));
      return;
    }
    this.#host.resetDay();
    this.#plan(next);
  }

  #at(at: number, action: () => void): void {
    this.#queue.after(at - this.#queue.now(), action);
  }
}
