import './branches.css';
import type { JSX } from 'preact';
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
          <BranchList period={newest} place={props.place} language={props.language} />
        ) : (
          <BranchScore key={branch} {...props} list={list} branch={branch} period={period ?? newest} />
        )
      }
    </WithPeriods>
  );
}
