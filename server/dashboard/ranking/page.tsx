import './ranking.css';
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { PeriodList, RankingView } from '../../scoring/wire.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useReply } from '../parts/use-reply.ts';
import { policyQuery } from '../scores/choice.ts';
import { formatPeriod } from '../scores/format.ts';
import { Pickers, scoreHref, Stamp, WithPeriods } from '../scores/score-frame.tsx';
import type { PageProps } from '../shell/page.ts';
import { hrefOf } from '../shell/router.ts';
import { Filters } from './filters.tsx';
import { GroupSection } from './group-section.tsx';
import { HowToRead } from './how-to-read.tsx';
import { NotRankedList } from './not-ranked-list.tsx';
import { rankingCsv } from './ranking-csv.ts';
import { groupsToShow, isHidden, type Filter } from './rows.ts';
import { TEXTS } from './texts.ts';

const TITLE = { zh: '网点排名', en: 'Ranking' };

/** Branches by peer group, each place with how sure it is. */
export function Page(props: PageProps): JSX.Element {
  return (
    <WithPeriods title={TITLE} language={props.language}>
      {(list, newest) => <Ranking {...props} list={list} period={props.place.path[0] ?? newest} />}
    </WithPeriods>
  );
}

interface RankingProps extends PageProps {
  readonly list: PeriodList;
  readonly period: string;
}

function Ranking({ language, place, list, period }: RankingProps): JSX.Element {
  const { asked, again } = useReply<RankingView>(`/api/ranking/${encodeURIComponent(period)}${policyQuery(place)}`);
  const texts = TEXTS[language];
  return (
    <>
      <div class="page-head">
        <h1>{texts.heading(formatPeriod(period, language))}</h1>
        <Pickers list={list} period={period} place={place} language={language} pathOf={(each) => ['ranking', each]} />
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {(view) => <View view={view} language={language} place={place} />}
      </Loaded>
    </>
  );
}

interface ViewProps extends Pick<PageProps, 'language' | 'place'> {
  readonly view: RankingView;
}

function View({ view, language, place }: ViewProps): JSX.Element {
  const texts = TEXTS[language];
  const [filter, setFilter] = useState<Filter>({ region: '', search: '' });
  const names = useMemo(() => new Map(view.branches.map((name) => [name.branch, name])), [view]);
  const hrefOfBranch = (branch: string): string | null =>
    isHidden(branch) ? null : scoreHref(branch, view.period, place);
  const shown = groupsToShow(view, place.query['group']);
  return (
    <>
      <Stamp policy={view.policy} computedAt={view.computedAt} isStale={view.isStale} language={language} />
      <div class="filters">
        <Filters
          view={view}
          filter={filter}
          choose={setFilter}
          shown={shown}
          chooseGroup={(group) => {
            location.hash = hrefOf(['ranking', view.period], { ...place.query, group });
          }}
          language={language}
        />
        <span class="actions">
          <button
            type="button"
            class="button"
            onClick={() => saveFile(`${texts.fileName}-${view.period}.csv`, rankingCsv(view, language))}
          >
            {texts.csv}
          </button>
          <button type="button" class="button" onClick={() => print()}>
            {texts.print}
          </button>
        </span>
      </div>
      <HowToRead language={language} />
      {view.groups.length === 0 ? <Empty title={texts.noneRanked} /> : null}
      {shown.map((group) => (
        <GroupSection
          key={group.group}
          group={group}
          names={names}
          regions={view.regions}
          grades={view.policy.grades}
          filter={filter}
          language={language}
          hrefOfBranch={hrefOfBranch}
        />
      ))}
      <NotRankedList view={view} names={names} filter={filter} language={language} hrefOfBranch={hrefOfBranch} />
    </>
  );
}
