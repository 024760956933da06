import type { CardTitles, ScoreView } from '../../scoring/wire.ts';
import type { Language } from '../shell/language.ts';

/** What scorecards and their items are called; the id where nothing is known. */
export interface ScoreTitles {
  /** Card that a sheet was filled in on; null when it is not kept any more. */
  sheet(sheet: string): string | null;
  item(sheet: string, item: string): string;
  /** The card, its item and the cell of it, if any; null for a card that is not behind this score. */
  ofCard(card: string, cells: readonly string[]): readonly string[] | null;
}

export function titlesOf({ sheets, cards }: Pick<ScoreView, 'sheets' | 'cards'>, language: Language): ScoreTitles {
  const cardOf = (sheet: string): CardTitles | undefined => {
    const of = sheets.find((each) => each.sheet === sheet);
    return cards.find(({ id, version }) => id === of?.card && version === of.version);
  };
  const itemIn = (card: CardTitles | undefined, item: string): string =>
    card?.items.find(({ id }) => id === item)?.[language] ?? item;
  return {
    sheet: (sheet) => cardOf(sheet)?.[language] ?? null,
    item: (sheet, item) => itemIn(cardOf(sheet), item),
    ofCard(id, [item = '', ...cell]) {
      // The newest version that has the item: titles change less than items do.
      const versions = cards.filter((card) => card.id === id).toSorted((a, b) => b.version - a.version);
      const card = versions.find(({ items }) => items.some((each) => each.id === item)) ?? versions[0];
      return card === undefined ? null : [card[language], ...(item === '' ? [] : [itemIn(card, item)]), ...cell];
    },
  };
}
