import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PolicyList, PolicySaved, PolicySummary } from '../../policies/wire.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import type { PageProps } from '../shell/page.ts';
import { request, type Reply } from '../shell/request.ts';
import { BeginDialog } from './begin-dialog.tsx';
import { pathOf, placeOf } from './paths.ts';
import { Refusal } from './refusal.tsx';
import { POLICY_TEXTS } from './texts.ts';

interface ListProps extends PageProps {
  readonly kind: PolicySummary['kind'];
  readonly title: string;
  /** What to do when there is nothing yet. */
  readonly emptyTitle: string;
  readonly emptyText: string;
}

/** All versions, with what somebody may do next: begin, import, open. */
export function PolicyListPage({ kind, title, emptyTitle, emptyText, language, me }: ListProps): JSX.Element {
  const { asked, again } = useReply<PolicyList>(`/api/policies/${kind}`);
  const [isBeginning, setBeginning] = useState(false);
  const [refused, setRefused] = useState<(Reply<PolicySaved> & { ok: false }) | null>(null);
  const texts = POLICY_TEXTS[language];
  const mayWrite = me.actions.includes('policies.write');
  const open = (reply: Reply<PolicySaved>): void => {
    if (reply.ok) location.hash = placeOf({ kind, ...reply.value });
    else setRefused(reply);
  };
  return (
    <>
      <div class="page-head">
        <h1>{title}</h1>
        {mayWrite ? (
          <div class="actions">
            <ImportButton kind={kind} language={language} done={open} />
            <button
              type="button"
              class="button"
              data-kind="primary"
              data-testid="begin"
              onClick={() => setBeginning(true)}
            >
              {texts.begin}
            </button>
          </div>
        ) : null}
      </div>
      <Refusal reply={refused} language={language} />
      <Loaded asked={asked} language={language} again={again}>
        {({ policies, templates }) => (
          <>
            {policies.length === 0 ? (
              <Empty title={emptyTitle}>
                <p>{emptyText}</p>
              </Empty>
            ) : (
              <Table policies={policies} language={language} />
            )}
            {isBeginning ? (
              <BeginDialog
                kind={kind}
                templates={templates}
                language={language}
                close={() => setBeginning(false)}
                done={open}
              />
            ) : null}
          </>
        )}
      </Loaded>
    </>
  );
}

function Table({ policies, language }: { readonly policies: readonly PolicySummary[]; readonly language: Language }) {
  const texts = POLICY_TEXTS[language];
  return (
    <section class="card">
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.name}</th>
            <th scope="col">{texts.versions}</th>
            <th scope="col">{texts.state}</th>
            <th scope="col">{texts.days}</th>
            <th scope="col">{texts.author}</th>
            <th scope="col">{texts.approver}</th>
          </tr>
        </thead>
        <tbody>
          {policies.map((policy) => (
            <tr key={pathOf(policy)} data-testid={`policy-${policy.id}-${String(policy.version)}`}>
              <th scope="row">
                <a href={placeOf(policy)}>{policy.title[language] || policy.title.zh || policy.id}</a>{' '}
                <small class="quiet">{policy.id}</small>
              </th>
              <td>{texts.version(policy.version)}</td>
              <td>
                <StateTag state={policy.state} language={language} />
              </td>
              <td>{daysOf(policy, language)}</td>
              <td>{policy.author.name}</td>
              <td>{policy.approver?.name ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const TONES = { draft: 'info', submitted: 'near', approved: 'ok', withdrawn: 'none' } as const;
const SIGNS = { draft: '✎', submitted: '◷', approved: '✓', withdrawn: '✕' } as const;

export function StateTag({ state, language }: { readonly state: PolicySummary['state']; readonly language: Language }) {
  return (
    <span class="tag" data-tone={TONES[state]} data-testid="state">
      <span aria-hidden="true">{SIGNS[state]}</span> {POLICY_TEXTS[language].states[state]}
    </span>
  );
}

export function daysOf({ from, to }: Pick<PolicySummary, 'from' | 'to'>, language: Language): string {
  const texts = POLICY_TEXTS[language];
  if (from === null) return texts.noDays;
  return to === null ? texts.from(from) : texts.fromTo(from, to);
}

interface ImportProps {
  readonly kind: PolicySummary['kind'];
  readonly language: Language;
  readonly done: (reply: Reply<PolicySaved>) => void;
}

function ImportButton({ kind, language, done }: ImportProps): JSX.Element {
  const [isBusy, setBusy] = useState(false);
  const texts = POLICY_TEXTS[language];
  const send = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (file === undefined) return;
    setBusy(true);
    // Its own type would have the server read JSON as a request of another kind.
    done(await request<PolicySaved>('POST', `/api/policies/${kind}/import`, new Blob([file])));
    setBusy(false);
    input.value = '';
  };
  return (
    <label class="button file">
      <input
        type="file"
        class="visually-hidden"
        data-testid="import"
        accept={kind === 'scorecard' ? '.xlsx,.json' : '.json'}
        disabled={isBusy}
        onChange={(event) => void send(event.currentTarget)}
      />
      {isBusy ? texts.importing : texts.importFile}
    </label>
  );
}
