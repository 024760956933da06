import type { JSX } from 'preact';
import { formatPoints } from '#rubric/scorecards/format-points.ts';
import type { ItemResult, ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Answer, SheetEntry } from '#rubric/scorecards/sheet.ts';
import type { InspectionView } from '../../inspections/wire.ts';
import { formatDuration } from '../live/format.ts';
import type { Language } from '../shell/language.ts';
import { itemTitle, roleTitle } from './findings.tsx';
import type { Texts } from './texts.ts';

interface SheetTableProps {
  readonly view: InspectionView;
  readonly result: ScorecardResult;
  readonly card: Scorecard;
  readonly language: Language;
  readonly texts: Texts;
}

/** The sheet, item by item, with the points of each and how they come to the total. */
export function SheetTable({ view, result, card, language, texts }: SheetTableProps): JSX.Element {
  // Only deductions are known: there is nothing that they were taken off from.
  const isOff = result.attainable === null;
  return (
    <section class="card">
      <h2>{texts.sheet}</h2>
      <table class="sheet">
        <thead>
          <tr>
            <th scope="col">{texts.item}</th>
            <th scope="col">{texts.answer}</th>
            <th scope="col" class="number">
              {texts.points}
            </th>
            <th scope="col" class="number">
              {texts.of}
            </th>
            <th scope="col">{texts.responsible}</th>
          </tr>
        </thead>
        <tbody>
          {card.sections.map((section) => {
            const items = result.items.filter((item) => item.section === section.id);
            if (items.length === 0) return null;
            return [
              <tr key={section.id} class="section">
                <th scope="rowgroup" colSpan={5}>
                  {section.title[language]}
                </th>
              </tr>,
              ...items.map((item) => (
                <ItemRow
                  key={`${item.item}/${item.cell ?? ''}`}
                  item={item}
                  entry={entryOf(view, item)}
                  card={card}
                  language={language}
                  texts={texts}
                />
              )),
            ];
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {isOff ? texts.deducted : texts.total}
            </th>
            <td class="number">{formatPoints(isOff ? 0 - result.total : result.total)}</td>
            <td class="number">{result.attainable === null ? '' : formatPoints(result.attainable)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function entryOf(view: InspectionView, { item, cell }: ItemResult): SheetEntry | undefined {
  return view.entries.find((entry) => entry.item === item && (entry.role ?? null) === cell);
}

interface ItemRowProps extends Pick<SheetTableProps, 'card' | 'language' | 'texts'> {
  readonly item: ItemResult;
  readonly entry: SheetEntry | undefined;
}

function ItemRow({ item, entry, card, language, texts }: ItemRowProps): JSX.Element {
  const isCounted = item.state !== 'recorded' && item.state !== 'unanswered';
  return (
    <tr data-state={item.state}>
      <th scope="row">
        {itemTitle(card, item.item, language)}
        {item.cell === null ? '' : ` · ${roleTitle(card, item.cell, language)}`}
        {item.bonus ? <span class="tag">{texts.bonus}</span> : null}
      </th>
      <td>
        <span class="tag" data-tone={TONES[item.state]}>
          {MARKS[item.state]} {texts.itemStates[item.state]}
        </span>
        {item.elderlyExempt ? <small class="quiet"> {texts.elderly}</small> : null}
        {entry === undefined ? null : <Said item={item} entry={entry} card={card} language={language} />}
      </td>
      <td class="number">{isCounted ? formatPoints(item.counts) : ''}</td>
      <td class="number">{item.points === null ? '' : formatPoints(item.points)}</td>
      <td>{item.responsible ?? answering(card, item, language)}</td>
    </tr>
  );
}

/** The role that answers for an item; a cell of a role says so already. */
function answering(card: Scorecard, { role, cell }: ItemResult, language: Language): string {
  return role === null || cell !== null ? '' : roleTitle(card, role, language);
}

interface SaidProps extends Pick<SheetTableProps, 'card' | 'language'> {
  readonly item: ItemResult;
  readonly entry: SheetEntry;
}

function Said({ item, entry, card, language }: SaidProps): JSX.Element {
  const said = saidIn(card, item, { answer: entry.answer, language });
  return (
    <>
      {said === null ? null : <p class="said">{said}</p>}
      {entry.note === undefined ? null : <p class="quiet">{entry.note}</p>}
    </>
  );
}

const TONES = {
  met: 'ok',
  'partly-met': 'near',
  failed: 'over',
  recorded: '',
  'not-applicable': '',
  unanswered: 'near',
} as const;

const MARKS = {
  met: '✓',
  'partly-met': '◐',
  failed: '✕',
  recorded: '',
  'not-applicable': '',
  unanswered: '▲',
} as const;

/** What was recorded beyond met or not met; null = nothing more. */
function saidIn(
  card: Scorecard,
  { item: id }: ItemResult,
  { answer, language }: { readonly answer: Answer; readonly language: Language },
): string | null {
  switch (answer.type) {
    case 'text':
      return `“${answer.text}”`;
    case 'count':
      return String(answer.count);
    case 'timer':
      return formatDuration(answer.ms);
    case 'choice': {
      const kind = card.items.find((item) => item.id === id)?.answer;
      const option = kind?.type === 'choice' ? kind.options.find((each) => each.id === answer.option) : undefined;
      return option?.title[language] ?? answer.option;
    }
    default:
      return null;
  }
}
