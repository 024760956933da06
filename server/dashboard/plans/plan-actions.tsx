import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PlanView } from '../../inspections/wire.ts';
import type { Language } from '../shell/language.ts';
import { request, type Method } from '../shell/request.ts';
import { hrefOf } from '../shell/router.ts';
import { Failure, type Refusal } from './failure.tsx';
import { LinesDialog } from './lines-dialog.tsx';
import { Sure } from './sure.tsx';
import type { Texts } from './texts.ts';

interface PlanActionsProps {
  readonly view: PlanView;
  readonly language: Language;
  readonly texts: Texts;
  readonly again: () => void;
}

type Opened = 'lines' | 'publish' | 'remove' | null;

/** What can be done with a draft as a whole. */
export function PlanActions({ view, language, texts, again }: PlanActionsProps): JSX.Element {
  const [opened, open] = useState<Opened>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const path = `/api/plans/${encodeURIComponent(view.plan.id)}`;
  const close = (): void => open(null);
  const run = async (method: Method, to: string, then: () => void): Promise<void> => {
    const reply = await request(method, `${path}${to}`);
    setRefusal(reply.ok ? null : reply);
    close();
    if (reply.ok) then();
  };
  return (
    <div class="plan-actions">
      <Buttons plan={view.plan} texts={texts} open={open} suggest={() => void run('POST', '/suggestion', again)} />
      <Failure refusal={refusal} texts={texts} />
      {opened === 'lines' ? (
        <LinesDialog view={view} language={language} texts={texts} close={close} again={again} />
      ) : null}
      {opened === 'publish' ? (
        <Sure
          title={texts.publish}
          question={texts.publishSure(view.plan.visits)}
          hint={texts.publishHint}
          texts={texts}
          close={close}
          confirm={() => void run('POST', '/publication', again)}
        />
      ) : null}
      {opened === 'remove' ? (
        <Sure
          title={texts.remove}
          question={texts.removeSure}
          texts={texts}
          close={close}
          confirm={() => void run('DELETE', '', () => (location.hash = hrefOf(['plans'])))}
        />
      ) : null}
    </div>
  );
}

interface ButtonsProps {
  readonly plan: PlanView['plan'];
  readonly texts: Texts;
  readonly open: (what: Opened) => void;
  readonly suggest: () => void;
}

function Buttons({ plan, texts, open, suggest }: ButtonsProps): JSX.Element {
  const isEmpty = plan.visits === 0;
  return (
    <div class="actions">
      <button type="button" class="button" data-kind={isEmpty ? 'primary' : undefined} onClick={() => open('lines')}>
        {texts.plan}
      </button>
      {plan.open > 0 ? (
        <button type="button" class="button" title={texts.suggestHint} onClick={suggest}>
          {texts.suggest}
        </button>
      ) : null}
      {isEmpty ? null : (
        <button type="button" class="button" data-kind="primary" onClick={() => open('publish')}>
          {texts.publish}
        </button>
      )}
      <button type="button" class="button" data-kind="quiet" onClick={() => open('remove')}>
        {texts.remove}
      </button>
    </div>
  );
}
