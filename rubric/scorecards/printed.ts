import { parsePoints, type Thousandths } from './points.ts';
import type { ScorecardResult, SheetFlag } from './result.ts';
import { takesOff, type Scorecard } from './schema.ts';
import type { Sheet } from './sheet.ts';

/** Totals printed on an imported sheet that its items do not add up to. */
export function printedDifferences(
  card: Scorecard,
  { printed }: Sheet,
  { total, sections, items, roles }: Pick<ScorecardResult, 'total' | 'sections' | 'items' | 'roles'>,
): readonly SheetFlag[] {
  if (printed === undefined) return [];
  const isOff = takesOff(card.kind);
  // Sheets print what is taken off without a sign.
  const asPrinted = (counts: Thousandths): Thousandths => (isOff ? 0 - counts : counts);
  const differs = (
    of: PrintedFlag['of'],
    id: string | null,
    figures: Pick<PrintedFlag, 'printed' | 'computed'>,
  ): PrintedFlag[] => (figures.printed === figures.computed ? [] : [{ code: 'printed-differs', of, id, ...figures }]);
  const each = (
    of: 'section' | 'item' | 'role',
    values: Readonly<Record<string, string>>,
    computed: (id: string) => Thousandths,
  ) =>
    Object.entries(values).flatMap(([id, text]) =>
      differs(of, id, { printed: parsePoints(text), computed: computed(id) }),
    );
  const sumFor = (list: ScorecardResult['items'], id: string): Thousandths =>
    list.reduce((sum, item) => (item.item === id ? sum + item.counts : sum), 0);
  return [
    ...each('section', printed.sections, (id) =>
      asPrinted(sections.find(({ section }) => section === id)?.counts ?? 0),
    ),
    ...each('item', printed.items, (id) => asPrinted(sumFor(items, id))),
    ...each('role', printed.roles, (id) => roles.find(({ role }) => role === id)?.deducted ?? 0),
    ...(printed.total === undefined
      ? []
      : differs('total', null, {
          printed: parsePoints(printed.total),
          computed: card.base === undefined ? asPrinted(total) : total,
        })),
  ];
}

type PrintedFlag = Extract<SheetFlag, { code: 'printed-differs' }>;
