import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ScoreList } from '../../scoring/wire.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { matches, nameOfRegion } from '../ranking/rows.ts';
import { formatPeriod, formatPoints } from '../scores/format.ts';
import { BranchLink, Grade } from '../scores/marks.tsx';
import { scoreHref } from '../scores/score-frame.tsx';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import type { Place } from '../shell/router.ts';
import { TEXTS } from './texts.ts';

interface BranchListProps {
  readonly list: ScoreList;
  readonly place: Place;
  readonly language: Language;
}

/** Every branch with its score of the newest period, to choose from. */
export function BranchList({ list, place, language }: BranchListProps): JSX.Element {
  const [search, setSearch] = useState('');
  const texts = TEXTS[language];
  const { period, scores } = list;
  return (
    <>
      <div class="page-head">
        <h1>
          {texts.title} <small class="quiet">{formatPeriod(period, language)}</small>
        </h1>
      </div>
      <section class="card">
        <label class="picker list-search">
          <span>{texts.search}</span>
          <input
            class="field"
            type="search"
            value={search}
            onInput={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        </label>
        <DataTable
          caption={texts.choose}
          language={language}
          rows={scores.filter(({ name }) => matches(name, { region: '', search }))}
          keyOf={({ name }) => name.branch}
          columns={columnsOf(list, place, language)}
        />
      </section>
    </>
  );
}

function columnsOf(
  { period, policy, regions }: ScoreList,
  place: Place,
  language: Language,
): readonly Column<ScoreList['scores'][number]>[] {
  const words = SCORE_WORDS[language];
  return [
    {
      id: 'branch',
      title: words.branch,
      kind: 'head',
      sortBy: ({ name }) => name[language],
      cell: ({ name }) => <BranchLink name={name} href={scoreHref(name.branch, period, place)} language={language} />,
    },
    {
      id: 'region',
      title: words.region,
      sortBy: ({ name }) => name.region,
      cell: ({ name }) => (name.region === null ? '–' : nameOfRegion(name.region, regions, language)),
    },
    {
      id: 'composite',
      title: words.composite,
      kind: 'figure',
      sortBy: ({ value }) => value,
      cell: ({ value }) => (value === null ? <span class="quiet">{words.noScore}</span> : formatPoints(value)),
    },
    {
      id: 'grade',
      title: words.grade,
      cell: ({ grade, uncapped }) =>
        grade === null ? '–' : <Grade grade={grade} grades={policy.grades} uncapped={uncapped} language={language} />,
    },
  ];
}
