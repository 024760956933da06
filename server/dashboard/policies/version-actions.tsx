import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Me } from '../../auth/me.ts';
import type { BeginDraft, PolicySaved, PolicyView } from '../../policies/wire.ts';
import { Dialog } from '../parts/dialog.tsx';
import type { Language } from '../shell/language.ts';
import { request, type Reply } from '../shell/request.ts';
import { pathOf, placeOf } from './paths.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { POLICY_TEXTS } from './texts.ts';
import type { DraftDesk } from './use-draft.ts';

interface ActionsProps {
  readonly view: PolicyView;
  readonly desk: DraftDesk;
  readonly me: Me;
  readonly language: Language;
  readonly isSound: boolean;
  readonly done: (reply: Reply<PolicySaved>) => void;
}

type Asking = 'none' | 'approve' | 'return' | 'withdraw';

/** What may be done with a version now. */
export function VersionActions(props: ActionsProps): JSX.Element | null {
  const { view, me, language, done } = props;
  const [asking, setAsking] = useState<Asking>('none');
  const send = async (what: string, body: unknown): Promise<void> => {
    setAsking('none');
    done(await request<PolicySaved>('POST', `${pathOf(view)}/${what}`, body));
  };
  const mayWrite = me.actions.includes('policies.write');
  if (!mayWrite && !me.actions.includes('policies.approve')) return null;
  return (
    <div class="actions version-actions">
      {view.state === 'draft' && mayWrite ? <DraftActions {...props} send={send} /> : null}
      {view.state === 'submitted' ? <Decision {...props} ask={setAsking} /> : null}
      {mayWrite && (view.state === 'draft' || view.state === 'submitted') ? (
        <button
          type="button"
          class="button"
          data-kind="quiet"
          data-testid="withdraw"
          onClick={() => setAsking('withdraw')}
        >
          {POLICY_TEXTS[language].withdraw}
        </button>
      ) : null}
      {mayWrite && view.state !== 'draft' && view.damage === null ? <NewVersion {...props} /> : null}
      <Question asking={asking} {...props} send={send} close={() => setAsking('none')} />
    </div>
  );
}

type Send = (what: string, body: unknown) => Promise<void>;

function DraftActions({ desk, language, isSound, done, send }: ActionsProps & { readonly send: Send }): JSX.Element {
  const [isBusy, setBusy] = useState(false);
  const texts = POLICY_TEXTS[language];
  const save = async (): Promise<void> => {
    setBusy(true);
    done(await desk.save());
    setBusy(false);
  };
  const maySubmit = isSound && !desk.isDirty;
  const state = desk.note === 'none' ? texts.saved : desk.note === 'not-kept' ? texts.notKept : texts.unsaved;
  return (
    <>
      <button
        type="button"
        class="button"
        data-kind="primary"
        data-testid="save"
        disabled={isBusy || !desk.isDirty || desk.note === 'conflict'}
        onClick={() => void save()}
      >
        {texts.save}
      </button>
      <button
        type="button"
        class="button"
        data-testid="submit"
        disabled={!maySubmit}
        title={maySubmit ? undefined : texts.submitHint}
        onClick={() => void send('submit', {})}
      >
        {texts.submit}
      </button>
      <p class="quiet" role="status" data-testid="draft-state">
        {maySubmit || desk.isDirty ? state : texts.submitHint}
      </p>
    </>
  );
}

function Decision({ view, me, language, ask }: ActionsProps & { readonly ask: (what: Asking) => void }): JSX.Element {
  const texts = POLICY_TEXTS[language];
  const mayApprove = me.actions.includes('policies.approve');
  return (
    <>
      {mayApprove ? (
        <>
          <button
            type="button"
            class="button"
            data-kind="primary"
            data-testid="approve"
            disabled={view.isOwnWork}
            onClick={() => ask('approve')}
          >
            {texts.approve}
          </button>
          <button type="button" class="button" data-testid="return" onClick={() => ask('return')}>
            {texts.returnIt}
          </button>
        </>
      ) : null}
      {mayApprove && view.isOwnWork ? <p class="quiet">{texts.ownWork}</p> : null}
    </>
  );
}

function NewVersion({ view, language, done }: ActionsProps): JSX.Element {
  const begin = async (): Promise<void> => {
    const { kind, id, version } = view;
    const wish: BeginDraft = { from: 'version', id, version };
    const reply = await request<PolicySaved>('POST', `/api/policies/${kind}`, wish);
    if (reply.ok) location.hash = placeOf({ kind, ...reply.value });
    else done(reply);
  };
  return (
    <button type="button" class="button" data-testid="new-version" onClick={() => void begin()}>
      {POLICY_TEXTS[language].newVersion}
    </button>
  );
}

interface QuestionProps extends ActionsProps {
  readonly asking: Asking;
  readonly send: Send;
  readonly close: () => void;
}

function Question({ asking, view, language, send, close }: QuestionProps): JSX.Element | null {
  const texts = POLICY_TEXTS[language];
  if (asking === 'none') return null;
  if (asking !== 'approve') {
    const title = asking === 'return' ? texts.returnIt : texts.withdraw;
    return (
      <ReasonDialog title={title} language={language} close={close} done={(reason) => void send(asking, { reason })} />
    );
  }
  const name = `${view.title[language]} ${texts.version(view.version)}`;
  return (
    <Dialog title={texts.approveTitle(name)} close={close}>
      <p>{texts.approveText}</p>
      <div class="actions">
        <button
          type="button"
          class="button"
          data-kind="primary"
          data-testid="approve-done"
          onClick={() => void send('approve', { digest: view.digest })}
        >
          {texts.approve}
        </button>
        <button type="button" class="button" onClick={close}>
          {texts.cancel}
        </button>
      </div>
    </Dialog>
  );
}
