import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { EntryView, OwnEntry, SignedEntry } from '../../inspections/double-entry/wire.ts';
import { Field } from '../parts/field.tsx';
import { request } from '../shell/request.ts';
import { CellRow } from './cell-row.tsx';
import type { StepProps } from './entry-page.tsx';
import { cellsIn, type Cell, type FieldProblem } from './fields.ts';
import { HandIn } from './hand-in.tsx';
import { PrintedTotals } from './printed-totals.tsx';
import { goOn } from './steps.ts';
import { cellFieldsIn, useTyping, type Typing } from './use-typing.ts';

export interface TypingFormProps extends StepProps {
  readonly view: EntryView;
  readonly own: OwnEntry;
  readonly again: () => void;
  readonly done: (state: SignedEntry['state']) => void;
}

/** The whole paper on one page, to be typed without the mouse. */
export function TypingForm(props: TypingFormProps): JSX.Element {
  const { view, own, me, path, clock, language, texts, again } = props;
  const typing = useTyping({ view, own, account: me.account, path, clock });
  const form = useRef<HTMLDivElement>(null);
  const [refused, setRefused] = useState<ReadonlyMap<string, FieldProblem>>(new Map());
  const problems = new Map([...typing.read.problems, ...(typing.read.visitedOn === null ? refused : [])]);
  const loadStored = (): void => {
    typing.forget();
    again();
  };
  return (
    <div ref={form} class="typing" onKeyDown={(event) => goOn(event, form.current!)}>
      <p class="quiet">{texts.keys}</p>
      {typing.saving === 'elsewhere' ? (
        <div class="banner" data-tone="near" role="alert" data-testid="elsewhere">
          <p>{texts.elsewhere}</p>
          <button type="button" class="button" onClick={() => void typing.keepMine()}>
            {texts.keepMine}
          </button>
          <button type="button" class="button" onClick={loadStored}>
            {texts.loadStored}
          </button>
        </div>
      ) : null}
      <div class="card" data-place data-testid="visited-on">
        <Field
          label={texts.visitedOn}
          hint={texts.visitedOnHint(view.fromOn, view.toOn)}
          problem={problems.has('visitedOn') ? texts.problems.date : undefined}
        >
          {(attributes) => (
            <input
              {...attributes}
              class="field day-field"
              type="date"
              value={typing.fields.visitedOn}
              onInput={(event) => typing.setDay(event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      <Sections {...props} typing={typing} problems={problems} />
      <PrintedTotals
        card={view.card}
        printed={typing.fields.printed}
        set={typing.setPrinted}
        problems={problems}
        language={language}
        texts={texts}
      />
      <HandIn
        {...props}
        typing={typing}
        missingDay={() => setRefused(new Map([['visitedOn', 'date']]))}
        sign={(revision) => request<SignedEntry>('POST', `${path}/entries/${own.entry}/sign`, { revision })}
      />
    </div>
  );
}

interface SectionsProps extends TypingFormProps {
  readonly typing: Typing;
  readonly problems: ReadonlyMap<string, FieldProblem>;
}

function Sections({ view: { card }, typing, problems, language, texts }: SectionsProps): JSX.Element {
  const cells = cellsIn(card);
  const numbers = new Map(cells.map(({ cell }, index) => [cell, index + 1]));
  const bySection = Map.groupBy(cells, ({ item }: Cell) => item.section);
  return (
    <>
      {card.sections.map(({ id, title }) =>
        bySection.has(id) ? (
          <section key={id} class="card" aria-labelledby={`section-${id}`}>
            <h2 id={`section-${id}`}>{title[language]}</h2>
            <table class="cells">
              <thead>
                <tr>
                  <th scope="col">{texts.item}</th>
                  <th scope="col">{texts.answer}</th>
                  <th scope="col">{texts.more}</th>
                </tr>
              </thead>
              <tbody>
                {bySection.get(id)!.map((of) => (
                  <CellRow
                    key={of.cell}
                    card={card}
                    of={of}
                    number={numbers.get(of.cell)!}
                    value={cellFieldsIn(typing.fields, of.cell)}
                    set={typing.setCell}
                    problem={problems.get(of.cell)}
                    language={language}
                    texts={texts}
                  />
                ))}
              </tbody>
            </table>
          </section>
        ) : null,
      )}
    </>
  );
}
