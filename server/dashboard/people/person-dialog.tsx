import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PasswordCode } from '../../auth/own-password.ts';
import type { Role } from '../../auth/roles.ts';
import type { Person } from '../../store/people/find-people.ts';
import type { Unit } from '../../store/people/find-units.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Form, useSending } from '../parts/form.tsx';
import { ROLE_NAMES } from '../parts/role-names.ts';
import { SelectField } from '../parts/select-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import type { Language } from '../shell/language.ts';
import { request, type Method, type Reply } from '../shell/request.ts';
import { OneTimeLink } from './one-time-link.tsx';
import { PEOPLE_TEXTS } from './texts.ts';

interface PersonDialogProps {
  readonly person: Person;
  readonly units: readonly Unit[];
  readonly language: Language;
  readonly changed: () => void;
  readonly close: () => void;
}

/** What IT can do with one account. */
export function PersonDialog({ person, units, language, changed, close }: PersonDialogProps): JSX.Element {
  const texts = PEOPLE_TEXTS[language];
  const [refusal, setRefusal] = useState<(Reply<unknown> & { readonly ok: false }) | null>(null);
  const [code, setCode] = useState<PasswordCode | null>(null);
  const path = `/api/people/${person.account}`;
  const act = async (method: Method, below: string): Promise<void> => {
    const reply = await request<PasswordCode | undefined>(method, `${path}/${below}`);
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    if (reply.value !== undefined) setCode(reply.value);
    changed();
  };
  return (
    <Dialog title={`${person.name} (${person.login})`} close={close}>
      {refusal === null ? null : (
        <p class="banner" data-tone="over" role="alert">
          {texts.refusals[refusal.code] ?? refusal.message}
        </p>
      )}
      {code === null ? null : <OneTimeLink code={code} name={person.name} texts={texts} />}
      <Grants person={person} units={units} language={language} act={(method, below) => void act(method, below)} />
      <Rename person={person} path={path} language={language} changed={changed} />
      <p class="quiet">{texts.resetAbout}</p>
      <div class="actions">
        <button type="button" class="button" onClick={() => void act('POST', 'code')}>
          {texts.reset}
        </button>
        <button type="button" class="button" onClick={() => void act('POST', 'unlock')}>
          {texts.unlock}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => void act('POST', person.disabledAt === null ? 'disable' : 'enable')}
        >
          {person.disabledAt === null ? texts.disable : texts.enable}
        </button>
        <button type="button" class="button" data-kind="primary" onClick={close}>
          {texts.close}
        </button>
      </div>
    </Dialog>
  );
}

interface GrantsProps extends Pick<PersonDialogProps, 'person' | 'units' | 'language'> {
  readonly act: (method: Method, below: string) => void;
}

function Grants({ person, units, language, act }: GrantsProps): JSX.Element {
  const texts = PEOPLE_TEXTS[language];
  const open = units.filter(({ closedOn }) => closedOn === null);
  const [role, setRole] = useState('inspector');
  const [unit, setUnit] = useState(open[0]?.id ?? '');
  const named = new Map(units.map(({ id, name }) => [id, name[language]]));
  const below = (of: string, at: string): string => `grants/${of}/${encodeURIComponent(at)}`;
  return (
    <section class="form">
      <h3>{texts.roles}</h3>
      {person.grants.length === 0 ? <p class="quiet">{texts.noRoles}</p> : null}
      <ul class="people-grants">
        {person.grants.map((grant) => {
          const text = texts.at(ROLE_NAMES[grant.role][language], named.get(grant.unit) ?? grant.unit);
          return (
            <li key={text}>
              {text}
              <button
                type="button"
                class="button"
                data-kind="quiet"
                aria-label={`${texts.revoke}: ${text}`}
                onClick={() => act('DELETE', below(grant.role, grant.unit))}
              >
                {texts.revoke}
              </button>
            </li>
          );
        })}
      </ul>
      <form
        class="people-grant"
        onSubmit={(event) => {
          event.preventDefault();
          act('PUT', below(role, unit));
        }}
      >
        <SelectField label={texts.role} value={role} choices={roleChoices(language)} change={setRole} />
        <SelectField
          label={texts.unit}
          value={unit}
          choices={open.map(({ id, name }) => ({ value: id, label: `${name[language]} (${id})` }))}
          change={setUnit}
        />
        <button type="submit" class="button">
          {texts.grant}
        </button>
      </form>
    </section>
  );
}

function roleChoices(language: Language): readonly { readonly value: string; readonly label: string }[] {
  return (Object.keys(ROLE_NAMES) as Role[]).map((role) => ({ value: role, label: ROLE_NAMES[role][language] }));
}

interface RenameProps extends Pick<PersonDialogProps, 'person' | 'language' | 'changed'> {
  readonly path: string;
}

function Rename({ person, path, language, changed }: RenameProps): JSX.Element {
  const texts = PEOPLE_TEXTS[language];
  const [name, setName] = useState(person.name);
  const sending = useSending('PUT', path, { texts, done: changed });
  return (
    <Form sending={sending} submit={() => sending.send({ name })} texts={texts}>
      <div class="people-grant">
        <TextField label={texts.name} value={name} change={setName} problem={sending.problemOf('name')} />
        <button type="submit" class="button">
          {texts.rename}
        </button>
      </div>
    </Form>
  );
}
