import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FieldChange, PolicyChange } from '../../policies/changes.ts';
import type { PolicyChanges, PolicyList, PolicyView } from '../../policies/wire.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { Field } from '../parts/field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { pathOf } from './paths.ts';
import { POLICY_TEXTS } from './texts.ts';

interface ChangesProps {
  readonly view: PolicyView;
  readonly language: Language;
  readonly label: (field: string) => string;
}

/** What a version says otherwise than an earlier one, in words. */
export function ChangesView({ view, language, label }: ChangesProps): JSX.Element {
  const { asked, again } = useReply<PolicyList>(`/api/policies/${view.kind}`);
  return (
    <Loaded asked={asked} language={language} again={again}>
      {({ policies }) => {
        const others = policies.filter(({ id, version }) => id === view.id && version !== view.version);
        return others.length === 0 ? (
          <Empty title={POLICY_TEXTS[language].noOther} />
        ) : (
          <Compared
            view={view}
            versions={others.map(({ version }) => version)}
            // The one in force before is what people want to compare with.
            first={
              (others.find(({ state, version }) => state === 'approved' && version < view.version) ?? others[0]!)
                .version
            }
            language={language}
            label={label}
          />
        );
      }}
    </Loaded>
  );
}

interface ComparedProps extends ChangesProps {
  readonly versions: readonly number[];
  readonly first: number;
}

function Compared({ view, versions, first, language, label }: ComparedProps): JSX.Element {
  const [from, setFrom] = useState(first);
  const { asked, again } = useReply<PolicyChanges>(`${pathOf(view)}/changes?from=${String(from)}`);
  const texts = POLICY_TEXTS[language];
  return (
    <section class="card changes">
      <Field label={texts.changesFrom}>
        {(attributes) => (
          <select
            {...attributes}
            class="field"
            value={String(from)}
            onChange={(event) => setFrom(Number(event.currentTarget.value))}
          >
            {versions.map((version) => (
              <option key={version} value={String(version)}>
                {texts.version(version)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Loaded asked={asked} language={language} again={again}>
        {({ changes }) =>
          changes.length === 0 ? (
            <p class="quiet">{texts.noChanges}</p>
          ) : (
            <ul class="change-list">
              {changes.map((change, index) => (
                <Change key={index} change={change} language={language} label={label} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

interface ChangeProps {
  readonly change: PolicyChange;
  readonly language: Language;
  readonly label: (field: string) => string;
}

const TONES = { added: 'ok', removed: 'over', changed: 'info', reordered: 'near' } as const;
const SIGNS = { added: '+', removed: '−', changed: '→', reordered: '⇅' } as const;

function Change({ change, language, label }: ChangeProps): JSX.Element {
  const texts = POLICY_TEXTS[language];
  const list = change.list === null ? texts.whole : (texts.lists[change.list] ?? change.list);
  const entry = change.kind === 'reordered' ? null : change.entry;
  return (
    <li data-testid={`change-${change.kind}`}>
      <p>
        <span class="tag" data-tone={TONES[change.kind]}>
          <span aria-hidden="true">{SIGNS[change.kind]}</span> {texts[change.kind]}
        </span>{' '}
        {list} {entry === null ? null : <strong>{entry[language] || entry.zh || entry.id}</strong>}{' '}
        {entry === null ? null : <small class="quiet">{entry.id}</small>}
      </p>
      {change.kind === 'changed' ? (
        <ul class="field-changes">
          {change.fields.map((field) => (
            <FieldLine key={field.field} change={field} language={language} label={label} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

interface FieldLineProps {
  readonly change: FieldChange;
  readonly language: Language;
  readonly label: (field: string) => string;
}

function FieldLine({ change: { field, before, after }, language, label }: FieldLineProps): JSX.Element {
  const texts = POLICY_TEXTS[language];
  const said = (value: string | null): string =>
    value === null ? texts.absent : value === 'true' ? texts.yes : value === 'false' ? texts.no : value;
  return (
    <li>
      {label(field)}: <del>{said(before)}</del> <span aria-hidden="true">→</span> <ins>{said(after)}</ins>
    </li>
  );
}
