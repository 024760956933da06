import type { ComponentType, JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems.ts';
import type { PolicyView } from '../../policies/wire.ts';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import type { PageProps } from '../shell/page.ts';
import type { Reply } from '../shell/request.ts';
import { ChangesView } from './changes-view.tsx';
import { EditingContext, type Editing } from './editing.ts';
import { textAt, withValue, type Json } from './json-path.ts';
import { listPlaceOf, pathOf, placeOf, type PolicyRef } from './paths.ts';
import { daysOf, StateTag } from './policy-list.tsx';
import { ProblemList } from './problem-list.tsx';
import { Refusal } from './refusal.tsx';
import { POLICY_TEXTS } from './texts.ts';
import { useDraft, type DraftDesk } from './use-draft.ts';
import { VersionActions } from './version-actions.tsx';

/** What is particular to scorecards, or to weights. */
export interface PolicyKindView {
  readonly lint: (body: Json) => { readonly errors: readonly Problem[]; readonly warnings: readonly Problem[] };
  readonly Editor: ComponentType;
  readonly Preview: ComponentType<{ readonly body: Json; readonly language: Language }> | null;
  readonly label: (field: string, language: Language) => string;
}

interface VersionProps extends PageProps {
  readonly policy: PolicyRef;
  readonly kindView: PolicyKindView;
}

/** One version: its text, what is wrong with it, what may be done with it. */
export function VersionPage({ policy, kindView, ...page }: VersionProps): JSX.Element {
  const { asked, again } = useReply<PolicyView>(pathOf(policy));
  return (
    <Loaded asked={asked} language={page.language} again={again}>
      {(view) => (
        <Version key={`${pathOf(view)} ${view.state}`} view={view} kindView={kindView} page={page} again={again} />
      )}
    </Loaded>
  );
}

interface LoadedVersionProps {
  readonly view: PolicyView;
  readonly kindView: PolicyKindView;
  readonly page: PageProps;
  readonly again: () => void;
}

const TABS = ['content', 'preview', 'changes'] as const;
type Tab = (typeof TABS)[number];

function Version({ view, kindView, page, again }: LoadedVersionProps): JSX.Element {
  const { language, me, place } = page;
  const desk = useDraft(view, me.account);
  const [refused, setRefused] = useState<(Reply<unknown> & { ok: false }) | null>(null);
  const lint = useMemo(() => kindView.lint(desk.body), [desk.body]);
  const isLocked = view.state !== 'draft' || !me.actions.includes('policies.write');
  const problems = [...lint.errors, ...serverProblems(view, desk, lint.errors)];
  const label = (field: string): string => kindView.label(field, language);
  const editing: Editing = {
    body: desk.body,
    edit: (path, value) => desk.change(withValue(desk.body, path, value)),
    replace: desk.change,
    problems,
    warnings: lint.warnings,
    isLocked,
    language,
    label,
  };
  const tab = TABS.find((each) => each === place.query['tab']) ?? 'content';
  const { Editor, Preview } = kindView;
  return (
    <EditingContext.Provider value={editing}>
      <VersionHead view={view} body={desk.body} language={language} />
      <VersionActions
        view={view}
        desk={desk}
        me={me}
        language={language}
        isSound={problems.length === 0}
        done={(reply) => {
          setRefused(reply.ok ? null : reply);
          // Somebody else was quicker: what is there now is needed to go on.
          if (reply.ok || reply.status === 409) again();
        }}
      />
      <Refusal reply={refused} language={language} brief={refused?.code === 'problems'} />
      <DraftNote desk={desk} language={language} again={again} />
      <ProblemList problems={problems} warnings={lint.warnings} language={language} label={label} />
      <Tabs policy={view} tab={tab} withPreview={Preview !== null} language={language} />
      {tab === 'changes' ? <ChangesView view={view} language={language} label={label} /> : null}
      {tab === 'preview' && Preview !== null ? <Preview body={desk.body} language={language} /> : null}
      {tab === 'content' ? <Editor /> : null}
    </EditingContext.Provider>
  );
}

/** Only head office knows the days of other versions; what it said holds until the days are changed. */
function serverProblems(view: PolicyView, desk: DraftDesk, own: readonly Problem[]): readonly Problem[] {
  const isChanged = ['effective.from', 'effective.to'].some(
    (path) => textAt(view.body, path) !== textAt(desk.body, path),
  );
  if (isChanged) return [];
  return view.problems.filter(({ path }) => path.startsWith('effective') && !own.some((each) => each.path === path));
}

interface HeadProps {
  readonly view: PolicyView;
  readonly body: Json;
  readonly language: Language;
}

function VersionHead({ view, body, language }: HeadProps): JSX.Element {
  const texts = POLICY_TEXTS[language];
  const title = textAt(body, `title.${language}`) || textAt(body, 'title.zh') || view.id;
  return (
    <div class="page-head">
      <div>
        <p>
          <a href={listPlaceOf(view.kind)}>← {texts.backToList}</a>
        </p>
        <h1>{title}</h1>
        <p class="quiet">
          {view.id} · {texts.version(view.version)} · <StateTag state={view.state} language={language} /> ·{' '}
          {daysOf(view, language)} · {texts.author} {view.author.name}
          {view.approver === null ? '' : ` · ${texts.approver} ${view.approver.name}`}
        </p>
        {view.damage === null ? null : (
          <p class="banner" data-tone="over" role="alert">
            {texts.damaged}
          </p>
        )}
      </div>
      <div class="actions">
        <a class="button" href={`${pathOf(view)}/file?format=json`} download>
          {texts.exportJson}
        </a>
        {view.kind === 'scorecard' ? (
          <a class="button" href={`${pathOf(view)}/file?format=xlsx`} download data-testid="export-xlsx">
            {texts.exportXlsx}
          </a>
        ) : null}
      </div>
    </div>
  );
}

interface NoteProps {
  readonly desk: DraftDesk;
  readonly language: Language;
  readonly again: () => void;
}

function DraftNote({ desk, language, again }: NoteProps): JSX.Element | null {
  const texts = POLICY_TEXTS[language];
  if (desk.note === 'restored')
    return (
      <div class="banner" role="status" data-testid="restored">
        <p>{texts.restored}</p>
        <button type="button" class="button" onClick={desk.discard}>
          {texts.discard}
        </button>
      </div>
    );
  if (desk.note !== 'conflict') return null;
  return (
    <div class="banner" data-tone="near" role="alert" data-testid="conflict">
      <p>{texts.conflict}</p>
      <button type="button" class="button" onClick={desk.keepMine}>
        {texts.keepMine}
      </button>
      <button
        type="button"
        class="button"
        onClick={() => {
          desk.discard();
          again();
        }}
      >
        {texts.takeTheirs}
      </button>
    </div>
  );
}

interface TabsProps {
  readonly policy: PolicyRef;
  readonly tab: Tab;
  readonly withPreview: boolean;
  readonly language: Language;
}

function Tabs({ policy, tab, withPreview, language }: TabsProps): JSX.Element {
  const texts = POLICY_TEXTS[language];
  return (
    <nav class="tabs" aria-label={texts.content}>
      <ul>
        {TABS.filter((each) => each !== 'preview' || withPreview).map((each) => (
          <li key={each}>
            <a
              href={placeOf(policy, each)}
              aria-current={each === tab ? 'page' : undefined}
              data-testid={`tab-${each}`}
            >
              {texts[each]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
