import type { JSX } from 'preact';
import type { BranchName, RankingView } from '../../scoring/wire.ts';
import { DataTable } from '../parts/data-table.tsx';
import { BranchLink } from '../scores/marks.tsx';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { matches, nameOf, nameOfRegion, type Filter } from './rows.ts';
import { TEXTS } from './texts.ts';

interface NotRankedListProps {
  readonly view: RankingView;
  readonly names: ReadonlyMap<string, BranchName>;
  readonly filter: Filter;
  readonly language: Language;
  readonly hrefOfBranch: (branch: string) => string | null;
}

/** Nobody is left out in silence. */
export function NotRankedList(props: NotRankedListProps): JSX.Element | null {
  const { view, names, filter, language, hrefOfBranch } = props;
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  const rows = view.notRanked
    .map(({ branch, reason }) => ({ name: nameOf(branch, names), reason }))
    .filter(({ name }) => matches(name, filter));
  if (rows.length === 0) return null;
  return (
    <section class="card" data-testid="not-ranked">
      <h2>{texts.unranked(rows.length)}</h2>
      <DataTable
        caption={texts.unranked(rows.length)}
        rows={rows}
        keyOf={({ name }) => name.branch}
        language={language}
        columns={[
          {
            id: 'branch',
            title: words.branch,
            kind: 'head',
            cell: ({ name }) => <BranchLink name={name} href={hrefOfBranch(name.branch)} language={language} />,
          },
          {
            id: 'region',
            title: words.region,
            cell: ({ name }) => (name.region === null ? '–' : nameOfRegion(name.region, view.regions, language)),
          },
          { id: 'reason', title: texts.reason, cell: ({ reason }) => words.notRanked[reason] },
        ]}
      />
    </section>
  );
}
