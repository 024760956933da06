import type { Problem } from '#contract/problems.ts';
import type { Scorecard } from './schema.ts';

/** Versions of scorecards over time. An open end means: until a later version begins. */

type Version = Pick<Scorecard, 'id' | 'version' | 'effective' | 'approval'>;

/**
 * What keeps a list of cards from saying which version holds on a day: the same version twice, two versions from the
 * same day, a later version that begins earlier, a last day that reaches into the next version. Paths are places in
 * the list.
 */
export function versionProblems(cards: readonly Version[]): readonly Problem[] {
  return cards.flatMap((card, index) => {
    const problem = (field: string, expected: string, zh: string): Problem => ({
      path: `${String(index)}.${field}`,
      expected,
      zh,
    });
    if (cards.slice(0, index).some((other) => other.id === card.id && other.version === card.version)) {
      const number = String(card.version);
      return [
        problem('version', `a number of its own, "${card.id}" ${number} is there already`, `第${number}版已存在`),
      ];
    }
    const later = cards.filter((other) => other.id === card.id && other.version > card.version);
    return later.flatMap((next) => {
      const [name, begins] = [`version ${String(next.version)}`, next.effective.from];
      if (card.effective.from >= begins) {
        return [
          problem('effective.from', `a day before ${begins}, when ${name} begins`, `早于${begins}（后一版启用日）`),
        ];
      }
      if (card.effective.to !== null && card.effective.to >= begins) {
        return [
          problem('effective.to', `a day before ${begins}, when ${name} begins`, `早于${begins}（后一版启用日）`),
        ];
      }
      return [];
    });
  });
}

/** The approved version of a card that holds on a day (YYYY-MM-DD); null when there is none. Expects sound versions. */
export function versionInForce<T extends Version>(cards: readonly T[], id: string, date: string): T | null {
  const begun = cards.filter((card) => card.id === id && card.approval !== null && card.effective.from <= date);
  const latest = begun.toSorted((a, b) => b.version - a.version)[0];
  if (latest === undefined || (latest.effective.to !== null && latest.effective.to < date)) return null;
  return latest;
}
