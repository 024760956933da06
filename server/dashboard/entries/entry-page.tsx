import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { EntryView, SignedEntry } from '../../inspections/double-entry/wire.ts';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { PageProps } from '../shell/page.ts';
import { request } from '../shell/request.ts';
import { whyNotText, type EntryTexts } from './texts.ts';
import { TypingForm } from './typing-form.tsx';
import { deviceId } from './device.ts';

export interface StepProps extends PageProps {
  readonly texts: EntryTexts;
  /** Of the inspection, in the API. */
  readonly path: string;
}

/** Taking an entry, typing it, handing it in. */
export function EntryForm(props: StepProps): JSX.Element {
  const { path, language, texts } = props;
  const { asked, again } = useReply<EntryView>(`${path}/entries`);
  const [done, setDone] = useState<SignedEntry['state'] | null>(null);
  const [round, setRound] = useState(0);
  const anew = (): void => {
    setRound(round + 1);
    again();
  };
  if (done !== null) return <Done state={done} texts={texts} />;
  return (
    <Loaded asked={asked} language={language} again={again}>
      {(view) => (
        <>
          <div class="page-head">
            <h1>
              {view.name[language]} · {view.card.title[language]}
            </h1>
            {view.own === null ? null : <p class="tag">{texts.entryTitle[view.own.entry]}</p>}
          </div>
          {view.own === null ? (
            <Take {...props} view={view} taken={again} />
          ) : (
            <TypingForm
              key={`${String(round)}/${String(view.own.revision)}`}
              {...props}
              view={view}
              own={view.own}
              again={anew}
              done={setDone}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

interface TakeProps extends StepProps {
  readonly view: EntryView;
  readonly taken: () => void;
}

function Take({ path, view, taken, texts }: TakeProps): JSX.Element {
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (): Promise<void> => {
    const reply = await request<EntryView>('POST', `${path}/entries`, { device: deviceId() });
    if (reply.ok) taken();
    else setProblem(whyNotText(reply.code, texts) ?? reply.message);
  };
  const { next } = view;
  if (next.kind === 'nothing') return <p class="card">{texts.whyNot[next.why]}</p>;
  if (next.kind === 'settle') return <p class="card">{texts.differs}</p>;
  return (
    <div class="card take">
      <h2>{texts.entryTitle[next.entry]}</h2>
      <p>{texts.takeAbout}</p>
      {problem === null ? null : (
        <p class="banner" data-tone="over" role="alert">
          {problem}
        </p>
      )}
      <button type="button" class="button" data-kind="primary" data-testid="take" onClick={() => void take()}>
        {texts.take}
      </button>
    </div>
  );
}

function Done({ state, texts }: { readonly state: SignedEntry['state']; readonly texts: EntryTexts }): JSX.Element {
  const which = { signed: 'equal', released: 'equal', mismatch: 'differs' } as const;
  const said = state === 'signed' || state === 'released' || state === 'mismatch' ? which[state] : 'waiting';
  return (
    <p class="banner" data-tone={said === 'differs' ? 'near' : undefined} role="status" data-testid={`done-${said}`}>
      {texts.done[said]}
    </p>
  );
}
