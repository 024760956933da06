import type { PillarScore, WindowScore } from '#contract/score.ts';
import type { DayRecords, RatingRecord, Visit } from '../hall/visit.ts';
import { basisPoints } from '../statistics/exact.ts';
import { estimateAccuracy } from './estimates.ts';
import { RUBRIC_VERSION } from '../version.ts';
import { attainment } from './attainment.ts';
import { ratingsPillar, shareOf, waitPillar } from './pillars.ts';
import { answeredInvitations, ratingMetrics } from './ratings.ts';
import { serviceMetrics } from './service.ts';
import { countDay, isOvertime, isPresentLeg, type TicketCounts } from './tickets.ts';
import { virtualWaitOf } from './virtual-wait.ts';
import { waitMetrics, waitOf, wasAttended } from './wait.ts';

/**
 * Scored metrics of a window, from the records of its day. The same records give the same bytes in any order, so head
 * office can compare what a branch published with what it computes itself.
 */

/** Below these a pillar says "insufficient data". */
export const MIN_WAITS = 5;
export const MIN_RATINGS = 10;

/** Which legs a window is about, and its ticket counts. */
interface Population {
  readonly targets: DayRecords['targets'];
  /** Moment at which "waiting" is judged. */
  readonly now: number;
  readonly tickets: TicketCounts;
  /** Legs whose wait counts. */
  readonly attended: readonly Visit[];
  readonly waiting: readonly Visit[];
  readonly abandoned: readonly Visit[];
  /** What abandonment is a share of. */
  readonly all: number;
  readonly served: readonly Visit[];
  readonly ratings: readonly RatingRecord[];
  /** Legs whose estimate counts here. */
  readonly estimated: readonly Visit[];
}

type Window = Pick<WindowScore, 'from' | 'to' | 'date' | 'kind' | 'upto' | 'basis'>;

/**
 * The business day so far (basis: tickets issued on that day). `at`: moment of computation, epoch ms, which is the end
 * of the window; `upto`: last journal seq in the records. Waits are those of legs attended to the end.
 */
export function dayScore(
  records: DayRecords,
  { at, upto }: { readonly at: number; readonly upto: number },
): WindowScore {
  const { visits, ratings, targets, date } = records;
  const attended = visits.filter(wasAttended);
  const served = attended.filter(isPresentLeg);
  const population: Population = {
    targets,
    now: at,
    tickets: countDay(records, at),
    attended,
    waiting: visits.filter((visit) => visit.outcome === 'waiting'),
    abandoned: visits.filter((visit) => visit.outcome === 'abandoned'),
    all: visits.filter(isPresentLeg).length,
    served,
    ratings,
    estimated: visits,
  };
  const from = visits.reduce(
    (earliest, visit) => Math.min(earliest, visit.issuedAt ?? visit.firstCalledAt ?? at),
    Math.min(records.opensAt ?? at, at),
  );
  return score({ from, to: at, date, kind: 'day', upto, basis: 'issued' }, population);
}

/**
 * One half-hour [from, to) of a day (basis: legs last called in it and not abandoned). Tickets count as issued,
 * abandoned or rated where that happened; waiting is judged at `to`, also when it is computed later.
 */
export function halfHourScore(
  records: DayRecords,
  { from, to, upto }: { readonly from: number; readonly to: number; readonly upto: number },
): WindowScore {
  const within = (at: number | null): boolean => at !== null && at >= from && at < to;
  const { visits, targets, date } = records;
  const attended = visits.filter((visit) => visit.outcome !== 'abandoned' && within(visit.lastCalledAt));
  const abandoned = visits.filter((visit) => visit.outcome === 'abandoned' && within(visit.finishedAt));
  const waiting = visits.filter((visit) => waitedAt(visit, to));
  const tickets: TicketCounts = {
    issued: visits.filter((visit) => visit.leg === 1 && within(visit.issuedAt)).length,
    served: attended.filter((visit) => visit.outcome === 'served').length,
    abandoned: abandoned.length,
    resetAtClose: abandoned.filter((visit) => visit.abandonReason === 'reset-at-close').length,
    waiting: waiting.length,
    overtime: waiting.filter((visit) => isOvertime(visit, targets, to)).length,
  };
  const served = visits.filter((visit) => visit.outcome === 'served' && within(visit.finishedAt));
  const ratings = records.ratings.filter((rating) => within(rating.at));
  const all = attended.length + abandoned.length;
  // Judged where the call came, like the wait itself; tickets that heard there is none count where they were issued.
  const estimated = visits.filter((visit) => within(visit.estimate === null ? visit.issuedAt : visit.firstCalledAt));
  const population = { targets, now: to, tickets, attended, waiting, abandoned, all, served, ratings, estimated };
  return score({ from, to, date, kind: 'half-hour', upto, basis: 'called' }, population);
}

