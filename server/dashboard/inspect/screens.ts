import { rolesOf, wayUp } from '#rubric/scorecards/card-tree.ts';
import type { Item, Scorecard, Section } from '#rubric/scorecards/schema.ts';
import { cellOf } from '#rubric/scorecards/sheet.ts';

/** One section at a time, in the order of the card; sections without items of their own are headings of others. */
export interface Screen {
  readonly section: Section;
  /** Sections above it, outermost first. */
  readonly above: readonly Section[];
  readonly items: readonly Item[];
}

export function screensOf(card: Scorecard): readonly Screen[] {
  return card.sections.flatMap((section) => {
    const items = card.items.filter((item) => item.section === section.id);
    const above = (wayUp(card.sections, section.id) ?? [section]).slice(1).toReversed();
    return items.length === 0 ? [] : [{ section, above, items }];
  });
}

/** What an item asks to be filled in: itself, or one cell per role. */
export function cellsOf(card: Scorecard, item: Item): readonly { readonly cell: string; readonly role?: string }[] {
  return rolesOf(card, item).map((role) => ({ cell: cellOf(item.id, role), ...(role === undefined ? {} : { role }) }));
}

/** The screen that an item stands on; the first when there is none. */
export function screenOf(screens: readonly Screen[], item: string): number {
  return Math.max(
    0,
    screens.findIndex(({ items }) => items.some(({ id }) => id === item)),
  );
}
