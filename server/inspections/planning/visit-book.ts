import { mondayOf, weekNumber } from './quarter.ts';

/** A visit that was made or is planned. */
export interface BookedVisit {
  readonly id: string;
  readonly branch: string;
  readonly inspector: string;
  /** First and last day on which it may be made. */
  readonly on: string;
  readonly to: string;
  /** Counts towards the inspector's share of this plan's quarter. */
  readonly counts: boolean;
  /** The branch sees who makes it. */
  readonly isSeen: boolean;
}

/** Weeks with more visits than fit. */
export interface Crowd {
  /** Monday of the first of them. */
  readonly week: string;
  readonly weeks: number;
  /** Visits that lie in them already. */
  readonly visits: number;
}

/** Who visits which branch when: what rotation, weeks and even shares are read from. */
export class VisitBook {
  readonly #byBranch = new Map<string, BookedVisit[]>();
  readonly #byInspector = new Map<string, readonly BookedVisit[]>();
  readonly #loads = new Map<string, number>();

  constructor(visits: readonly BookedVisit[] = []) {
    for (const visit of visits) this.add(visit);
  }

  add(visit: BookedVisit): void {
    const visits = this.#byBranch.get(visit.branch) ?? [];
    visits.push(visit);
    this.#byBranch.set(visit.branch, visits.toSorted(inTime));
    this.#byInspector.set(visit.inspector, [...this.#visitsOf(visit.inspector), visit]);
    this.#count(visit, 1);
  }

  remove(visit: BookedVisit): void {
    const visits = this.#byBranch.get(visit.branch) ?? [];
    this.#byBranch.set(
      visit.branch,
      visits.filter(({ id }) => id !== visit.id),
    );
    this.#byInspector.set(
      visit.inspector,
      this.#visitsOf(visit.inspector).filter(({ id }) => id !== visit.id),
    );
    this.#count(visit, -1);
  }

  /** The visits just before and just after, without itself, among those where the branch sees a face. */
  neighbours({ branch, id, from }: { branch: string; id: string; from: string }): readonly BookedVisit[] {
    const others = (this.#byBranch.get(branch) ?? []).filter((visit) => visit.id !== id && visit.isSeen);
    const before = others.findLast((visit) => inTime(visit, { id, on: from }) < 0);
    const after = others.find((visit) => inTime(visit, { id, on: from }) > 0);
    return [before, after].filter((visit) => visit !== undefined);
  }

  /**
   * Weeks that one more visit of an inspector would overfill, at so many visits a week: however the visits are laid
   * within their days, more of them lie in these weeks than fit. Null = it fits. The fullest weeks are named.
   */
  overfilled(inspector: string, visit: Pick<BookedVisit, 'id' | 'on' | 'to'>, perWeek: number): Crowd | null {
    const others = this.#visitsOf(inspector).filter(({ id }) => id !== visit.id);
    const spans = [...others, visit].map(({ on, to }) => ({ from: weekNumber(on), to: weekNumber(to) }));
    const own = spans.at(-1)!;
    const starts = [...new Set(spans.map(({ from }) => from))].filter((week) => week <= own.from);
    const ends = [...new Set(spans.map(({ to }) => to))].filter((week) => week >= own.to);
    let worst: (Crowd & { readonly excess: number }) | null = null;
    for (const from of starts) {
      for (const to of ends) {
        const visits = spans.reduce((n, span) => (span.from >= from && span.to <= to ? n + 1 : n), 0);
        const excess = visits - perWeek * (to - from + 1);
        if (excess > (worst?.excess ?? 0))
          worst = { week: mondayOf(from), weeks: to - from + 1, visits: visits - 1, excess };
      }
    }
    return worst === null ? null : { week: worst.week, weeks: worst.weeks, visits: worst.visits };
  }

  /** Visits of an inspector in the quarter. */
  load(inspector: string): number {
    return this.#loads.get(inspector) ?? 0;
  }

  #visitsOf(inspector: string): readonly BookedVisit[] {
    return this.#byInspector.get(inspector) ?? [];
  }

  #count({ inspector, counts }: BookedVisit, by: number): void {
    if (counts) this.#loads.set(inspector, this.load(inspector) + by);
  }
}

type Moment = Pick<BookedVisit, 'id' | 'on'>;

function inTime(a: Moment, b: Moment): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
