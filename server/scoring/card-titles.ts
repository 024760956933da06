import type { SheetEvidence } from '#rubric/composite/evidence.ts';
import { cardVersion } from '../policies/in-force.ts';
import type { Reader } from '../store/database.ts';
import type { CardTitles } from './wire.ts';

/** The scorecards behind a score as people call them and their items, each version once. */
export async function cardTitles(reader: Reader, sheets: readonly SheetEvidence[]): Promise<readonly CardTitles[]> {
  const keys = new Map(sheets.map(({ result }) => [`${result.scorecard}/${String(result.version)}`, result]));
  const titles: CardTitles[] = [];
  for (const { scorecard, version } of keys.values()) {
    const card = await cardVersion(reader, scorecard, version);
    if (card === null) continue;
    const { id, title, items } = card;
    titles.push({ id, version, ...title, items: items.map((item) => ({ id: item.id, ...item.title })) });
  }
  return titles;
}
