import type { JSX } from 'preact';
import type { PlanView } from '../../inspections/wire.ts';
import type { Texts } from './texts.ts';

/** How much each inspector has to do in the quarter. */
export function People({ view, texts }: { readonly view: PlanView; readonly texts: Texts }): JSX.Element | null {
  if (view.inspectors.length === 0) return null;
  const most = Math.max(1, ...view.inspectors.map(({ visits }) => visits));
  return (
    <section class="card plan-people" aria-label={texts.people}>
      <h2>{texts.people}</h2>
      <ul class="loads">
        {view.inspectors.map(({ account, name, visits }) => (
          <li key={account}>
            <span>{name}</span>
            <meter min={0} max={most} value={visits} aria-label={`${name}: ${texts.inQuarter(visits)}`} />
            <span class="number">{texts.inQuarter(visits)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
