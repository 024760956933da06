import type { Bilingual } from './language.ts';
import type { PageEntry } from './page.ts';

/** Headings of the menu, in its order. */
const GROUPS = {
  hall: { zh: '营业厅', en: 'Halls' },
  scores: { zh: '得分与排名', en: 'Scores' },
  inspections: { zh: '检查', en: 'Inspections' },
  policies: { zh: '评分标准', en: 'Standards' },
  office: { zh: '机构与人员', en: 'Organisation' },
  more: { zh: '其他', en: 'More' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type MenuGroup = keyof typeof GROUPS;

export interface MenuSection {
  readonly group: MenuGroup;
  readonly title: Bilingual;
  readonly pages: readonly PageEntry[];
}

/** Pages below their headings; a heading without pages is left out. */
export function menuSections(pages: readonly PageEntry[]): readonly MenuSection[] {
  return (Object.keys(GROUPS) as MenuGroup[])
    .map((group) => ({
      group,
      title: GROUPS[group],
      pages: pages.filter((page) => (page.group ?? 'more') === group),
    }))
    .filter((section) => section.pages.length > 0);
}
