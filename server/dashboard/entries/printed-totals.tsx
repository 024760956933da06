import type { JSX } from 'preact';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { Field } from '../parts/field.tsx';
import type { Language } from '../shell/language.ts';
import type { FieldProblem, Fields } from './fields.ts';
import type { EntryTexts } from './texts.ts';

interface PrintedTotalsProps {
  readonly card: Scorecard;
  readonly printed: Fields['printed'];
  readonly set: (place: string, text: string) => void;
  readonly problems: ReadonlyMap<string, FieldProblem>;
  readonly language: Language;
  readonly texts: EntryTexts;
}

/** Totals as they stand on the paper; nothing is added up here, so that nobody types what should be there. */
export function PrintedTotals({ card, printed, set, problems, language, texts }: PrintedTotalsProps): JSX.Element {
  const places = [
    ...card.sections.map(({ id, title }) => ({ place: `sections/${id}`, title: title[language] })),
    ...card.roles.map(({ id, title }) => ({ place: `roles/${id}`, title: title[language] })),
    { place: 'total', title: texts.printedTotal },
  ];
  return (
    <section class="card" aria-label={texts.printed}>
      <h2>{texts.printed}</h2>
      <p class="quiet">{texts.printedAbout}</p>
      <div class="totals">
        {places.map(({ place, title }) => {
          const problem = problems.get(`printed:${place}`);
          return (
            <div key={place} data-place data-testid={`printed-${place}`}>
              <Field label={title} problem={problem === undefined ? undefined : texts.problems[problem]}>
                {(attributes) => (
                  <input
                    {...attributes}
                    class="field"
                    type="text"
                    inputMode="decimal"
                    autoComplete="off"
                    value={printed[place] ?? ''}
                    onInput={(event) => set(place, event.currentTarget.value)}
                  />
                )}
              </Field>
            </div>
          );
        })}
      </div>
    </section>
  );
}
