import { weekOf } from './quarter.ts';

/** A visit that was made or is planned. */
export interface BookedVisit {
  readonly id: string;
  readonly branch: string;
  readonly inspector: string;
  /** First day on which it may be made. */
  readonly on: string;
  /** Counts towards the inspector's share of this plan's quarter. */
  readonly counts: boolean;
  /** The branch sees who makes it. */
  readonly isSeen: boolean;
}

/** Who visits which branch when: what rotation, weeks and even shares are read from. */
export class VisitBook {
  readonly #byBranch = new Map<string, BookedVisit[]>();
  readonly #byWeek = new Map<string, number>();
  readonly #loads = new Map<string, number>();

  constructor(visits: readonly BookedVisit[] = []) {
    for (const visit of visits) this.add(visit);
  }

  add(visit: BookedVisit): void {
    const visits = this.#byBranch.get(visit.branch) ?? [];
    visits.push(visit);
    this.#byBranch.set(visit.branch, visits.toSorted(inTime));
    this.#count(visit, 1);
  }

  remove(visit: BookedVisit): void {
    const visits = this.#byBranch.get(visit.branch) ?? [];
    this.#byBranch.set(
      visit.branch,
      visits.filter(({ id }) => id !== visit.id),
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

  /** Visits of an inspector in the week that begins on this Monday. */
  inWeek(inspector: string, week: string): number {
    return this.#byWeek.get(`${inspector} ${week}`) ?? 0;
  }

  /** Visits of an inspector in the quarter. */
  load(inspector: string): number {
    return this.#loads.get(inspector) ?? 0;
  }

  #count({ inspector, on, counts }: BookedVisit, by: number): void {
    const week = `${inspector} ${weekOf(on)}`;
    this.#byWeek.set(week, (this.#byWeek.get(week) ?? 0) + by);
    if (counts) this.#loads.set(inspector, this.load(inspector) + by);
  }
}

type Moment = Pick<BookedVisit, 'id' | 'on'>;

function inTime(a: Moment, b: Moment): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
