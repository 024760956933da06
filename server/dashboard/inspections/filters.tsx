import type { JSX } from 'preact';
import type { InspectionList } from '../../inspections/wire.ts';
import { Field } from '../parts/field.tsx';
import { SelectField } from '../parts/inputs.tsx';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import type { Texts } from './texts.ts';
import { KIND_ORDER, STATE_ORDER, WORDS } from './words.ts';

export type Query = Readonly<Record<string, string>>;

interface FiltersProps {
  readonly query: Query;
  readonly states: InspectionList['states'];
  readonly language: Language;
  readonly texts: Texts;
  readonly now: number;
}

const QUARTERS_SHOWN = 8;

export function Filters({ query, states, language, texts, now }: FiltersProps): JSX.Element {
  const words = WORDS[language];
  const counts = new Map(states.map(({ state, n }) => [state, n]));
  const set = (name: string, value: string): void => {
    const { [name]: _before, page: _page, ...rest } = query;
    location.hash = hrefOf(['inspections'], value === '' ? rest : { ...rest, [name]: value });
  };
  const select = (name: string, label: string, options: readonly (readonly [string, string])[]): JSX.Element => (
    <SelectField
      label={label}
      value={query[name] ?? ''}
      change={(value) => set(name, value)}
      options={[['', texts.any], ...options]}
    />
  );
  return (
    <form class="card inspection-filters" onSubmit={(event) => event.preventDefault()}>
      {select(
        'quarter',
        texts.quarter,
        quartersUpTo(now).map((quarter) => [quarter, quarter]),
      )}
      <Field label={texts.branch}>
        {(its) => (
          <input
            {...its}
            class="field"
            type="search"
            value={query['branch'] ?? ''}
            onChange={(event) => set('branch', event.currentTarget.value.trim().toLowerCase())}
          />
        )}
      </Field>
      {select(
        'kind',
        texts.kind,
        KIND_ORDER.map((kind) => [kind, words.kinds[kind]]),
      )}
      {select(
        'state',
        texts.state,
        STATE_ORDER.map((state) => [state, `${words.states[state]} (${String(counts.get(state) ?? 0)})`]),
      )}
    </form>
  );
}

/** The next quarter, this one and those before it. */
function quartersUpTo(now: number): readonly string[] {
  const date = new Date(now);
  const current = date.getFullYear() * 4 + Math.floor(date.getMonth() / 3);
  return Array.from({ length: QUARTERS_SHOWN }, (_, back) => {
    const index = current + 1 - back;
    return `${String(Math.floor(index / 4))}-Q${String((index % 4) + 1)}`;
  });
}
