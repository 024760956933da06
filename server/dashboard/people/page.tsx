import './people.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Organisation } from '../../organisation/routes.ts';
import type { Person } from '../../store/people/find-people.ts';
import type { Unit } from '../../store/people/find-units.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { ROLE_NAMES } from '../parts/role-names.ts';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import type { PageProps } from '../shell/page.ts';
import { AddPerson } from './add-person.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { PEOPLE_TEXTS, type PeopleTexts } from './texts.ts';

/** Account that is open in a dialog; NEW = one that is being added. */
type Opened = string | null;
const NEW = 'new';

/** Who has an account, and what they may do where. */
export function Page({ language, me, clock }: PageProps): JSX.Element {
  const texts = PEOPLE_TEXTS[language];
  const people = useReply<readonly Person[]>('/api/people');
  const organisation = useReply<Organisation>('/api/organisation');
  const [opened, setOpened] = useState<Opened>(null);
  const mayWrite = me.actions.includes('people.write');
  const again = (): void => {
    people.again();
    organisation.again();
  };
  return (
    <>
      <div class="page-head">
        <h1>{texts.title}</h1>
        {mayWrite ? (
          <button type="button" class="button" data-kind="primary" onClick={() => setOpened(NEW)}>
            {texts.add}
          </button>
        ) : null}
      </div>
      <p class="quiet">{texts.about}</p>
      <Loaded asked={organisation.asked} language={language} again={again}>
        {({ units }) => (
          <Loaded asked={people.asked} language={language} again={again}>
            {(persons) => (
              <>
                <Search
                  persons={persons}
                  named={new Map(units.map(({ id, name }) => [id, name[language]]))}
                  language={language}
                  now={clock.now()}
                  open={mayWrite ? setOpened : null}
                />
                <Dialogs
                  opened={opened}
                  persons={persons}
                  units={units}
                  language={language}
                  changed={people.again}
                  close={() => setOpened(null)}
                />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

interface DialogsProps {
  readonly opened: Opened;
  readonly persons: readonly Person[];
  readonly units: readonly Unit[];
  readonly language: Language;
  readonly changed: () => void;
  readonly close: () => void;
}

function Dialogs({ opened, persons, ...props }: DialogsProps): JSX.Element | null {
  if (opened === NEW) return <AddPerson {...props} />;
  const person = persons.find(({ account }) => account === opened);
  return person === undefined ? null : <PersonDialog {...props} person={person} />;
}

function Search({ persons, ...props }: PeopleTableProps): JSX.Element {
  const [wanted, setWanted] = useState('');
  return (
    <section class="card">
      <div class="people-find">
        <TextField label={PEOPLE_TEXTS[props.language].find} value={wanted} change={setWanted} optional />
      </div>
      <PeopleTable {...props} persons={persons.filter((each) => fits(each, wanted))} />
    </section>
  );
}

function fits({ name, login }: Person, wanted: string): boolean {
  const text = wanted.trim().toLowerCase();
  return name.toLowerCase().includes(text) || login.includes(text);
}

interface PeopleTableProps {
  readonly persons: readonly Person[];
  /** Names of units. */
  readonly named: ReadonlyMap<string, string>;
  readonly language: Language;
  readonly now: number;
  /** Null for who may only read. */
  readonly open: ((account: string) => void) | null;
}

function PeopleTable({ persons, named, language, now, open }: PeopleTableProps): JSX.Element {
  const texts = PEOPLE_TEXTS[language];
  if (persons.length === 0) return <Empty title={texts.nobody} />;
  return (
    <table>
      <thead>
        <tr>
          {[texts.name, texts.login, texts.roles, texts.state].map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
          {open === null ? null : <th scope="col">{texts.actions}</th>}
        </tr>
      </thead>
      <tbody>
        {persons.map((person) => (
          <tr key={person.account} data-testid={`person-${person.login}`}>
            <th scope="row">{person.name}</th>
            <td>{person.login}</td>
            <td>
              {person.grants.length === 0 ? <span class="quiet">{texts.noRoles}</span> : null}
              <ul class="people-roles">
                {person.grants.map(({ role, unit }) => (
                  <li key={`${role} ${unit}`}>{texts.at(ROLE_NAMES[role][language], named.get(unit) ?? unit)}</li>
                ))}
              </ul>
            </td>
            <td>
              <State person={person} now={now} texts={texts} />
            </td>
            {open === null ? null : (
              <td>
                <button
                  type="button"
                  class="button"
                  data-kind="quiet"
                  aria-label={`${texts.manage}: ${person.name}`}
                  onClick={() => open(person.account)}
                >
                  {texts.manage}
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface StateProps {
  readonly person: Person;
  readonly now: number;
  readonly texts: PeopleTexts;
}

function State({ person, now, texts }: StateProps): JSX.Element {
  if (person.disabledAt !== null) return <span class="tag">■ {texts.states.disabled}</span>;
  if (person.lockedUntil !== null && now < person.lockedUntil)
    return (
      <span class="tag" data-tone="over">
        ▲ {texts.states.locked}
      </span>
    );
  if (person.signsInBy === 'nothing yet')
    return (
      <span class="tag" data-tone="near">
        ◆ {texts.states.new}
      </span>
    );
  return (
    <span class="tag" data-tone="ok">
      ● {person.signsInBy === 'provider' ? texts.states.provider : texts.states.active}
    </span>
  );
}
