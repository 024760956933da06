import type { JSX } from 'preact';
import type { Item } from '#rubric/scorecards/schema.ts';
import { useEditing } from '../policies/editing.ts';
import { BothFields, CheckField, NumberField, SelectField, TextField } from '../policies/fields.tsx';
import { listAt, textAt, valueAt } from '../policies/json-path.ts';
import { IdField } from './entry-tools.tsx';
import { OptionsForm } from './options-form.tsx';
import { useSections, type EntryFormProps } from './section-form.tsx';
import { CARD_TEXTS } from './texts.ts';

export function ItemForm({ place }: EntryFormProps): JSX.Element {
  const { language } = useEditing();
  const texts = CARD_TEXTS[language];
  const path = `items.${String(place.index)}`;
  return (
    <>
      <BothFields path={`${path}.title`} />
      <BothFields path={`${path}.criterion`} rows={2} optional />
      <div class="row">
        <IdField place={place} />
        <SelectField path={`${path}.section`} choices={useSections()} />
        <TextField path={`${path}.points`} optional hint={texts.hints.points} />
      </div>
      <AnswerForm path={`${path}.answer`} />
      <Rules path={path} />
      <BothFields path={`${path}.finding`} optional />
    </>
  );
}

const TYPES = [
  'pass-fail',
  'points',
  'count',
  'timer',
  'choice',
  'text',
] as const satisfies readonly Item['answer']['type'][];

function AnswerForm({ path }: { readonly path: string }): JSX.Element {
  const { body, edit, language } = useEditing();
  const texts = CARD_TEXTS[language];
  const type = textAt(body, `${path}.type`);
  return (
    <>
      <div class="row">
        <SelectField
          path={`${path}.type`}
          field="answer.type"
          choices={TYPES.map((value) => ({ value, label: texts.answers[value] }))}
          // The rules of one kind of answer mean nothing to another.
          choose={(value) => edit(path, value === 'choice' ? { type: value, options: [] } : { type: value })}
        />
        {type === 'points' ? (
          <TextField path={`${path}.step`} field="answer.step" optional hint={texts.hints.answerStep} />
        ) : null}
        {type === 'count' ? <NumberField path={`${path}.atLeast`} field="answer.atLeast" optional /> : null}
        {type === 'timer' ? <NumberField path={`${path}.atMostSeconds`} field="answer.atMostSeconds" optional /> : null}
      </div>
      {type === 'choice' ? <OptionsForm path={`${path}.options`} /> : null}
    </>
  );
}

function Rules({ path }: { readonly path: string }): JSX.Element {
  const { body, edit, language } = useEditing();
  const texts = CARD_TEXTS[language];
  const namesOf = (list: 'roles' | 'grades') =>
    listAt(body, list).map((entry) => ({
      value: textAt(entry, 'id'),
      label: textAt(entry, `title.${language}`) || textAt(entry, 'id'),
    }));
  return (
    <>
      <div class="row">
        <SelectField
          path={`${path}.veto.capsAt`}
          none={texts.none}
          choices={namesOf('grades')}
          hint={texts.hints.veto}
          choose={(value) => edit(`${path}.veto`, value === '' ? undefined : { capsAt: value })}
        />
        <SelectField path={`${path}.responsibleRole`} none={texts.none} choices={namesOf('roles')} />
      </div>
      <div class="row">
        <CheckField path={`${path}.allowNotApplicable`} byDefault />
        <CheckField path={`${path}.evidenceOnFail`} />
        <CheckField path={`${path}.bonus`} />
        <CheckField path={`${path}.diversion`} hint={texts.hints.diversion} />
      </div>
      {textAt(body, 'kind') === 'role-deduction' || valueAt(body, `${path}.roles`) !== undefined ? (
        <RoleChoice path={`${path}.roles`} roles={namesOf('roles')} />
      ) : null}
      {valueAt(body, `${path}.penaltyAmount`) === undefined ? null : (
        <TextField path={`${path}.penaltyAmount`} optional hint={texts.hints.penalty} />
      )}
    </>
  );
}

interface RoleChoiceProps {
  readonly path: string;
  readonly roles: readonly { readonly value: string; readonly label: string }[];
}

/** Which roles have a cell of this item. */
function RoleChoice({ path, roles }: RoleChoiceProps): JSX.Element {
  const { body, edit, isLocked, language, label } = useEditing();
  const value = valueAt(body, path);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const toggle = (role: string): void => {
    const next = chosen.includes(role) ? chosen.filter((each) => each !== role) : [...chosen, role];
    edit(path, next.length === 0 ? undefined : next);
  };
  return (
    <fieldset class="choices" disabled={isLocked}>
      <legend>{label('roles')}</legend>
      {roles.map(({ value: role, label: words }) => (
        <label key={role} class="check-line">
          <input type="checkbox" checked={chosen.includes(role)} onChange={() => toggle(role)} /> {words}
        </label>
      ))}
      <p class="about">{CARD_TEXTS[language].hints.allRoles}</p>
    </fieldset>
  );
}
