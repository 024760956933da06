import type { JSX } from 'preact';
import type { ShortBoard } from '#rubric/ranking/short-board.ts';
import { formatScore } from '../live/format.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatDecimal, formatShare } from '../scores/format.ts';
import type { ScoreTitles } from '../scores/titles.ts';
import { nameOfItem, SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { TEXTS } from './texts.ts';

interface ShortBoardsProps {
  readonly boards: readonly ShortBoard[];
  readonly titles: ScoreTitles;
  readonly language: Language;
}

/** Rows at once: what costs most stands first, the rest is for whoever wants to know. */
const BOARDS_AT_ONCE = 10;

/** What costs the branch most, and whether its peers do better. */
export function ShortBoards({ boards, titles, language }: ShortBoardsProps): JSX.Element {
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  return (
    <section class="card" data-testid="short-boards">
      <h2>{texts.shortBoards}</h2>
      <p class="quiet">{boards.length === 0 ? texts.noShortBoards : texts.shortBoardsAbout}</p>
      {boards.length === 0 ? null : (
        <DataTable
          caption={texts.shortBoards}
          language={language}
          rows={boards}
          keyOf={({ item }) => item}
          rowsAtOnce={BOARDS_AT_ONCE}
          columns={[
            {
              id: 'item',
              title: texts.item,
              kind: 'head',
              cell: ({ item, loss }) => (
                <>
                  {nameOfItem(item, words, titles)}{' '}
                  <small class="quiet">{texts.costs(formatDecimal(loss / 1e6))}</small>
                </>
              ),
            },
            { id: 'utility', title: texts.utility, kind: 'figure', cell: ({ utility }) => formatScore(utility) },
            {
              id: 'median',
              title: texts.peerMedian,
              kind: 'figure',
              cell: ({ peerMedian }) => (peerMedian === null ? '–' : formatDecimal(peerMedian / 100)),
            },
            { id: 'weight', title: texts.weight, kind: 'figure', cell: ({ weight }) => formatShare(weight / 10_000) },
            { id: 'verdict', title: texts.verdict, cell: ({ verdict }) => texts.verdicts[verdict] },
          ]}
        />
      )}
    </section>
  );
}
