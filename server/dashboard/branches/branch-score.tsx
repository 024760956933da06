import type { JSX } from 'preact';
import type { PeriodList, ScoreHistory, ScoreView } from '../../scoring/wire.ts';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import { policyOf, policyQuery } from '../scores/choice.ts';
import { formatPeriod } from '../scores/format.ts';
import { Pickers, Stamp } from '../scores/score-frame.tsx';
import { titlesOf } from '../scores/titles.ts';
import type { PageProps } from '../shell/page.ts';
import { hrefOf } from '../shell/router.ts';
import { Insufficient } from './insufficient.tsx';
import { OtherVersions } from './other-versions.tsx';
import { PillarSections } from './pillar-sections.tsx';
import { ScoreHead } from './score-head.tsx';
import { ShortBoards } from './short-boards.tsx';
import { StepsCard } from './steps-card.tsx';
import { TEXTS } from './texts.ts';
import { Trend } from './trend.tsx';

interface BranchScoreProps extends PageProps {
  readonly list: PeriodList;
  readonly branch: string;
  readonly period: string;
}

/** One score of one branch, taken apart. */
export function BranchScore(props: BranchScoreProps): JSX.Element {
  const { language, me, place, list, branch, period } = props;
  const base = `/api/branches/${encodeURIComponent(branch)}/scores`;
  const { asked, again } = useReply<ScoreView>(`${base}/${encodeURIComponent(period)}${policyQuery(place)}`);
  const history = useReply<ScoreHistory>(`${base}${policyQuery(place)}`);
  const texts = TEXTS[language];
  const name = asked.state === 'there' ? asked.value.name[language] : branch;
  return (
    <>
      <div class="page-head">
        <div>
          {me.actions.includes('ranking.read') ? (
            <a class="back" href={hrefOf(['ranking', period], policyOf(place))}>
              ← {texts.backToRanking}
            </a>
          ) : null}
          <h1>{texts.heading(name)}</h1>
          <p class="quiet">{formatPeriod(period, language)}</p>
        </div>
        <Pickers
          list={list}
          period={period}
          place={place}
          language={language}
          pathOf={(each) => ['branches', branch, 'score', each]}
        />
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {(view) => (
          <>
            <View key={`${period} ${view.policy.policy} ${view.policy.version}`} view={view} {...props} />
            <Trend asked={history.asked} again={history.again} language={language} />
          </>
        )}
      </Loaded>
    </>
  );
}

function View({ view, language, me, place }: BranchScoreProps & { readonly view: ScoreView }): JSX.Element {
  const { composite, name } = view;
  const titles = titlesOf(view, language);
  const maySeeTickets = me.actions.includes('tickets.read');
  return (
    <>
      <Stamp policy={view.policy} computedAt={view.computedAt} language={language} />
      {composite.state === 'insufficient' ? (
        <Insufficient composite={composite} language={language} />
      ) : (
        <>
          <div class="score-top">
            <ScoreHead view={view} composite={composite} titles={titles} language={language} />
            <StepsCard composite={composite} language={language} />
          </div>
          <PillarSections
            branch={name.branch}
            pillars={composite.pillars}
            attainment={view.attainment}
            titles={titles}
            maySeeTickets={maySeeTickets}
            language={language}
          />
          <ShortBoards boards={view.shortBoards} titles={titles} language={language} />
        </>
      )}
      <OtherVersions view={view} place={place} language={language} />
    </>
  );
}
