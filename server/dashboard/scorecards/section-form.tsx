import type { JSX } from 'preact';
import { useEditing } from '../policies/editing.ts';
import { BothFields, SelectField, TextField } from '../policies/fields.tsx';
import { listAt, textAt } from '../policies/json-path.ts';
import type { EntryPlace } from './card-edits.ts';
import { IdField } from './entry-tools.tsx';
import { CARD_TEXTS } from './texts.ts';

export interface EntryFormProps {
  readonly place: EntryPlace;
  readonly choose: (place: EntryPlace | null) => void;
}

export function SectionForm({ place }: EntryFormProps): JSX.Element {
  const { body, language } = useEditing();
  const texts = CARD_TEXTS[language];
  const path = `sections.${String(place.index)}`;
  return (
    <>
      <BothFields path={`${path}.title`} />
      <div class="row">
        <IdField place={place} />
        <SelectField path={`${path}.parent`} none={texts.top} choices={useSections(textAt(body, `${path}.id`))} />
      </div>
      <div class="row">
        <TextField path={`${path}.points`} optional hint={texts.hints.points} />
        <PartsField path={`${path}.parts`} />
        <TextField path={`${path}.bonusCap`} optional hint={texts.hints.points} />
      </div>
    </>
  );
}

/** All sections to choose from but the one itself. */
export function useSections(except = '') {
  const { body, language } = useEditing();
  return listAt(body, 'sections')
    .filter((section) => textAt(section, 'id') !== except || except === '')
    .map((section) => ({
      value: textAt(section, 'id'),
      label: textAt(section, `title.${language}`) || textAt(section, 'id'),
    }));
}

/** How the points of the parts relate to those of the whole. */
export function PartsField({ path }: { readonly path: string }): JSX.Element {
  const { language } = useEditing();
  const { parts } = CARD_TEXTS[language];
  return (
    <SelectField
      path={path}
      none={parts.sum}
      choices={[
        { value: 'may-exceed', label: parts['may-exceed'] },
        { value: 'partly-known', label: parts['partly-known'] },
      ]}
    />
  );
}
