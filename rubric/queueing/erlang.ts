/**
 * Steady state of a queue that is served in order of arrival, after A. K. Erlang and C. Palm: what the play-through
 * of a hall is checked against. Arrivals are Poisson, services exponential; rates are per hour, times in hours.
 */

export interface Load {
  readonly arrivalsPerHour: number;
  /** What one counter can serve, > 0. */
  readonly servicesPerHour: number;
  /** Whole number ≥ 1. */
  readonly counters: number;
}

export interface PatientQueue {
  /** Share of arrivals that have to wait (Erlang C). */
  readonly waitProbability: number;
  /** Mean wait of everybody, those who need not wait included. */
  readonly meanWaitHours: number;
}

/** M/M/c: everybody stays. Null when more come than can be served: then there is no steady state. */
export function erlangC(load: Load): PatientQueue | null {
  const spare = sparePerHour(load);
  if (spare <= 0) return null;
  const offered = load.arrivalsPerHour / load.servicesPerHour;
  let blocking = 1;
  for (let k = 1; k <= load.counters; k += 1) blocking = (offered * blocking) / (k + offered * blocking);
  const utilisation = offered / load.counters;
  const waitProbability = blocking / (1 - utilisation * (1 - blocking));
  return { waitProbability, meanWaitHours: waitProbability / spare };
}

/** Share of arrivals that wait longer than `hours` in an M/M/c queue; null without a steady state. */
export function waitOverProbability(load: Load, hours: number): number | null {
  const queue = erlangC(load);
  return queue === null ? null : queue.waitProbability * Math.exp(-sparePerHour(load) * hours);
}

function sparePerHour({ arrivalsPerHour, servicesPerHour, counters }: Load): number {
  return counters * servicesPerHour - arrivalsPerHour;
}

export interface ImpatientQueue {
  readonly waitProbability: number;
  /** Share of arrivals that leave without service. */
  readonly abandonProbability: number;
  readonly meanWaiting: number;
  /** Mean time in the queue of everybody, also of those who leave. */
  readonly meanQueueHours: number;
}

/** Below this a further state no longer changes any figure. */
const NEGLIGIBLE = 1e-15;

/**
 * M/M/c+M (Erlang A): everybody who waits leaves at the rate `leavingPerHour` > 0, so that there always is a steady
 * state. Sums the birth–death chain upwards from the empty hall, whose weight is 1.
 */
export function erlangA(load: Load, leavingPerHour: number): ImpatientQueue {
  const { arrivalsPerHour, servicesPerHour, counters } = load;
  let [weight, all, delayed, waiting] = [1, 1, 0, 0];
  for (let people = 1; weight > NEGLIGIBLE * all || people <= counters; people += 1) {
    const leaving = Math.max(0, people - counters) * leavingPerHour;
    weight *= arrivalsPerHour / (Math.min(people, counters) * servicesPerHour + leaving);
    all += weight;
    if (people >= counters) delayed += weight;
    waiting += Math.max(0, people - counters) * weight;
  }
  const meanWaiting = waiting / all;
  return {
    waitProbability: delayed / all,
    abandonProbability: arrivalsPerHour === 0 ? 0 : (leavingPerHour * meanWaiting) / arrivalsPerHour,
    meanWaiting,
    meanQueueHours: arrivalsPerHour === 0 ? 0 : meanWaiting / arrivalsPerHour,
  };
}
