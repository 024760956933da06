import type { DayRecords, RatingRecord, Visit } from '../hall/visit.ts';
import { attainment } from '../metrics/attainment.ts';
import { isOvertime, isPresentLeg } from '../metrics/tickets.ts';
import { waitOf, wasAttended } from '../metrics/wait.ts';
import { THIRTY_MINUTES_MS } from '../metrics/window-score.ts';
import type { ScorecardResult } from '../scorecards/result.ts';

/**
 * What a composite rests on. Whatever costs a branch points is here by name, and the counts follow from the names, so
 * that an explanation can never list other tickets than those that were counted.
 */
export interface CompositeEvidence {
  readonly days: readonly DayEvidence[];
  readonly sheets: readonly SheetEvidence[];
  /** Complaints that were due in the window; null when nobody keeps a record of them. */
  readonly complaints: readonly CaseEvidence[] | null;
  /** Problems that were to be put right within the window; null when nobody keeps a record of them. */
  readonly rectifications: readonly CaseEvidence[] | null;
}

/** One leg of a visit, see `Visit`. */
export interface VisitRef {
  readonly visit: string;
  readonly leg: number;
}

/** One business day of a branch. */
export interface DayEvidence {
  readonly date: string;
  /** Waits that have a target, by customer class; `late` missed it. */
  readonly classes: readonly { readonly class: string; readonly n: number; readonly late: readonly VisitRef[] }[];
  /** Waits that are over or over 30 minutes already, and of those the ones over 30 minutes. */
  readonly judged: number;
  readonly overtime: readonly VisitRef[];
  /** Legs that were not passed on, and of those the abandoned ones. */
  readonly present: number;
  readonly abandoned: readonly VisitRef[];
  readonly served: number;
  /** Served and never asked for a rating. */
  readonly uninvited: readonly VisitRef[];
  /** Asked, and gave no rating that counts. */
  readonly unanswered: readonly VisitRef[];
  /** Ratings that count, and of those the ones below "satisfied". */
  readonly rated: number;
  readonly dissatisfied: readonly string[];
}

/** A filled-in scorecard: an announced inspection or a mystery visit. */
export interface SheetEvidence {
  readonly id: string;
  readonly kind: 'announced' | 'mystery';
  readonly result: ScorecardResult;
}

/** A complaint or a problem to be put right, and whether it was dealt with in time. */
export interface CaseEvidence {
  readonly id: string;
  readonly met: boolean;
}

/** By date and id, so that the same evidence gives the same bytes. */
export function inOrder({ days, sheets, complaints, rectifications }: CompositeEvidence): CompositeEvidence {
  const byId = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    sheets: byId(sheets),
    complaints: complaints === null ? null : byId(complaints),
    rectifications: rectifications === null ? null : byId(rectifications),
  };
}

/** The evidence of one business day as its records stand at `at` (epoch ms), by the rules of the day's score. */
export function dayEvidence(records: DayRecords, at: number): DayEvidence {
  const { visits, targets } = records;
  const attended = visits.filter(wasAttended);
  const waiting = visits.filter((visit) => visit.outcome === 'waiting');
  const served = attended.filter(isPresentLeg);
  const invited = served.filter((visit) => visit.invitedAt !== null);
  const ratings = records.ratings.filter((rating) => rating.counted);
  const late = [
    ...attended.filter((visit) => (waitOf(visit) ?? 0) > (targets[visit.class] ?? Infinity)),
    ...waiting.filter((visit) => isOvertime(visit, targets, at)),
  ];
  const stalled = waiting.filter((visit) => visit.issuedAt !== null && at - visit.issuedAt > THIRTY_MINUTES_MS);
  return {
    date: records.date,
    classes: attainment(attended, waiting, { targets, now: at }).classes.map(({ class: name, n }) => ({
      class: name,
      n,
      late: refs(late.filter((visit) => visit.class === name)),
    })),
    judged: attended.filter((visit) => waitOf(visit) !== null).length + stalled.length,
    overtime: refs([...attended.filter((visit) => (waitOf(visit) ?? 0) > THIRTY_MINUTES_MS), ...stalled]),
    present: visits.filter(isPresentLeg).length,
    abandoned: refs(visits.filter((visit) => visit.outcome === 'abandoned')),
    served: served.length,
    uninvited: refs(served.filter((visit) => visit.invitedAt === null)),
    unanswered: refs(invited.filter((visit) => !visit.rated)),
    rated: ratings.length,
    dissatisfied: ratings.filter(isDissatisfied).map(({ rating }) => rating),
  };
}

function refs(visits: readonly Visit[]): readonly VisitRef[] {
  return visits.map(({ id, leg }) => ({ visit: id, leg }));
}

function isDissatisfied({ level4 }: RatingRecord): boolean {
  return level4 < 3;
}
