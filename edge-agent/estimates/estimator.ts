import type { Clock } from '#contract/clock.ts';
import type { Estimate, EstimateAccuracy, EstimateReason } from '#contract/estimate.ts';
import type { EventBody, EventOf, HallEvent } from '#contract/events.ts';
import type { QueueEstimate } from '#contract/lobby-view.ts';
import type { Site } from '#devices/sites/site.ts';
import { dayRecords } from '#rubric/hall/hall.ts';
import { findOpenLeg } from '#rubric/hall/legs.ts';
import { queueKey, type Queue } from '#rubric/hall/queue.ts';
import type { Hall } from '#rubric/hall/state.ts';
import type { Visit } from '#rubric/hall/visit.ts';
import { estimateAccuracy } from '#rubric/metrics/estimates.ts';
import { firstWaitOf } from '#rubric/metrics/wait.ts';
import { forecast, hasPoorCoverage, isTooWide, judge, type Forecast } from '#rubric/prediction/forecast.ts';
import { groupWaiting, questionAt, stillWaiting } from '#rubric/prediction/hall-question.ts';
import type { Learned } from '#rubric/prediction/learn.ts';
import { MODEL_NAME } from '#rubric/prediction/model.ts';
import { aheadInQueue, type WaitQuestion } from '#rubric/prediction/question.ts';
import { serviceRules } from '#rubric/prediction/service-rules.ts';
import type { HallLog } from '../health/agent-log.ts';
import type { Journal } from '../ports.ts';
import { createLearning, type Learning } from './learning.ts';

export interface EstimatorOptions {
  readonly site: Pick<Site, 'tickets' | 'counters'>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly pace: Clock;
  readonly log: HallLog;
}

/** Estimates waits from what the branch's own journal teaches, and watches how they come out. */
export interface Estimator {
  /** Begins to learn; until that is done there are no estimates. */
  start(): void;
  stop(): void;
  /**
   * What a ticket is told that is about to be stored; `before`: bodies of the same transaction that come earlier. Null
   * for a ticket that was issued a while ago and could not be stored: nobody told it anything.
   */
  tell(hall: Hall, ticket: EventOf<'ticket.issued'>, before: readonly EventBody[]): EventOf<'wait.estimated'> | null;
  /** To be told of everything stored, after the hall has taken it. */
  stored(hall: Hall, events: readonly HallEvent[]): void;
  /** What the next person of each queue has to expect, in the order of the site map. */
  queues(hall: Hall): readonly QueueEstimate[];
  /** How today's estimates came out; null before the first day. */
  accuracy(hall: Hall): EstimateAccuracy | null;
}

/** Positions and hours may be wrong for so long after the clock was set. */
const CLOCK_SUSPECT_MS = 30 * 60_000;
/** A ticket stored later than this after its issue was told nothing. */
const LATE_MS = 60_000;

export function createEstimator(options: EstimatorOptions): Estimator {
  return new JournalEstimator(options);
}

type Answer = { readonly made: Forecast | null } & (
  | { readonly estimate: Estimate; readonly reason: null }
  | { readonly estimate: null; readonly reason: EstimateReason }
);

class JournalEstimator implements Estimator {
  readonly #clock: Clock;
  readonly #rules: ReturnType<typeof serviceRules>;
  readonly #queues: readonly Queue[];
  readonly #learning: Learning;
  #learned: Learned | null = null;
  #suspectUntil = -Infinity;
  /** Of tickets that are being stored, by number. */
  readonly #told = new Map<string, Forecast>();
  /** Of tickets that wait. */
  readonly #open = new Map<Visit, Forecast>();

