import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PlanList as Plans, PlanSummary } from '../../inspections/wire.ts';
import { Empty } from '../parts/loaded.tsx';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { NewPlan } from './new-plan.tsx';
import type { Texts } from './texts.ts';

interface PlanListProps {
  readonly list: Plans;
  readonly language: Language;
  readonly texts: Texts;
  readonly mayWrite: boolean;
  readonly now: number;
}

export function PlanList({ list, language, texts, mayWrite, now }: PlanListProps): JSX.Element {
  const [isMaking, setMaking] = useState(false);
  const make = mayWrite ? (
    <button type="button" class="button" data-kind="primary" onClick={() => setMaking(true)}>
      {texts.make}
    </button>
  ) : null;
  return (
    <>
      <div class="page-head">
        <h1>{texts.title}</h1>
        {list.plans.length === 0 ? null : make}
      </div>
      {list.plans.length === 0 ? (
        <Empty title={texts.none}>
          <p>{texts.noneHint}</p>
          {make}
        </Empty>
      ) : (
        <section class="card">
          <PlanTable plans={list.plans} units={list.units} language={language} texts={texts} />
        </section>
      )}
      {isMaking ? (
        <NewPlan units={list.units} language={language} texts={texts} now={now} close={() => setMaking(false)} />
      ) : null}
    </>
  );
}

interface PlanTableProps extends Pick<Plans, 'plans' | 'units'> {
  readonly language: Language;
  readonly texts: Texts;
}

function PlanTable({ plans, units, language, texts }: PlanTableProps): JSX.Element {
  return (
    <table class="plan-table">
      <thead>
        <tr>
          <th scope="col">{texts.planTitle}</th>
          <th scope="col">{texts.quarter}</th>
          <th scope="col">{texts.unit}</th>
          <th scope="col">{texts.state}</th>
          <th scope="col" class="number">
            {texts.visits}
          </th>
          <th scope="col" class="number">
            {texts.open}
          </th>
        </tr>
      </thead>
      <tbody>
        {plans.map((plan) => (
          <tr key={plan.id}>
            <th scope="row">
              <a href={hrefOf(['plans', plan.id])}>{plan.title}</a>
            </th>
            <td>{plan.quarter}</td>
            <td>{units.find(({ unit }) => unit === plan.unit)?.[language] ?? plan.unit}</td>
            <td>
              <PlanState plan={plan} texts={texts} />
            </td>
            <td class="number">{plan.visits}</td>
            <td class="number">{plan.open}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function PlanState({ plan, texts }: { readonly plan: PlanSummary; readonly texts: Texts }): JSX.Element {
  return (
    <span class="tag" data-tone={plan.state === 'published' ? 'ok' : 'near'}>
      {texts.states[plan.state]}
    </span>
  );
}
