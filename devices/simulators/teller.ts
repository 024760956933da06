import type { Cancel } from '#contract/clock.ts';
import type { KeyMeaning } from '#devices/sites/site.ts';
import type { CounterDevices } from './counter-devices.ts';
import type { CounterObserver, Hall, Ticket } from './hall-types.ts';
import { pressFor } from './key-lookup.ts';
import type { HostCounter, QueueHost } from './queue-host.ts';
import { ratingLevel } from './rating-mood.ts';

/** Second press of a nervous finger. */
const DOUBLE_PRESS_MS = 150;
/** A refused or useless call is tried again after this. */
const RETRY_MS = 3_000;

/** A simulated teller with the customer in front: presses the counter's keys in the order of a real service. */
export class Teller implements CounterObserver {
  readonly #host: QueueHost;
  readonly #hall: Hall;
  readonly #counter: HostCounter;
  readonly #devices: CounterDevices;
  /** The next thing this teller does; a teller does one thing at a time. */
  #next: Cancel | null = null;
  /** Has nothing to do until a ticket is taken. */
  #idle = false;
  #closing = false;

  constructor(host: QueueHost, counter: HostCounter, devices: CounterDevices) {
    this.#host = host;
    this.#hall = host.hall;
    this.#counter = counter;
    this.#devices = devices;
    counter.observer = this;
  }

  /** Comes to work: logs in after `delayMs` and starts calling. */
  begin(delayMs: number): void {
    this.#closing = false;
    this.#soon(delayMs, () => {
      const staff = this.#hall.scenario.tellers.counters[this.#counter.at.id]?.staff;
      this.#press('login', staff ?? String(1000 + [...this.#host.counters.keys()].indexOf(this.#counter.at.id) + 1));
      this.#soon(this.#seconds(3, 9), () => this.#tryCall());
    });
  }

  /** Doors are shut: serves whoever still waits, then logs out. */
  close(): void {
    this.#closing = true;
    if (this.#idle) this.#soon(this.#seconds(2, 30), () => this.#tryCall());
  }

  called(ticket: Ticket): void {
    this.#idle = false;
    const { customers } = this.#hall.scenario;
    const gone = this.#hall.queue.now() >= ticket.leavesAt || this.#hall.random.chance(customers.noShow);
    if (gone) this.#waitInVain(this.#hall.scenario.tellers.recalls);
    else this.#soon(this.#seconds(...customers.walkSeconds), () => this.#serve(ticket));
  }

  nobodyWaiting(): void {
    this.#becomeIdle();
  }

  refused(): void {
    this.#soon(RETRY_MS, () => this.#tryCall());
  }

  ticketTaken(): void {
    if (this.#idle) {
      this.#idle = false;
      this.#soon(this.#seconds(1, 6), () => this.#tryCall());
    }
  }

  /** The customer in front decides whether to press a button. */
  invited(ticket: Ticket | null): void {
    const { ratings } = this.#hall.scenario;
    if (ticket === null || !this.#hall.random.chance(ratings.response)) return;
    this.#hall.queue.after(this.#seconds(...ratings.afterSeconds), () => {
      if (this.#counter.invitation?.ticket === ticket) this.#devices.rateLevel(ratingLevel(this.#hall, ticket));
    });
  }

  #waitInVain(recallsLeft: number): void {
    const patience = this.#hall.scenario.tellers.recallAfterSeconds;
    this.#soon(this.#seconds(patience, patience * 1.5), () => {
      if (recallsLeft > 0) {
        this.#press('recall');
        this.#waitInVain(recallsLeft - 1);
      } else {
        this.#press('no-show');
        this.#soon(this.#seconds(2, 6), () => this.#tryCall());
      }
    });
  }

  #serve(ticket: Ticket): void {
    const { scenario, random } = this.#hall;
    if (random.chance(scenario.tellers.startKey)) this.#press('start');
    const time = scenario.serviceTimes[ticket.service] ?? scenario.typicalService;
    this.#soon(random.logNormal(time.medianMinutes, time.spread) * 60_000, () => {
      if (!random.chance(scenario.ratings.withheld)) this.#press('evaluate');
      this.#afterService();
    });
  }

  #afterService(): void {
    const { scenario, random } = this.#hall;
    const gapMs = random.logNormal(Math.max(0.5, scenario.tellers.gapMedianSeconds) * 1000, 0.5);
    const meanServiceHours = scenario.typicalService.medianMinutes / 60;
    if (!this.#closing && random.chance(scenario.tellers.pausesPerHour * meanServiceHours)) {
      this.#soon(gapMs, () => this.#pause());
    } else {
      this.#soon(gapMs, () => this.#tryCall());
    }
  }

  #pause(): void {
    if (!this.#press('pause')) return this.#tryCall();
    this.#soon(this.#hall.random.exponential(this.#hall.scenario.tellers.pauseMinutes * 60_000), () => {
      this.#press('open');
      this.#soon(this.#seconds(2, 8), () => this.#tryCall());
    });
  }

  #tryCall(): void {
    if (this.#host.waitingFor(this.#counter).length > 0) this.#press('call');
    else if (this.#closing) this.#goHome();
    else this.#becomeIdle();
  }

  #becomeIdle(): void {
    this.#next?.();
    this.#next = null;
    this.#idle = true;
    if (this.#closing) this.#soon(RETRY_MS, () => this.#tryCall());
  }

  #goHome(): void {
    this.#idle = false;
    this.#press('logout');
  }

  /** False where the site has no key for it. */
  #press(meaning: KeyMeaning, digits = ''): boolean {
    const press = pressFor(this.#hall.site, meaning, digits);
    if (press === null || !this.#devices.press(press.key, press.digits)) return false;
    if (this.#hall.random.chance(this.#hall.scenario.tellers.doublePress)) {
      this.#hall.queue.after(DOUBLE_PRESS_MS, () => this.#devices.press(press.key, press.digits));
    }
    return true;
  }

  #soon(delayMs: number, action: () => void): void {
    this.#next?.();
    this.#next = this.#hall.queue.after(delayMs, () => {
      this.#next = null;
      action();
    });
  }

  #seconds(from: number, to: number): number {
    return this.#hall.random.between(from, to) * 1000;
  }
}