  constructor({ site, journal, clock, pace, log }: EstimatorOptions) {
    this.#clock = clock;
    this.#rules = serviceRules(site.counters);
    this.#queues = [...new Map(site.tickets.map((rule) => [queueKey(rule), rule])).values()];
    const learned = (result: Learned): void => void (this.#learned = result);
    const clockStepped = (at: number): void => this.#suspect(at);
    this.#learning = createLearning({ journal, rules: this.#rules, clock, pace, log, learned, clockStepped });
  }

  start(): void {
    this.#learning.begin();
  }

  stop(): void {
    this.#learning.stop();
  }

  tell(hall: Hall, ticket: EventOf<'ticket.issued'>, before: readonly EventBody[]): EventOf<'wait.estimated'> | null {
    if (this.#clock.now() - ticket.at > LATE_MS) return null;
    const issuedBefore = before.filter((body) => body.type === 'ticket.issued');
    const waiting = groupWaiting([...stillWaiting(hall), ...issuedBefore]);
    const question = questionAt(hall, this.#rules, { queue: ticket, at: ticket.at, waiting });
    const { made, estimate, reason } = this.#answer(hall, question);
    if (made === null) this.#told.delete(ticket.ticket);
    else this.#told.set(ticket.ticket, made);
    return {
      type: 'wait.estimated',
      at: ticket.at,
      src: 'agent',
      ticket: ticket.ticket,
      service: ticket.service,
      class: ticket.class,
      ahead: aheadInQueue(question),
      estimate,
      ...(reason === null ? {} : { reason }),
      model: MODEL_NAME,
    };
  }

  stored(hall: Hall, events: readonly HallEvent[]): void {
    for (const event of events) {
      if (event.type === 'wait.estimated') this.#watch(hall, event.ticket);
      else if (event.type === 'clock.stepped') this.#clockStepped(event.at);
      else if (event.type === 'day.closed') this.#learning.begin();
    }
    for (const [visit, made] of this.#open) this.#settle(visit, made);
  }

  queues(hall: Hall): readonly QueueEstimate[] {
    const waiting = groupWaiting(stillWaiting(hall));
    const counts = new Map(groupWaiting(waitingVisits(hall)).map((group) => [queueKey(group), group.count]));
    const at = this.#clock.now();
    return this.#queues.map((queue) => {
      const question = questionAt(hall, this.#rules, { queue, at, waiting });
      const { estimate, reason } = this.#answer(hall, question);
      const count = counts.get(queueKey(queue)) ?? 0;
      return { service: queue.service, class: queue.class, waiting: count, estimate, reason };
    });
  }

  accuracy(hall: Hall): EstimateAccuracy | null {
    const records = hall.newestDay === null ? null : dayRecords(hall, hall.newestDay.date);
    return records === null ? null : estimateAccuracy(records.visits);
  }

  #answer(hall: Hall, question: WaitQuestion): Answer {
    const none = (reason: EstimateReason, made: Forecast | null = null): Answer => ({ made, estimate: null, reason });
    if (this.#rules.standing(hall, question.service) === 'closed') return none('no-counter');
    if (this.#clock.now() < this.#suspectUntil) return none('clock-suspect');
    const made = this.#learned === null ? null : forecast(this.#learned.model, this.#learned.track, question);
    if (this.#learned === null || made === null) return none('little-data');
    // Withheld, but judged all the same: so it is noticed when the bands fit again.
    if (hasPoorCoverage(this.#learned.track, hall.newestDay?.date ?? '')) return none('poor-coverage', made);
    if (isTooWide(made.estimate)) return none('too-wide', made);
    return { made, estimate: made.estimate, reason: null };
  }

  #watch(hall: Hall, ticket: string): void {
    const made = this.#told.get(ticket);
    this.#told.delete(ticket);
    const leg = findOpenLeg(hall, ticket, null);
    if (made !== undefined && leg !== null) this.#open.set(leg.visit, made);
  }

  /** Also of a step before a restart, as the journal tells it. One that lies ahead was followed by another. */
  #suspect(at: number): void {
    this.#suspectUntil = Math.min(at, this.#clock.now()) + CLOCK_SUSPECT_MS;
  }

  #clockStepped(at: number): void {
    this.#suspect(at);
    // Their waits are measured across the step.
    this.#open.clear();
  }

  #settle(visit: Visit, made: Forecast): void {
    const wait = firstWaitOf(visit);
    if (wait === null && visit.outcome === 'waiting') return;
    this.#open.delete(visit);
    if (wait === null || this.#learned === null) return;
    this.#learned = { ...this.#learned, track: judge(this.#learned.track, made, { waitMs: wait, date: visit.date }) };
  }
}

function waitingVisits(hall: Hall): readonly Visit[] {
  return [...hall.waiting].map((leg) => leg.visit);
}
