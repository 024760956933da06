import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Organisation } from '../../organisation/routes.ts';
import type { UnitPlace } from '../../store/people/find-places.ts';
import type { Unit } from '../../store/people/find-units.ts';
import { DayField } from '../parts/day-field.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormButtons } from '../parts/form-buttons.tsx';
import { Form, useSending } from '../parts/form.tsx';
import { SelectField, type Choice } from '../parts/select-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { ORGANISATION_TEXTS } from './texts.ts';

export type UnitTask = { readonly kind: 'add' } | { readonly kind: 'rename' | 'move' | 'close'; readonly unit: Unit };

interface UnitDialogProps {
  readonly task: UnitTask;
  readonly organisation: Organisation;
  readonly language: Language;
  readonly close: () => void;
  readonly done: () => void;
}

/** One change of the organisation. */
export function UnitDialog({ task, ...props }: UnitDialogProps): JSX.Element {
  const texts = ORGANISATION_TEXTS[props.language];
  const title = task.kind === 'add' ? texts.add : `${texts[task.kind]}: ${task.unit.name[props.language]}`;
  return (
    <Dialog title={title} close={props.close}>
      {task.kind === 'add' ? <AddForm {...props} /> : null}
      {task.kind === 'rename' ? <RenameForm {...props} unit={task.unit} /> : null}
      {task.kind === 'move' ? <MoveForm {...props} unit={task.unit} /> : null}
      {task.kind === 'close' ? <CloseForm {...props} unit={task.unit} /> : null}
    </Dialog>
  );
}

type FormProps = Omit<UnitDialogProps, 'task'>;
type UnitFormProps = FormProps & { readonly unit: Unit };

function parentChoices({ units }: Organisation, language: Language, except?: string): readonly Choice[] {
  return units
    .filter(({ kind, closedOn, id }) => kind !== 'branch' && closedOn === null && id !== except)
    .map(({ id, name }) => ({ value: id, label: `${name[language]} (${id})` }));
}

function AddForm({ organisation, language, close, done }: FormProps): JSX.Element {
  const texts = ORGANISATION_TEXTS[language];
  const parents = parentChoices(organisation, language);
  const [kind, setKind] = useState('region');
  const [id, setId] = useState('');
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const [branchType, setBranchType] = useState('full');
  const [parent, setParent] = useState(parents[0]?.value ?? '');
  const [on, setOn] = useState(organisation.today);
  const sending = useSending('POST', '/api/organisation', { texts, done });
  const submit = (): void =>
    sending.send({ id, kind, name: { zh, en }, branchType: kind === 'branch' ? branchType : null, parent, on });
  const kinds = (['region', 'branch'] as const).map((value) => ({ value, label: texts.kinds[value] }));
  return (
    <Form sending={sending} submit={submit} texts={texts}>
      <SelectField label={texts.kind} value={kind} choices={kinds} change={setKind} />
      <TextField label={texts.id} value={id} change={setId} hint={texts.idHint} problem={sending.problemOf('id')} />
      <TextField label={texts.nameZh} value={zh} change={setZh} problem={sending.problemOf('name.zh')} />
      <TextField label={texts.nameEn} value={en} change={setEn} problem={sending.problemOf('name.en')} />
      {kind === 'branch' ? (
        <TextField
          label={texts.branchType}
          value={branchType}
          change={setBranchType}
          hint={texts.branchTypeHint}
          problem={sending.problemOf('branchType')}
        />
      ) : null}
      <SelectField
        label={texts.parent}
        value={parent}
        choices={parents}
        change={setParent}
        problem={sending.problemOf('parent')}
      />
      <DayField label={texts.on} value={on} change={setOn} hint={texts.onHint} problem={sending.problemOf('on')} />
      <FormButtons save={texts.save} cancel={texts.cancel} close={close} />
    </Form>
  );
}

function RenameForm({ unit, language, close, done }: UnitFormProps): JSX.Element {
  const texts = ORGANISATION_TEXTS[language];
  const [zh, setZh] = useState(unit.name.zh);
  const [en, setEn] = useState(unit.name.en);
  const [branchType, setBranchType] = useState(unit.branchType ?? '');
  const sending = useSending('PUT', pathOf(unit), { texts, done });
  const submit = (): void => sending.send({ name: { zh, en }, branchType: unit.kind === 'branch' ? branchType : null });
  return (
    <Form sending={sending} submit={submit} texts={texts}>
      <TextField label={texts.nameZh} value={zh} change={setZh} problem={sending.problemOf('name.zh')} />
      <TextField label={texts.nameEn} value={en} change={setEn} problem={sending.problemOf('name.en')} />
      {unit.kind === 'branch' ? (
        <TextField
          label={texts.branchType}
          value={branchType}
          change={setBranchType}
          hint={texts.branchTypeHint}
          problem={sending.problemOf('branchType')}
        />
      ) : null}
      <FormButtons save={texts.save} cancel={texts.cancel} close={close} />
    </Form>
  );
}

function MoveForm({ unit, organisation, language, close, done }: UnitFormProps): JSX.Element {
  const texts = ORGANISATION_TEXTS[language];
  const [parent, setParent] = useState(unit.parent ?? '');
  const [on, setOn] = useState(organisation.today);
  const sending = useSending('POST', `${pathOf(unit)}/move`, { texts, done });
  const names = new Map(organisation.units.map(({ id, name }) => [id, name[language]]));
  return (
    <Form sending={sending} submit={() => sending.send({ parent, on })} texts={texts}>
      <p>{texts.moveAbout}</p>
      <SelectField
        label={texts.parent}
        value={parent}
        choices={parentChoices(organisation, language, unit.id)}
        change={setParent}
        problem={sending.problemOf('parent')}
      />
      <DayField label={texts.on} value={on} change={setOn} hint={texts.onHint} problem={sending.problemOf('on')} />
      <Places unit={unit} names={names} language={language} />
      <FormButtons save={texts.save} cancel={texts.cancel} close={close} />
    </Form>
  );
}

function CloseForm({ unit, organisation, language, close, done }: UnitFormProps): JSX.Element {
  const texts = ORGANISATION_TEXTS[language];
  const [on, setOn] = useState(organisation.today);
  const sending = useSending('POST', `${pathOf(unit)}/close`, { texts, done });
  return (
    <Form sending={sending} submit={() => sending.send({ on })} texts={texts}>
      <p>{texts.closeAbout}</p>
      <DayField label={texts.on} value={on} change={setOn} hint={texts.onHint} problem={sending.problemOf('on')} />
      <FormButtons save={texts.close} cancel={texts.cancel} close={close} />
    </Form>
  );
}

function pathOf({ id }: Unit): string {
  return `/api/organisation/${encodeURIComponent(id)}`;
}

interface PlacesProps {
  readonly unit: Unit;
  readonly names: ReadonlyMap<string, string>;
  readonly language: Language;
}

function Places({ unit, names, language }: PlacesProps): JSX.Element | null {
  const texts = ORGANISATION_TEXTS[language];
  const { asked } = useReply<readonly UnitPlace[]>(`${pathOf(unit)}/places`);
  if (asked.state !== 'there') return null;
  return (
    <section>
      <h3>{texts.history}</h3>
      <ul>
        {asked.value.map(({ parent, from, to }) => (
          <li key={from}>
            {names.get(parent) ?? parent}: {texts.from(from, to)}
          </li>
        ))}
      </ul>
    </section>
  );
}
