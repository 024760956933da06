import { wilson } from '#rubric/statistics/intervals.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { compareSheets } from '../double-entry/compare-sheets.ts';
import { writtenOf, type TypedSheet } from '../double-entry/typed-sheet.ts';
import type { MismatchRate, TypingAccuracy } from './wire.ts';

/** A paper sheet that two people have typed in. */
export interface TypedPaper {
  readonly card: Scorecard;
  readonly first: TypedSheet;
  readonly second: TypedSheet;
  /** Names of the two. */
  readonly people: readonly [string, string];
}

/** How often two entries of the same paper differ: in all, by item, and by who typed. */
export function typingAccuracy(papers: readonly TypedPaper[]): TypingAccuracy {
  const all = new Tally();
  const items = new Map<string, Tally>();
  const pairs = new Map<string, Tally>();
  for (const paper of papers) {
    const pairName = JSON.stringify(paper.people.toSorted());
    for (const { cell, differs } of placesTyped(paper)) {
      all.add(differs);
      tallyIn(pairs, pairName).add(differs);
      // All printed totals and the day of the visit are no items of the card.
      if (!cell.includes(':')) tallyIn(items, JSON.stringify([paper.card.id, cell.split('/')[0]!])).add(differs);
    }
  }
  const titleOf = (id: string, item: string) =>
    papers.find(({ card }) => card.id === id)?.card.items.find((each) => each.id === item)?.title;
  return {
    papers: papers.length,
    all: all.rate(),
    items: inOrder(items).map(([[card, item], tally]) => ({
      card,
      item,
      title: titleOf(card, item) ?? { zh: item, en: item },
      ...tally.rate(),
    })),
    people: inOrder(pairs).map(([people, tally]) => ({ people, ...tally.rate() })),
  };
}

function placesTyped({ card, first, second }: TypedPaper): readonly { cell: string; differs: boolean }[] {
  const differing = new Set(compareSheets(card, first, second).mismatches.map(({ cell }) => cell));
  const places = new Set([...writtenOf(first).keys(), ...writtenOf(second).keys()]);
  return [...places].map((cell) => ({ cell, differs: differing.has(cell) }));
}

class Tally {
  #cells = 0;
  #differing = 0;

  add(differs: boolean): void {
    this.#cells += 1;
    if (differs) this.#differing += 1;
  }

  rate(): MismatchRate {
    const interval = wilson(this.#differing, this.#cells);
    return {
      cells: this.#cells,
      differing: this.#differing,
      low: interval === null ? null : Math.round(interval.low * 10_000),
      high: interval === null ? null : Math.round(interval.high * 10_000),
    };
  }
}

function tallyIn(tallies: Map<string, Tally>, key: string): Tally {
  const tally = tallies.get(key) ?? new Tally();
  tallies.set(key, tally);
  return tally;
}

/** By key, which is a pair of names as JSON. */
function inOrder(tallies: ReadonlyMap<string, Tally>): readonly (readonly [readonly [string, string], Tally])[] {
  return [...tallies]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, tally]) => [JSON.parse(key) as [string, string], tally]);
}
