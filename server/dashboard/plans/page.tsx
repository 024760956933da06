import './plans.css';
import type { JSX } from 'preact';
import type { PlanList as Plans } from '../../inspections/wire.ts';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { PageProps } from '../shell/page.ts';
import { Plan } from './plan.tsx';
import { PlanList } from './plan-list.tsx';
import { PLAN_TEXTS } from './texts.ts';

/** Quarterly plans: all of them, or the one that the address names. */
export function Page({ language, me, clock, place }: PageProps): JSX.Element {
  const [id] = place.path;
  const texts = PLAN_TEXTS[language];
  const mayWrite = me.actions.includes('plans.write');
  const { asked, again } = useReply<Plans>(id === undefined ? '/api/plans' : null);
  if (id !== undefined) return <Plan key={id} id={id} language={language} mayWrite={mayWrite} />;
  return (
    <Loaded asked={asked} language={language} again={again}>
      {(list) => <PlanList list={list} language={language} texts={texts} mayWrite={mayWrite} now={clock.now()} />}
    </Loaded>
  );
}
