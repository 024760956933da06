import type { JSX } from 'preact';
import type { ScoreTitles } from '../scores/titles.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { formatThousandths, type SheetLeaf } from './leaves.ts';
import { TEXTS } from './texts.ts';

interface SheetListProps {
  readonly sheets: readonly SheetLeaf[];
  readonly branch: string;
  readonly titles: ScoreTitles;
  readonly language: Language;
}

/** Inspections, each with what was taken off. */
export function SheetList({ sheets, branch, titles, language }: SheetListProps): JSX.Element {
  const texts = TEXTS[language];
  return (
    <ul class="sheets">
      {sheets.map(({ sheet, items }) => (
        <li key={sheet}>
          <a class="branch-link" href={hrefOf(['inspections', branch, sheet])}>
            {texts.openSheet(titles.sheet(sheet) ?? sheet)}
          </a>
          {items.length === 0 ? <p class="quiet">{texts.sheetFull}</p> : null}
          <ul class="lost-items">
            {items.map(({ item, cell, deducted }) => (
              <li key={`${item} ${cell ?? ''}`}>
                <span>
                  {titles.item(sheet, item)}
                  {cell === null ? '' : ` · ${cell}`}
                </span>
                <strong>
                  {texts.deducted} {formatThousandths(deducted)}
                </strong>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
