import './branches.css';
import type { JSX } from 'preact';
import type { PeriodList, ScoreList } from '../../scoring/wire.ts';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import { policyQuery } from '../scores/choice.ts';
import { WithPeriods } from '../scores/score-frame.tsx';
import type { PageProps } from '../shell/page.ts';
import { BranchList } from './branch-list.tsx';
import { BranchScore } from './branch-score.tsx';

const TITLE = { zh: '网点得分', en: 'Branch scores' };

/** `#/branches` lists the branches; `#/branches/<id>/score/<period>` takes a score apart. */
export function Page(props: PageProps): JSX.Element {
  const [branch, , period] = props.place.path;
  return (
    <WithPeriods title={TITLE} language={props.language}>
      {(list, newest) =>
        branch === undefined ? (
          <Branches {...props} list={list} period={newest} />
        ) : (
          <BranchScore key={branch} {...props} list={list} branch={branch} period={period ?? newest} />
        )
      }
    </WithPeriods>
  );
}

interface BranchesProps extends PageProps {
  readonly list: PeriodList;
  readonly period: string;
}

/** Whoever answers for one branch has nothing to choose from. */
function Branches(props: BranchesProps): JSX.Element {
  const { language, place, period } = props;
  const { asked, again } = useReply<ScoreList>(`/api/scores/${encodeURIComponent(period)}${policyQuery(place)}`);
  return (
    <Loaded asked={asked} language={language} again={again}>
      {(scores) => {
        const [only, ...others] = scores.scores;
        return only !== undefined && others.length === 0 ? (
          <BranchScore {...props} branch={only.name.branch} />
        ) : (
          <BranchList list={scores} place={place} language={language} />
        );
      }}
    </Loaded>
  );
}