/** Had joined its queue, was not called yet and had not left. */
function waitedAt({ issuedAt, firstCalledAt, finishedAt }: Visit, at: number): boolean {
  if (issuedAt === null || issuedAt >= at) return false;
  return (firstCalledAt === null || firstCalledAt >= at) && (finishedAt === null || finishedAt >= at);
}

function score(window: Window, population: Population): WindowScore {
  const { attended, waiting, abandoned, served, ratings, all, now } = population;
  const everybody = new Set([...attended, ...waiting, ...abandoned]);
  return {
    from: window.from,
    to: window.to,
    date: window.date,
    kind: window.kind,
    upto: window.upto,
    rubric: RUBRIC_VERSION,
    basis: window.basis,
    tickets: population.tickets,
    wait: waitMetrics({
      waits: attended.flatMap((visit) => waitOf(visit) ?? []),
      virtual: () => [...everybody].flatMap((visit) => virtualWaitOf(visit, now) ?? []),
      abandoned: abandoned.length,
      all,
    }),
    service: serviceMetrics(attended),
    ratings: ratingMetrics(served, ratings),
    estimates: estimateAccuracy(population.estimated),
    scores: { wait: waitScore(population), ratings: ratingsScore(served, ratings) },
  };
}

export const THIRTY_MINUTES_MS = 1_800_000;

function waitScore(population: Population): PillarScore {
  const { attended, waiting, abandoned, all, targets, now } = population;
  const waits = attended.flatMap((visit) => waitOf(visit) ?? []);
  const { classes, withoutTarget } = attainment(attended, waiting, { targets, now });
  // Who waits for more than half an hour already is over it for certain, whether the queue moves again or not.
  const stalled = waiting.filter((visit) => visit.issuedAt !== null && now - visit.issuedAt > THIRTY_MINUTES_MS);
  const judged = waits.length + stalled.length;
  const n = classes.reduce((sum, each) => sum + each.n, 0);
  const coverage = basisPoints(waits.length, attended.length);
  if (Math.max(n, judged) < MIN_WAITS) return insufficient(judged, coverage, `fewer than ${MIN_WAITS} waits`);
  const left = withoutTarget.length === 0 ? '' : `no wait target: ${withoutTarget.join(', ')}`.slice(0, 120);
  if (classes.length === 0) return insufficient(judged, coverage, left || 'no ticket with a wait target');
  const over = waits.filter((wait) => wait > THIRTY_MINUTES_MS).length + stalled.length;
  const points = waitPillar({
    classes: classes.map((each) => ({ class: each.class, share: shareOf(each.attained, each.n), n: each.n })),
    overtime: { share: shareOf(over, judged), n: judged },
    abandonment: { share: shareOf(abandoned.length, all), n: all },
  });
  return { value: points.value, n, coverage, ...(left === '' ? {} : { note: left }), parts: [...points.parts] };
}

function ratingsScore(served: readonly Visit[], ratings: readonly RatingRecord[]): PillarScore {
  const counted = ratings.filter((rating) => rating.counted);
  const answered = answeredInvitations(served);
  const rated = counted.length;
  const coverage = basisPoints(served.filter((visit) => visit.rated).length, served.length);
  if (rated < MIN_RATINGS) return insufficient(rated, coverage, `fewer than ${MIN_RATINGS} ratings`);
  const invited = served.filter((visit) => visit.invitedAt !== null).length;
  const satisfied = counted.filter((rating) => rating.level4 >= 3).length;
  const points = ratingsPillar({ served: served.length, invited, answered, rated, satisfied });
  return {
    value: points.value,
    n: rated,
    coverage,
    ...(invited === 0 ? { note: 'no served customer was invited: at most 60' } : {}),
    parts: [...points.parts],
  };
}

function insufficient(n: number, coverage: number, note: string): PillarScore {
  return { value: null, n, coverage, note, parts: [] };
}
