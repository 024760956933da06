import { seedFor } from '#rubric/statistics/random.ts';
import {
  concernsOf,
  conflictsOf,
  isAtHome,
  isSeenThere,
  type Candidate,
  type Concern,
  type Conflict,
  type Slot,
} from './candidates.ts';
import type { BookedVisit, VisitBook } from './visit-book.ts';

/**
 * Who should make which visit: nobody with a conflict, nobody against a concern, and everybody as many as the others
 * where that is possible. The same plan gives the same suggestion; between equals the plan's id decides.
 */

export interface AssignmentInput {
  /** Decides between equals. */
  readonly seed: string;
  /** Visits without an inspector. */
  readonly slots: readonly Slot[];
  readonly candidates: readonly Candidate[];
  /** Everything that is booked already; what is assigned is added to it. */
  readonly book: VisitBook;
  readonly perWeek: number;
}

/** One candidate for one visit. */
export interface Judged {
  readonly account: string;
  readonly conflicts: readonly Conflict[];
  readonly concerns: readonly Concern[];
}

/** Visits that stay without an inspector are missing: somebody has to decide against a concern, or to find more people. */
export type Assignment = ReadonlyMap<string, string>;

/** Every candidate for one visit, with every reason that stands or speaks against them. */
export function judgeCandidates(slot: Slot, input: Omit<AssignmentInput, 'seed' | 'slots'>): readonly Judged[] {
  const judged = input.candidates.map((candidate) => ({
    candidate,
    account: candidate.account,
    conflicts: conflictsOf(candidate, slot),
    concerns: concernsOf(candidate, slot, input),
  }));
  const isStrangerFree = judged.some((each) => isClear(each) && !isAtHome(each.candidate, slot));
  return judged.map(({ candidate, account, conflicts, concerns }) => {
    const isKnown = slot.kind === 'mystery' && isStrangerFree && isAtHome(candidate, slot);
    return {
      account,
      conflicts,
      concerns: isKnown ? [...concerns, { code: 'home-region' }] : concerns,
    };
  });
}

/** Nothing stands or speaks against them. */
export function isClear({ conflicts, concerns }: Pick<Judged, 'conflicts' | 'concerns'>): boolean {
  return conflicts.length === 0 && concerns.length === 0;
}

/** How many may make a visit; a mystery visit waits for those that the branch does not know, where there are any. */
function possibleFor(slot: Slot, candidates: readonly Candidate[]): number {
  const free = candidates.filter((each) => conflictsOf(each, slot).length === 0);
  const strangers = slot.kind === 'mystery' ? free.filter((each) => !isAtHome(each, slot)) : [];
  return strangers.length > 0 ? strangers.length : free.length;
}

export function assign(input: AssignmentInput): Assignment {
  const assigner = new Assigner(input);
  assigner.fill();
  assigner.even();
  return assigner.assigned;
}

class Assigner {
  readonly assigned = new Map<string, string>();
  readonly #input: AssignmentInput;
  readonly #slots: ReadonlyMap<string, Slot>;

  constructor(input: AssignmentInput) {
    this.#input = input;
    this.#slots = new Map(input.slots.map((slot) => [slot.id, slot]));
  }

  /** The visits with the fewest possible inspectors first, each to whoever has the least to do. */
  fill(): void {
    const { slots, candidates } = this.#input;
    const choices = new Map(slots.map((slot) => [slot.id, possibleFor(slot, candidates)]));
    const order = slots.toSorted(
      (a, b) => choices.get(a.id)! - choices.get(b.id)! || compareText(a.from, b.from) || compareText(a.id, b.id),
    );
    for (const slot of order) {
      const [first] = this.#clearFor(slot);
      if (first !== undefined) this.#give(slot, first);
    }
  }

  /** Hands visits on, also along a chain of people, for as long as two shares differ by two or more. */
  even(): void {
    const { candidates } = this.#input;
    for (let rounds = this.#slots.size; rounds > 0; rounds -= 1) {
      const byLoad = candidates
        .map(({ account }) => account)
        .toSorted((a, b) => this.#load(b) - this.#load(a) || compareText(a, b));
      const least = byLoad.at(-1);
      if (least === undefined) return;
      const heavy = byLoad.filter((account) => this.#load(account) >= this.#load(least) + 2);
      const isMoved = heavy.some((account) => this.#handOn(account, this.#load(account) - 2, new Set([account])));
      if (!isMoved) return;
    }
  }

  /** Frees `from` of one visit so that it ends with somebody who has at most `most`. */
  #handOn(from: string, most: number, seen: Set<string>): boolean {
    // A copy: judging takes a visit out and puts it back.
    for (const [id, inspector] of Array.from(this.assigned)) {
      if (inspector !== from) continue;
      const slot = this.#slots.get(id)!;
      for (const to of this.#clearFor(slot)) {
        if (seen.has(to)) continue;
        seen.add(to);
        if (this.#load(to) > most && !this.#handOn(to, most, seen)) continue;
        // Handing on may have brought a visit close to this one.
        if (!this.#clearFor(slot).includes(to)) return true;
        this.#take(slot);
        this.#give(slot, to);
        return true;
      }
    }
    return false;
  }

  /** Against whom nothing speaks for this visit, whoever has the least first. */
  #clearFor(slot: Slot): readonly string[] {
    const current = this.assigned.get(slot.id);
    if (current !== undefined) this.#take(slot);
    const clear = judgeCandidates(slot, this.#input).filter(isClear);
    if (current !== undefined) this.#give(slot, current);
    const lot = new Map(
      clear.map(({ account }) => [account, seedFor(`${account} ${slot.id}`, seedFor(this.#input.seed, 0))]),
    );
    return clear
      .map(({ account }) => account)
      .toSorted((a, b) => this.#load(a) - this.#load(b) || lot.get(a)! - lot.get(b)! || compareText(a, b));
  }

  #load(account: string): number {
    return this.#input.book.load(account);
  }

  #give(slot: Slot, account: string): void {
    this.assigned.set(slot.id, account);
    this.#input.book.add(bookedBy(slot, account));
  }

  #take(slot: Slot): void {
    this.#input.book.remove(bookedBy(slot, this.assigned.get(slot.id)!));
    this.assigned.delete(slot.id);
  }
}

/** A visit of the plan's own quarter as it stands in the book. */
export function bookedBy({ id, branch, from, to, kind }: Slot, inspector: string): BookedVisit {
  return { id, branch, inspector, on: from, to, counts: true, isSeen: isSeenThere(kind) };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
