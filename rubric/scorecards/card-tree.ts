import type { Item, Scorecard, Section } from './schema.ts';
import { takesOff } from './schema.ts';

/** Questions about a scorecard that lint and evaluation both ask. */

/** The section and those above it, innermost first; null when the way up is circular or leads to an unknown parent. */
export function wayUp(sections: readonly Section[], id: string): readonly Section[] | null {
  const way: Section[] = [];
  let next: string | undefined = id;
  while (next !== undefined) {
    const wanted: string = next;
    const section = sections.find((each) => each.id === wanted);
    if (section === undefined || way.includes(section)) return null;
    way.push(section);
    next = section.parent;
  }
  return way;
}

export function childrenOf(card: Pick<Scorecard, 'sections'>, parent: string | undefined): readonly Section[] {
  return card.sections.filter((section) => section.parent === parent);
}

export function itemsOf(card: Pick<Scorecard, 'items'>, section: string): readonly Item[] {
  return card.items.filter((item) => item.section === section);
}

/** Says how well something was, rather than only what was. */
export function isJudged({ answer }: Item): boolean {
  switch (answer.type) {
    case 'count':
      return answer.atLeast !== undefined;
    case 'timer':
      return answer.atMostSeconds !== undefined;
    case 'choice':
      return answer.options.some((option) => option.points !== undefined);
    default:
      return answer.type !== 'text';
  }
}

/**
 * Should be worth something and the source does not print what: flagged, and counts for nothing. Not meant are vetoes,
 * judged items of questionnaires, and deductions whose amount the inspector writes down.
 */
export function lacksPoints(kind: Scorecard['kind'], item: Item): boolean {
  if (item.points !== undefined || item.veto !== undefined || !isJudged(item) || kind === 'questionnaire') return false;
  return !(takesOff(kind) && item.answer.type === 'points');
}

/** The cells that a sheet has for an item: one, or one per role. */
export function rolesOf(card: Pick<Scorecard, 'kind' | 'roles'>, item: Item): readonly (string | undefined)[] {
  if (card.kind !== 'role-deduction') return [undefined];
  return item.roles ?? card.roles.map((role) => role.id);
}
