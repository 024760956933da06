import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SignedEntry } from '../../inspections/double-entry/wire.ts';
import { Dialog } from '../parts/dialog.tsx';
import { request, type Reply } from '../shell/request.ts';
import { whyNotText } from './texts.ts';
import type { TypingFormProps } from './typing-form.tsx';
import type { Typing } from './use-typing.ts';

interface HandInProps extends TypingFormProps {
  readonly typing: Typing;
  readonly missingDay: () => void;
  readonly sign: (revision: number) => Promise<Reply<SignedEntry>>;
}

const TONES = { saved: 'ok', unsaved: undefined, saving: undefined, failed: 'over', elsewhere: 'near' } as const;

/** How the entry stands, handing it in, giving it back. */
export function HandIn(props: HandInProps): JSX.Element {
  const { typing, texts, missingDay, sign, done, again, path, own } = props;
  const [asking, setAsking] = useState<'sign' | 'give-back' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { problems, visitedOn, blanks } = typing.read;
  const begin = (): void => {
    const wrong = problems.size + (visitedOn === null ? 1 : 0);
    if (visitedOn === null) missingDay();
    setProblem(wrong === 0 ? null : texts.wrongFields(wrong));
    if (wrong === 0) setAsking('sign');
  };
  const handIn = async (): Promise<void> => {
    const revision = await typing.save();
    if (revision === null) return setProblem(texts.saving.failed);
    const reply = await sign(revision);
    if (!reply.ok) return setProblem(refusalText(reply, props));
    typing.forget();
    return done(reply.value.state);
  };
  const giveBack = async (): Promise<void> => {
    const reply = await request('DELETE', `${path}/entries/${own.entry}`);
    if (!reply.ok) return setProblem(refusalText(reply, props));
    typing.forget();
    return again();
  };
  const answer = async (asked: 'sign' | 'give-back', isSure: boolean): Promise<void> => {
    setAsking(null);
    if (isSure) await (asked === 'sign' ? handIn() : giveBack());
  };
  return (
    <div class="card hand-in">
      <p role="status" class="tag" data-tone={TONES[typing.saving]} data-testid="saving" data-state={typing.saving}>
        {texts.saving[typing.saving]}
      </p>
      {problem === null ? null : (
        <p class="wrong" role="alert">
          ▲ {problem}
        </p>
      )}
      <div class="actions">
        <button type="button" class="button" data-kind="primary" data-last data-testid="sign" onClick={begin}>
          {texts.sign}
        </button>
        <button type="button" class="button" data-kind="quiet" onClick={() => setAsking('give-back')}>
          {texts.giveBack}
        </button>
      </div>
      {asking === null ? null : (
        <Sure
          title={asking === 'sign' ? texts.signSure : texts.giveBackSure}
          about={asking === 'sign' ? `${texts.blanks(blanks)} ${texts.signAbout}` : texts.giveBackAbout}
          yes={asking === 'sign' ? texts.sign : texts.giveBack}
          no={texts.cancel}
          answer={(isSure) => void answer(asking, isSure)}
        />
      )}
    </div>
  );
}

/** Head office has more to say about the day than a page can know. */
function refusalText(
  { code, problems, message }: Reply<unknown> & { readonly ok: false },
  { texts, view }: Pick<TypingFormProps, 'texts' | 'view'>,
): string {
  if (problems.some(({ path }) => path === 'visitedOn')) {
    return `${texts.problems.date} (${texts.visitedOnHint(view.fromOn, view.toOn)})`;
  }
  return whyNotText(code, texts) ?? message;
}

interface SureProps {
  readonly title: string;
  readonly about: string;
  readonly yes: string;
  readonly no: string;
  readonly answer: (isSure: boolean) => void;
}

function Sure({ title, about, yes, no, answer }: SureProps): JSX.Element {
  return (
    <Dialog title={title} close={() => answer(false)}>
      <p>{about}</p>
      <div class="actions">
        <button type="button" class="button" data-kind="primary" data-testid="confirm" onClick={() => answer(true)}>
          {yes}
        </button>
        <button type="button" class="button" onClick={() => answer(false)}>
          {no}
        </button>
      </div>
    </Dialog>
  );
}
