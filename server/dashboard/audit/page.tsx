import './audit.css';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AuditProof } from '../../audit/audit.ts';
import type { AuditPage } from '../../audit/routes.ts';
import { DayField } from '../parts/day-field.tsx';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import type { PageProps } from '../shell/page.ts';
import { get } from '../shell/request.ts';
import { ACTION_NAMES, AUDIT_TEXTS, type AuditTexts } from './texts.ts';

interface Filter {
  readonly action: string;
  readonly account: string;
  readonly from: string;
  readonly to: string;
}

const EVERYTHING: Filter = { action: '', account: '', from: '', to: '' };

/** Who did what. */
export function Page({ language }: PageProps): JSX.Element {
  const texts = AUDIT_TEXTS[language];
  const [filter, setFilter] = useState(EVERYTHING);
  const path = `/api/audit?${new URLSearchParams({ ...filter }).toString()}`;
  const { asked, again } = useReply<AuditPage>(path);
  // What can be looked for stays while the next answer is on its way.
  const [keys, setKeys] = useState<Pick<AuditPage, 'actions' | 'accounts'>>({ actions: [], accounts: [] });
  useEffect(() => {
    if (asked.state === 'there') setKeys(asked.value);
  }, [asked]);
  return (
    <>
      <div class="page-head">
        <h1>{texts.title}</h1>
        <Proof texts={texts} />
      </div>
      <p class="quiet">{texts.about}</p>
      <section class="card">
        <Filters filter={filter} change={setFilter} keys={keys} language={language} />
        <Loaded asked={asked} language={language} again={again}>
          {(page) => <Rows key={path} first={page} path={path} language={language} />}
        </Loaded>
      </section>
    </>
  );
}

interface FiltersProps {
  readonly filter: Filter;
  readonly change: (filter: Filter) => void;
  readonly keys: Pick<AuditPage, 'actions' | 'accounts'>;
  readonly language: Language;
}

function Filters({ filter, change, keys, language }: FiltersProps): JSX.Element {
  const texts = AUDIT_TEXTS[language];
  const all = { value: '', label: texts.all };
  const set = (part: Partial<Filter>): void => change({ ...filter, ...part });
  return (
    <div class="audit-filters">
      <SelectField
        label={texts.action}
        value={filter.action}
        choices={[all, ...keys.actions.map((value) => ({ value, label: actionName(value, language) }))]}
        change={(action) => set({ action })}
      />
      <SelectField
        label={texts.account}
        value={filter.account}
        choices={[
          all,
          ...keys.accounts.map(({ account, name }) => ({ value: account, label: personName(account, name, texts) })),
        ]}
        change={(account) => set({ account })}
      />
      <DayField label={texts.from} value={filter.from} change={(from) => set({ from })} optional />
      <DayField label={texts.to} value={filter.to} change={(to) => set({ to })} optional />
    </div>
  );
}

interface RowsProps {
  readonly first: AuditPage;
  readonly path: string;
  readonly language: Language;
}

/** A page after the other, the newest first. */
function Rows({ first, path, language }: RowsProps): JSX.Element {
  const texts = AUDIT_TEXTS[language];
  const [rows, setRows] = useState(first.rows);
  const [next, setNext] = useState(first.next);
  const more = async (): Promise<void> => {
    const reply = await get<AuditPage>(`${path}&before=${next}`);
    if (!reply.ok) return;
    setRows([...rows, ...reply.value.rows]);
    setNext(reply.value.next);
  };
  if (rows.length === 0) return <Empty title={texts.nothing} />;
  return (
    <>
      <table>
        <thead>
          <tr>
            {['#', texts.at, texts.account, texts.action, texts.subject, texts.detail].map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ seq, at, account, name, action, subject, about, detail }) => (
            <tr key={seq}>
              <td class="quiet">{seq}</td>
              <td class="audit-time">{new Date(at).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB')}</td>
              <td class="audit-person">{personName(account, name, texts)}</td>
              <td>{actionName(action, language)}</td>
              <td class="audit-subject" title={subject}>
                {about ?? subject}
              </td>
              <td class="audit-detail">{JSON.stringify(detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {next === null ? null : (
        <button type="button" class="button" onClick={() => void more()}>
          {texts.older}
        </button>
      )}
    </>
  );
}

function Proof({ texts }: { readonly texts: AuditTexts }): JSX.Element {
  const [said, setSaid] = useState<{ readonly tone: 'ok' | 'over'; readonly text: string } | null>(null);
  const prove = async (): Promise<void> => {
    const reply = await get<AuditProof>('/api/audit/proof');
    if (!reply.ok) setSaid({ tone: 'over', text: texts.failed });
    else if (reply.value.ok) setSaid({ tone: 'ok', text: texts.sound(reply.value.rows, reply.value.tip) });
    else setSaid({ tone: 'over', text: texts.broken(reply.value.seq) });
  };
  return (
    <div class="audit-proof">
      <p role="status">
        {said === null ? null : (
          <span class="tag" data-tone={said.tone}>
            {said.tone === 'ok' ? '● ' : '▲ '}
            {said.text}
          </span>
        )}
      </p>
      <button type="button" class="button" onClick={() => void prove()}>
        {texts.prove}
      </button>
    </div>
  );
}

function actionName(action: string, language: Language): string {
  return ACTION_NAMES[action]?.[language] ?? action;
}

function personName(account: string, name: string | null, texts: AuditTexts): string {
  return name ?? (account === 'system' ? texts.system : account);
}
