import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { SettlementRequest, SettlementView, SignedEntry } from '../../inspections/double-entry/wire.ts';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { request } from '../shell/request.ts';
import { decisionOf, undecided, type Choice } from './decisions.ts';
import type { StepProps } from './entry-page.tsx';
import { MismatchCard } from './mismatch-card.tsx';
import { goOn } from './steps.ts';
import { whyNotText } from './texts.ts';

/** Two entries side by side where they differ, decided by a third person with the original. */
export function Settlement(props: StepProps): JSX.Element {
  const { path, language, texts } = props;
  const { asked, again } = useReply<SettlementView>(`${path}/settlement`);
  const [isDone, setDone] = useState(false);
  if (isDone)
    return (
      <p class="banner" role="status" data-testid="settled">
        {texts.settled}
      </p>
    );
  return (
    <Loaded asked={asked} language={language} again={again}>
      {(view) => (
        <>
          <div class="page-head">
            <h1>
              {texts.settlementTitle}: {view.name[language]} · {view.card.title[language]}
            </h1>
          </div>
          <p>{texts.settlementAbout(view.mismatches.length, view.agreed)}</p>
          <Originals {...props} view={view} />
          {view.whyNot === null ? (
            <Decisions {...props} view={view} done={() => setDone(true)} />
          ) : (
            <p class="banner" data-tone="near" data-testid="why-not">
              {view.mismatches.length === 0 ? texts.agreedAll : texts.whyNot[view.whyNot]}
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}

interface ViewProps extends StepProps {
  readonly view: SettlementView;
}

function Originals({ view, path, language, texts }: ViewProps): JSX.Element {
  const images = view.evidence.filter(({ mediaType }) => mediaType.startsWith('image/'));
  return (
    <section class="card typing" aria-label={texts.original}>
      <h2>{texts.original}</h2>
      {images.length === 0 ? <p class="quiet">{texts.noOriginal}</p> : null}
      <ul class="originals">
        {images.map(({ hash, item }) => (
          <li key={hash}>
            <a href={`${path}/evidence/${hash}`} target="_blank" rel="noreferrer">
              <img
                src={`${path}/evidence/${hash}`}
                alt={texts.originalImage(itemTitle(view, item, language))}
                loading="lazy"
              />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function itemTitle({ card }: SettlementView, item: string, language: Language): string {
  return card.items.find(({ id }) => id === item)?.title[language] ?? item;
}

interface DecisionsProps extends ViewProps {
  readonly done: () => void;
}

function Decisions({ view, path, language, texts, done }: DecisionsProps): JSX.Element {
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLDivElement>(null);
  const decided = view.mismatches.map((mismatch) =>
    decisionOf(view.card, mismatch, choices[mismatch.cell] ?? undecided(mismatch)),
  );
  const decisions = decided.filter((each) => typeof each !== 'string');
  const isComplete = decisions.length === view.mismatches.length;
  const settle = async (): Promise<void> => {
    if (!isComplete) return;
    const reply = await request<SignedEntry>('POST', `${path}/settlement`, { decisions } satisfies SettlementRequest);
    if (reply.ok) done();
    else setProblem(whyNotText(reply.code, texts) ?? reply.message);
  };
  return (
    <div ref={form} class="typing" onKeyDown={(event) => goOn(event, form.current!)}>
      {view.mismatches.map((mismatch, index) => (
        <MismatchCard
          key={mismatch.cell}
          card={view.card}
          mismatch={mismatch}
          choice={choices[mismatch.cell] ?? undecided(mismatch)}
          set={(choice) => setChoices({ ...choices, [mismatch.cell]: choice })}
          state={decided[index]!}
          language={language}
          texts={texts}
        />
      ))}
      <div class="card hand-in">
        <p role="status">{texts.decided(decisions.length, view.mismatches.length)}</p>
        {problem === null ? null : (
          <p class="wrong" role="alert">
            ▲ {problem}
          </p>
        )}
        <div class="actions">
          <button
            type="button"
            class="button"
            data-kind="primary"
            data-last
            data-testid="settle"
            aria-disabled={!isComplete}
            onClick={() => void settle()}
          >
            {texts.settleNow}
          </button>
        </div>
      </div>
    </div>
  );
}
