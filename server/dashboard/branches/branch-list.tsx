import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { BranchName, GroupScore, RankingView } from '../../scoring/wire.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import { matches } from '../ranking/rows.ts';
import { policyQuery } from '../scores/choice.ts';
import { formatPeriod, formatPoints } from '../scores/format.ts';
import { BranchLink, Grade } from '../scores/marks.tsx';
import { scoreHref } from '../scores/score-frame.tsx';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import type { Place } from '../shell/router.ts';
import { TEXTS } from './texts.ts';

interface BranchListProps {
  readonly period: string;
  readonly place: Place;
  readonly language: Language;
}

/** Every branch with its score of the newest period, to choose from. */
export function BranchList({ period, place, language }: BranchListProps): JSX.Element {
  const { asked, again } = useReply<RankingView>(`/api/ranking/${encodeURIComponent(period)}${policyQuery(place)}`);
  const texts = TEXTS[language];
  return (
    <>
      <div class="page-head">
        <h1>
          {texts.title} <small class="quiet">{formatPeriod(period, language)}</small>
        </h1>
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {(view) => <Branches view={view} place={place} language={language} />}
      </Loaded>
    </>
  );
}

interface BranchesProps {
  readonly view: RankingView;
  readonly place: Place;
  readonly language: Language;
}

function Branches({ view, place, language }: BranchesProps): JSX.Element {
  const [search, setSearch] = useState('');
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  const scores = new Map<string, GroupScore>(
    view.groups.flatMap((group) => group.scores.map((score) => [score.branch, score] as const)),
  );
  const scoreOf = ({ branch }: BranchName): GroupScore | null => scores.get(branch) ?? null;
  return (
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
        rows={view.branches.filter((name) => matches(name, { region: '', search }))}
        keyOf={({ branch }) => branch}
        columns={[
          {
            id: 'branch',
            title: words.branch,
            kind: 'head',
            sortBy: (name) => name[language],
            cell: (name) => (
              <BranchLink name={name} href={scoreHref(name.branch, view.period, place)} language={language} />
            ),
          },
          { id: 'region', title: words.region, sortBy: ({ region }) => region, cell: ({ region }) => region ?? '–' },
          {
            id: 'composite',
            title: words.composite,
            kind: 'figure',
            sortBy: (name) => scoreOf(name)?.value ?? null,
            cell: (name) => {
              const score = scoreOf(name);
              return score === null ? <span class="quiet">{words.noScore}</span> : formatPoints(score.value);
            },
          },
          {
            id: 'grade',
            title: words.grade,
            cell: (name) => {
              const score = scoreOf(name);
              return score === null ? '–' : <Grade grade={score.grade} />;
            },
          },
        ]}
      />
    </section>
  );
}
