import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { CARD_KINDS } from '#rubric/scorecards/schema.ts';
import { useEditing } from '../policies/editing.ts';
import { BothFields, CheckField, SelectField, TextField } from '../policies/fields.tsx';
import { listAt, textAt } from '../policies/json-path.ts';
import { POLICY_TEXTS } from '../policies/texts.ts';
import type { EntryPlace } from './card-edits.ts';
import { EntryList } from './entry-list.tsx';
import { ItemForm } from './item-form.tsx';
import { Outline } from './outline.tsx';
import { PartsField, SectionForm } from './section-form.tsx';
import { CARD_TEXTS } from './texts.ts';

/** All of a scorecard: basics, sections with their items, roles, grades. */
export function CardEditor(): JSX.Element {
  const { body, language } = useEditing();
  const [chosen, setChosen] = useState<EntryPlace | null>(null);
  const texts = CARD_TEXTS[language];
  const isThere = chosen !== null && chosen.index < listAt(body, chosen.list).length;
  return (
    <>
      <Basics />
      <section class="card">
        <h2>{texts.contents}</h2>
        <div class="outline-and-entry">
          <Outline chosen={isThere ? chosen : null} choose={setChosen} />
          <div class="entry" data-testid="entry">
            {!isThere ? (
              <p class="quiet">{texts.choose}</p>
            ) : chosen.list === 'sections' ? (
              <SectionForm key={`section ${String(chosen.index)}`} place={chosen} choose={setChosen} />
            ) : (
              <ItemForm key={`item ${String(chosen.index)}`} place={chosen} choose={setChosen} />
            )}
          </div>
        </div>
      </section>
      <div class="columns">
        <EntryList list="grades" title={texts.grades} add={texts.addGrade}>
          {(path) => <TextField path={`${path}.from`} />}
        </EntryList>
        <EntryList list="roles" title={texts.roles} add={texts.addRole} />
      </div>
    </>
  );
}

function Basics(): JSX.Element {
  const { body, language } = useEditing();
  const texts = CARD_TEXTS[language];
  const takesOff = ['deduction', 'role-deduction'].includes(textAt(body, 'kind'));
  return (
    <section class="card">
      <h2>{texts.basics}</h2>
      <div class="form">
        <BothFields path="title" />
        <BothFields path="source" rows={2} />
        <div class="row">
          <SelectField path="kind" choices={CARD_KINDS.map((kind) => ({ value: kind, label: texts.kinds[kind] }))} />
          <TextField path="effective.from" type="date" />
          <TextField path="effective.to" type="date" nullable hint={POLICY_TEXTS[language].openEnd} />
        </div>
        <div class="row">
          <TextField path="points" optional hint={texts.hints.points} />
          <PartsField path="parts" />
          {takesOff || textAt(body, 'base') !== '' ? (
            <TextField path="base" optional hint={texts.hints.points} />
          ) : null}
          <TextField path="bonusCap" optional hint={texts.hints.points} />
        </div>
        <CheckField path="responsibleRequired" />
      </div>
    </section>
  );
}
