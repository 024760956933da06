import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Written } from '../../inspections/double-entry/typed-sheet.ts';
import type { Bilingual, Language } from '../shell/language.ts';
import { cellTitle } from './cell-row.tsx';
import { cellsIn, formatTime, type Cell } from './fields.ts';
import type { EntryTexts } from './texts.ts';

/** What stands in a place, one line each: the answer, and what is written beside it. */
export function writtenLines(
  written: Written,
  cell: Cell | undefined,
  { language, texts }: { readonly language: Language; readonly texts: EntryTexts },
): readonly string[] {
  if (written === null) return [texts.blank];
  if (typeof written === 'string') return [written];
  const { responsible, note, evidence, elderly } = written;
  return [
    answerText(written.answer, cell, { language, texts }),
    ...(responsible === undefined ? [] : [`${texts.responsible}: ${responsible}`]),
    ...(note === undefined ? [] : [`${texts.note}: ${note}`]),
    ...(evidence.length === 0 ? [] : [`${texts.evidence}: ${evidence.map(shortened).join(', ')}`]),
    ...(elderly === true ? [texts.elderly] : []),
  ];
}

/** References of files are hashes of 64 digits; those typed from paper are short. */
function shortened(reference: string): string {
  return reference.length > 24 ? `${reference.slice(0, 12)}…` : reference;
}

function answerText(
  answer: Exclude<Written, string | null>['answer'],
  cell: Cell | undefined,
  { language, texts }: { readonly language: Language; readonly texts: EntryTexts },
): string {
  switch (answer.type) {
    case 'pass':
      return texts.met;
    case 'fail':
      return texts.failed;
    case 'not-applicable':
      return texts.notApplicable;
    case 'points':
      return answer.points;
    case 'count':
      return String(answer.count);
    case 'timer':
      return formatTime(answer.ms);
    case 'text':
      return answer.text;
    default: {
      const options = cell?.item.answer.type === 'choice' ? cell.item.answer.options : [];
      return options.find(({ id }) => id === answer.option)?.title[language] ?? answer.option;
    }
  }
}

/** The cell of a place; undefined for the day and printed totals. */
export function cellAt(card: Scorecard, place: string): Cell | undefined {
  return cellsIn(card).find(({ cell }) => cell === place);
}

/** What a place is called. */
export function placeTitle(
  card: Scorecard,
  place: string,
  { language, texts }: { readonly language: Language; readonly texts: EntryTexts },
): string {
  const cell = cellAt(card, place);
  if (cell !== undefined) return cellTitle(card, cell, language);
  if (place === 'visit:date') return texts.visitedOn;
  const [list = '', id] = place.replace('printed:', '').split('/');
  if (id === undefined) return `${texts.printed}: ${texts.printedTotal}`;
  const lists: Readonly<Record<string, readonly { readonly id: string; readonly title: Bilingual }[]>> = {
    sections: card.sections,
    roles: card.roles,
    items: card.items,
  };
  const title = lists[list]?.find((each) => each.id === id)?.title;
  return `${texts.printed}: ${title?.[language] ?? id}`;
}
