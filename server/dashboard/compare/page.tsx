import './compare.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CompareView, PeriodList } from '../../scoring/wire.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import { formatPeriod } from '../scores/format.ts';
import { Pickers, WithPeriods } from '../scores/score-frame.tsx';
import type { PageProps } from '../shell/page.ts';
import { hrefOf } from '../shell/router.ts';
import { changesOf, isChanged, summaryOf } from './changes.ts';
import { CompareTable } from './compare-table.tsx';
import { ComputeCard } from './compute-card.tsx';
import { TEXTS } from './texts.ts';
import { VersionPickers } from './version-pickers.tsx';
import { chosenVersions, type Versions } from './versions.ts';

const TITLE = { zh: '评分办法比较', en: 'Comparing definitions' };

/** The same evidence under two versions of a definition, side by side. */
export function Page(props: PageProps): JSX.Element {
  return (
    <WithPeriods title={TITLE} language={props.language}>
      {(list, newest, again) => <Compare {...props} list={list} period={props.place.path[0] ?? newest} again={again} />}
    </WithPeriods>
  );
}

interface CompareProps extends PageProps {
  readonly list: PeriodList;
  readonly period: string;
  readonly again: () => void;
}

function Compare({ list, period, place, language, me, again }: CompareProps): JSX.Element {
  const versions = chosenVersions(list.policies, place.query);
  const texts = TEXTS[language];
  const choose = (next: Versions): void => {
    location.hash = hrefOf(['compare', period], {
      policy: next.policy,
      from: String(next.from),
      to: String(next.to),
    });
  };
  return (
    <>
      <div class="page-head">
        <h1>{texts.heading(formatPeriod(period, language))}</h1>
        <Pickers
          list={list}
          period={period}
          place={place}
          language={language}
          pathOf={(each) => ['compare', each]}
          withPolicy={false}
        >
          {versions === null ? null : (
            <VersionPickers policies={list.policies} versions={versions} choose={choose} language={language} />
          )}
        </Pickers>
      </div>
      {versions === null ? (
        <Empty title={texts.needsTwo}>
          <p>{texts.needsTwoHint}</p>
        </Empty>
      ) : (
        <Compared period={period} versions={versions} language={language} />
      )}
      {me.actions.includes('scores.compute') && me.actions.includes('policies.read') ? (
        <ComputeCard period={period} computed={again} language={language} />
      ) : null}
    </>
  );
}

interface ComparedProps extends Pick<PageProps, 'language'> {
  readonly period: string;
  readonly versions: Versions;
}

function Compared({ period, versions, language }: ComparedProps): JSX.Element {
  const { policy, from, to } = versions;
  const query = new URLSearchParams({ policy, from: String(from), to: String(to) }).toString();
  const { asked, again } = useReply<CompareView>(`/api/scores/${encodeURIComponent(period)}/compare?${query}`);
  return (
    <Loaded asked={asked} language={language} again={again}>
      {(view) => <Changes view={view} language={language} />}
    </Loaded>
  );
}

function Changes({
  view,
  language,
}: {
  readonly view: CompareView;
  readonly language: PageProps['language'];
}): JSX.Element {
  const [onlyChanged, setOnlyChanged] = useState(false);
  const texts = TEXTS[language];
  const changes = changesOf(view);
  const shown = onlyChanged ? changes.filter(isChanged) : changes;
  return (
    <section class="card">
      <div class="compare-head">
        <p data-testid="summary">{texts.summary(summaryOf(changes))}</p>
        <button type="button" class="chip" aria-pressed={onlyChanged} onClick={() => setOnlyChanged(!onlyChanged)}>
          {texts.onlyChanged}
        </button>
      </div>
      {shown.length === 0 ? <p>{texts.noChange}</p> : <CompareTable view={view} changes={shown} language={language} />}
    </section>
  );
}
