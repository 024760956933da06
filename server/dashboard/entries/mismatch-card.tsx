import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Mismatch } from '../../inspections/double-entry/compare-sheets.ts';
import type { Decision } from '../../inspections/double-entry/settle-sheets.ts';
import { Field } from '../parts/field.tsx';
import type { Language } from '../shell/language.ts';
import { AnswerField } from './answer-field.tsx';
import { Beside } from './beside.tsx';
import type { Choice } from './decisions.ts';
import type { EntryTexts } from './texts.ts';
import { cellAt, placeTitle, writtenLines } from './written-text.ts';

interface MismatchCardProps {
  readonly card: Scorecard;
  readonly mismatch: Mismatch;
  readonly choice: Choice;
  readonly set: (choice: Choice) => void;
  readonly state: Decision | 'open' | 'wrong' | 'reason';
  readonly language: Language;
  readonly texts: EntryTexts;
}

const TAKES = ['first', 'second', 'other'] as const;

/** One differing place: both answers, and what the original says. Keys 1, 2 and 3 choose. */
export function MismatchCard(props: MismatchCardProps): JSX.Element {
  const { card, mismatch, choice, set, state, language, texts } = props;
  const { cell: place } = mismatch;
  const byKey = (event: KeyboardEvent): void => {
    const isChoice = (event.target as HTMLElement).dataset['take'] !== undefined;
    const take = isChoice && !event.ctrlKey && !event.metaKey ? TAKES[Number(event.key) - 1] : undefined;
    if (take === undefined) return;
    event.preventDefault();
    set({ ...choice, take });
  };
  return (
    <fieldset class="card mismatch" data-testid={`mismatch-${place}`} onKeyDown={byKey}>
      <legend>{placeTitle(card, place, { language, texts })}</legend>
      <div class="sides" data-place>
        {TAKES.map((take) => (
          <Side key={take} {...props} take={take} />
        ))}
      </div>
      {choice.take === 'other' ? <Original {...props} /> : null}
      {choice.take === null ? null : (
        <div data-place={choice.take === 'other' ? true : undefined}>
          <Field
            label={texts.reason}
            hint={texts.reasonHint}
            problem={state === 'reason' ? texts.reasonMissing : undefined}
          >
            {(attributes) => (
              <input
                {...attributes}
                class="field"
                type="text"
                maxLength={500}
                value={choice.reason}
                onInput={(event) => set({ ...choice, reason: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}

interface SideProps extends MismatchCardProps {
  readonly take: Decision['take'];
}

function Side({ card, mismatch, choice, set, take, language, texts }: SideProps): JSX.Element {
  const place = mismatch.cell;
  const titles = { first: texts.entryOne, second: texts.entryTwo, other: texts.other };
  return (
    <label class="side">
      <input
        type="radio"
        name={place}
        data-take={take}
        checked={choice.take === take}
        onChange={() => set({ ...choice, take })}
      />
      <span class="side-text">
        <b>
          <kbd aria-hidden="true">{TAKES.indexOf(take) + 1}</kbd> {titles[take]}
        </b>
        {take === 'other' ? null : (
          <span class="written">
            {writtenLines(mismatch[take], cellAt(card, place), { language, texts }).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </span>
        )}
      </span>
    </label>
  );
}

/** The field for what the original says where neither entry has it right. */
function Original({ card, mismatch, choice, set, state, language, texts }: MismatchCardProps): JSX.Element {
  const id = useId();
  const cell = cellAt(card, mismatch.cell);
  const label = `${placeTitle(card, mismatch.cell, { language, texts })}: ${texts.other}`;
  return (
    <div class="original" data-place>
      {cell === undefined ? (
        <Plain
          isDay={mismatch.cell === 'visit:date'}
          attributes={{ 'aria-label': label, 'aria-describedby': id }}
          value={choice.text}
          set={(text) => set({ ...choice, text })}
        />
      ) : (
        <>
          <AnswerField
            item={cell.item}
            name={`original-${mismatch.cell}`}
            label={label}
            value={choice.cell}
            set={(value) => set({ ...choice, cell: value })}
            language={language}
            texts={texts}
            describedBy={id}
            isWrong={state === 'wrong'}
          />
          <Beside
            of={cell}
            label={label}
            value={choice.cell}
            change={(value) => set({ ...choice, cell: value })}
            texts={texts}
          />
        </>
      )}
      <p id={id} class={state === 'wrong' ? 'wrong' : 'quiet'}>
        {state === 'wrong' ? `▲ ${texts.problems[problemOf(mismatch.cell)]}` : texts.otherAbout}
      </p>
    </div>
  );
}

interface PlainProps {
  readonly isDay: boolean;
  readonly attributes: { readonly 'aria-label': string; readonly 'aria-describedby': string };
  readonly value: string;
  readonly set: (text: string) => void;
}

/** A printed total, or the day of the visit. */
function Plain({ isDay, attributes, value, set }: PlainProps): JSX.Element {
  const shared = {
    ...attributes,
    class: 'field day-field',
    value,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => set(event.currentTarget.value),
  };
  return isDay ? <input {...shared} type="date" /> : <input {...shared} type="text" inputMode="decimal" />;
}

function problemOf(place: string): 'date' | 'points' | 'unfit' {
  if (place === 'visit:date') return 'date';
  return place.includes(':') ? 'points' : 'unfit';
}
