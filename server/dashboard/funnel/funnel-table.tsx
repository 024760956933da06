import type { JSX } from 'preact';
import type { FunnelView } from '../../scoring/wire.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatShare } from '../scores/format.ts';
import { BranchLink } from '../scores/marks.tsx';
import { scoreHref } from '../scores/score-frame.tsx';
import { SCORE_WORDS } from '../scores/words.ts';
import type { PageProps } from '../shell/page.ts';
import { outermostFirst } from './outermost-first.ts';
import { TEXTS } from './texts.ts';

interface FunnelTableProps extends Pick<PageProps, 'language' | 'place'> {
  readonly view: FunnelView;
}

const ROWS_AT_ONCE = 12;

/** Everything that is drawn, in figures. */
export function FunnelTable({ view, language, place }: FunnelTableProps): JSX.Element {
  const texts = TEXTS[language];
  return (
    <div class="funnel-table">
      <DataTable
        caption={texts.of[view.of]}
        language={language}
        rows={outermostFirst(view)}
        keyOf={({ name }) => name.branch}
        rowsAtOnce={ROWS_AT_ONCE}
        columns={[
          {
            id: 'branch',
            title: SCORE_WORDS[language].branch,
            kind: 'head',
            sortBy: ({ name }) => name[language],
            cell: ({ name }) => (
              <BranchLink name={name} href={scoreHref(name.branch, view.period, place)} language={language} />
            ),
          },
          { id: 'n', title: texts.n[view.of], kind: 'figure', sortBy: ({ n }) => n, cell: ({ n }) => n },
          {
            id: 'share',
            title: texts.share,
            kind: 'figure',
            sortBy: ({ share }) => share,
            cell: ({ share }) => formatShare(share / 10_000),
          },
          { id: 'verdict', title: texts.verdict, cell: ({ verdict }) => texts.verdicts[verdict] },
        ]}
      />
    </div>
  );
}
