import { childrenOf } from './card-tree.ts';
import { parsePoints, type Thousandths } from './points.ts';
import type { Contribution, ItemResult, SectionResult } from './result.ts';
import { takesOff, type Scorecard, type Section } from './schema.ts';

/** Items → sections with their caps → total. */

export interface Totals {
  readonly total: Thousandths;
  readonly attainable: Thousandths | null;
  /** In the order of the card. */
  readonly sections: readonly SectionResult[];
  readonly contributions: readonly Contribution[];
}

export function totalsOf(card: Scorecard, items: readonly ItemResult[]): Totals {
  const sums: Sums = { card, items, sections: new Map(), adjustments: [] };
  const tops = childrenOf(card, undefined).map((section) => sumSection(sums, section));
  const counts = capCounts(sums, { section: null, cap: card.points, points: sumOf(tops.map((top) => top.counts)) });
  const bonus = capBonus(sums, { section: null, cap: card.bonusCap, points: sumOf(tops.map((top) => top.bonus)) });
  const contributions: Contribution[] = [
    ...(card.base === undefined ? [] : [{ of: 'base', points: parsePoints(card.base) } as const]),
    ...items.flatMap(({ item, cell, counts: points }) =>
      points === 0 ? [] : [{ of: 'item', item, cell, points } as const],
    ),
    ...sums.adjustments,
  ];
  const base = card.base === undefined ? 0 : parsePoints(card.base);
  let total = base + counts + bonus;
  if (card.base !== undefined && total < 0) {
    contributions.push({ of: 'floor', points: -total });
    total = 0;
  }
  return {
    total,
    attainable: attainableOf(card, tops, base),
    sections: card.sections.map((section) => sums.sections.get(section.id)!),
    contributions,
  };
}

function attainableOf(card: Scorecard, tops: readonly Sum[], base: Thousandths): Thousandths | null {
  if (takesOff(card.kind)) return card.base === undefined ? null : base;
  return Math.min(sumOf(tops.map((top) => top.attainable)), limitOf(card.points));
}

interface Sums {
  readonly card: Scorecard;
  readonly items: readonly ItemResult[];
  readonly sections: Map<string, SectionResult>;
  readonly adjustments: Contribution[];
}

interface Sum {
  readonly counts: Thousandths;
  readonly attainable: Thousandths;
  readonly bonus: Thousandths;
}

function sumSection(sums: Sums, section: Section): Sum {
  const { card, items } = sums;
  const isOff = takesOff(card.kind);
  const children = childrenOf(card, section.id).map((child) => sumSection(sums, child));
  const own = items.filter((item) => item.section === section.id);
  const regular = own.filter((item) => !item.bonus);
  const open = {
    counts: sumOf(regular.map((item) => item.counts)) + sumOf(children.map((child) => child.counts)),
    attainable: sumOf(regular.map(attainableIn)) + sumOf(children.map((child) => child.attainable)),
    bonus: sumOf(own.map((item) => (item.bonus ? item.counts : 0))) + sumOf(children.map((child) => child.bonus)),
  };
  const counts = capCounts(sums, { section: section.id, cap: section.points, points: open.counts });
  const attainable = Math.min(open.attainable, limitOf(section.points));
  sums.sections.set(section.id, {
    section: section.id,
    counts,
    attainable: isOff ? null : attainable,
  });
  const bonus = capBonus(sums, { section: section.id, cap: section.bonusCap, points: open.bonus });
  return { counts, attainable, bonus };
}

/** Items that do not apply cannot be attained; neither can those that are worth nobody knows what. */
function attainableIn({ state, points }: ItemResult): Thousandths {
  return state === 'not-applicable' ? 0 : (points ?? 0);
}

interface Capped {
  /** Null: the whole card. */
  readonly section: string | null;
  readonly cap: string | undefined;
  readonly points: Thousandths;
}

function capCounts(sums: Sums, { section, cap, points }: Capped): Thousandths {
  const limit = limitOf(cap);
  const counts = takesOff(sums.card.kind) ? Math.max(points, -limit) : Math.min(points, limit);
  if (counts !== points) sums.adjustments.push({ of: 'section-cap', section, points: counts - points });
  return counts;
}

function capBonus(sums: Sums, { section, cap, points }: Capped): Thousandths {
  const bonus = Math.min(points, limitOf(cap));
  if (bonus !== points) sums.adjustments.push({ of: 'bonus-cap', section, points: bonus - points });
  return bonus;
}

function limitOf(cap: string | undefined): Thousandths {
  return cap === undefined ? Infinity : parsePoints(cap);
}

function sumOf(points: readonly Thousandths[]): Thousandths {
  return points.reduce((sum, each) => sum + each, 0);
}
