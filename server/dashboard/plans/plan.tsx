import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PlanView } from '../../inspections/wire.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { Matrix } from './matrix.tsx';
import { People } from './people.tsx';
import { PlanActions } from './plan-actions.tsx';
import { PlanState } from './plan-list.tsx';
import { PLAN_TEXTS, type Texts } from './texts.ts';
import { Visits } from './visits.tsx';
import { Warnings } from './warnings.tsx';

interface PlanProps {
  readonly id: string;
  readonly language: Language;
  readonly mayWrite: boolean;
}

/** One plan. */
export function Plan({ id, language, mayWrite }: PlanProps): JSX.Element {
  const { asked, again } = useReply<PlanView>(`/api/plans/${encodeURIComponent(id)}`);
  return (
    <Loaded asked={asked} language={language} again={again}>
      {(view) => (
        <Shown
          view={view}
          language={language}
          texts={PLAN_TEXTS[language]}
          canChange={mayWrite && view.plan.state === 'draft'}
          again={again}
        />
      )}
    </Loaded>
  );
}

interface ShownProps {
  readonly view: PlanView;
  readonly language: Language;
  readonly texts: Texts;
  readonly canChange: boolean;
  readonly again: () => void;
}

function Shown({ view, language, texts, canChange, again }: ShownProps): JSX.Element {
  const { plan } = view;
  const [branch, setBranch] = useState<string | null>(null);
  return (
    <>
      <div class="page-head">
        <div>
          <a href={hrefOf(['plans'])}>← {texts.back}</a>
          <h1>{plan.title}</h1>
          <p class="plan-facts">
            <span>{plan.quarter}</span>
            <span>{view.unit[language]}</span>
            <PlanState plan={plan} texts={texts} />
            {plan.open === 0 ? null : (
              <span class="tag" data-tone="over">
                {texts.allOpen(plan.open)}
              </span>
            )}
          </p>
        </div>
        {canChange ? <PlanActions view={view} language={language} texts={texts} again={again} /> : null}
      </div>
      <Warnings view={view} language={language} texts={texts} />
      {view.slots.length === 0 ? (
        <Empty title={texts.noVisits}>{canChange ? <p>{texts.noVisitsHint}</p> : null}</Empty>
      ) : (
        <div class="plan-columns">
          <Matrix view={view} language={language} texts={texts} chosen={branch} choose={setBranch} />
          <Visits view={view} language={language} texts={texts} branch={branch} canChange={canChange} again={again} />
        </div>
      )}
      <People view={view} texts={texts} />
    </>
  );
}
