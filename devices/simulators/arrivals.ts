import type { BusinessDay } from './business-day.ts';
import { localTime } from './business-day.ts';
import type { Hall } from './hall-types.ts';
import type { QueueHost } from './queue-host.ts';

const HOUR_MS = 3_600_000;
/** People of the opening crowd reach the ticket machine one after the other. */
const CROWD_GAP_MS = 2_500;

/** Lets customers come to the ticket machine on one day: the crowd at the doors, then at the rate of the hour. */
export class Arrivals {
  readonly #host: QueueHost;
  readonly #hall: Hall;

  constructor(host: QueueHost) {
    this.#host = host;
    this.#hall = host.hall;
  }

  /** From now, the moment the doors open, until closing time. */
  openDoors(day: BusinessDay): void {
    const { arrivals } = this.#hall.scenario;
    for (let person = 0; person < arrivals.openingCrowd; person++) {
      this.#hall.queue.after((person + this.#hall.random.unit()) * CROWD_GAP_MS, () => this.#arrive());
    }
    this.#next(day);
  }

  /** Poisson arrivals whose rate changes over the day: drawn at the highest rate, thinned to that of the moment. */
  #next(day: BusinessDay): void {
    const { queue, random } = this.#hall;
    const highest = Math.max(0, ...this.#hall.scenario.arrivals.profile.map((entry) => entry.perCounterHour));
    if (highest === 0) return;
    queue.after(random.exponential(HOUR_MS / (highest * this.#host.counters.size)), () => {
      if (queue.now() >= day.closesAt) return;
      if (random.chance(this.#rateAt(day) / highest)) this.#arrive();
      this.#next(day);
    });
  }

  #rateAt(day: BusinessDay): number {
    const { profile } = this.#hall.scenario.arrivals;
    const now = this.#hall.queue.now();
    const started = profile.filter(({ from }) => localTime(day.date, from, this.#hall.site.timeZone) <= now);
    const current = started.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
    return current?.perCounterHour ?? 0;
  }

  #arrive(): void {
    const { site, random, scenario } = this.#hall;
    const weights = site.tickets.map(({ prefix }, index) => scenario.arrivals.mix[prefix] ?? 1 / (index + 1));
    const rule = site.tickets[random.weighted(weights)];
    if (rule !== undefined) this.#host.takeTicket(rule.prefix, patienceMs(this.#hall));
  }
}

/** How long a customer stays before leaving unseen. */
export function patienceMs({ scenario, random }: Hall): number {
  const { patienceMedianMinutes, patienceSpread } = scenario.customers;
  return random.logNormal(patienceMedianMinutes, patienceSpread) * 60_000;
}
