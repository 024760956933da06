import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { ClashChoice } from './clash-choice.tsx';
import { emptyDraft, type Draft } from './draft.ts';
import { Finish } from './finish.tsx';
import { ItemCard } from './item-card.tsx';
import { clockTime, Keeping } from './keeping.tsx';
import type { Phone, PhoneState } from './phone.ts';
import { screensOf, type Screen } from './screens.ts';
import { TEXTS } from './texts.ts';
import type { Visit } from './visit.ts';

export interface FormProps {
  readonly phone: Phone;
  readonly state: PhoneState;
  readonly visit: Visit;
  readonly language: Language;
}

/** One inspection being filled in. */
export function Form(props: FormProps): JSX.Element {
  const { visit, language, state } = props;
  const { branchName, kind } = visit.assignment;
  const texts = TEXTS[language];
  return (
    <>
      <div class="visit-head">
        <a class="button" data-kind="quiet" href={hrefOf([])} data-testid="back" aria-label={texts.back}>
          ‹
        </a>
        <h2>{branchName[language]}</h2>
        <p class="quiet">
          {texts.kind[kind]} <Keeping visit={visit} files={state.files} language={language} />
        </p>
      </div>
      <Stage {...props} />
    </>
  );
}

function Stage(props: FormProps): JSX.Element {
  const { phone, visit, language } = props;
  const { card, clash, draft, signing } = visit;
  const texts = TEXTS[language];
  if (clash !== null) return <ClashChoice {...props} clash={clash} />;
  if (signing.state === 'done')
    return (
      <p class="banner" role="status" data-testid="signed">
        ✓ {texts.signed(clockTime(signing.signedAt, language))}
      </p>
    );
  if (card === null) return <p class="card">{texts.state.notLoaded}</p>;
  if (draft === null || draft.timers.startedAt === null)
    return (
      <div class="card begin">
        <p>{card.title[language]}</p>
        <button
          type="button"
          class="button"
          data-kind="primary"
          data-testid="begin"
          onClick={() => phone.begin(visit.key, begun(draft))}
        >
          {texts.begin}
        </button>
        <p class="quiet">{texts.beginHint}</p>
      </div>
    );
  return <Screens {...props} card={card} draft={draft} />;
}

function begun(draft: Draft | null): Draft {
  const base = draft ?? emptyDraft(-new Date().getTimezoneOffset());
  return { ...base, timers: { ...base.timers, startedAt: Date.now() } };
}

interface ScreensProps extends FormProps {
  readonly card: Scorecard;
  readonly draft: Draft;
}

function Screens({ card, draft, ...props }: ScreensProps): JSX.Element {
  const { phone, visit, language } = props;
  const screens = screensOf(card);
  const at = Math.min(draft.screen, screens.length);
  const screen = screens[at];
  const go = (to: number): void => phone.edit(visit.key, (now) => opened(now, screens, to));
  // The first screen is opened by beginning, not by a button of its own.
  useEffect(() => {
    const id = screen?.section.id;
    if (id !== undefined && draft.timers.sections[id] === undefined && visit.signing.state === 'open') go(at);
  }, [at]);
  return (
    <>
      <Progress at={at} screens={screens} language={language} />
      {screen === undefined ? (
        <Finish {...props} card={card} draft={draft} screens={screens} go={go} />
      ) : (
        <SectionScreen key={screen.section.id} {...props} card={card} draft={draft} screen={screen} />
      )}
      <Steps at={at} count={screens.length} go={go} language={language} />
    </>
  );
}

/** Opening a section for the first time is a time of the visit; reaching the review ends it. */
function opened(draft: Draft, screens: readonly Screen[], to: number): Draft {
  const { timers } = draft;
  const section = screens[to]?.section.id;
  if (section === undefined)
    return { ...draft, screen: to, timers: { ...timers, endedAt: timers.endedAt ?? Date.now() } };
  const sections = { ...timers.sections, [section]: timers.sections[section] ?? Date.now() };
  return { ...draft, screen: to, timers: { ...timers, sections } };
}

interface ProgressProps {
  readonly at: number;
  readonly screens: readonly Screen[];
  readonly language: Language;
}

function Progress({ at, screens, language }: ProgressProps): JSX.Element {
  const texts = TEXTS[language];
  return (
    <div class="progress">
      <progress
        value={at}
        max={screens.length}
        aria-label={texts.step(Math.min(at + 1, screens.length), screens.length)}
      />
      <p class="quiet">{at < screens.length ? texts.step(at + 1, screens.length) : texts.reviewTitle}</p>
    </div>
  );
}

interface SectionProps extends ScreensProps {
  readonly screen: Screen;
}

function SectionScreen({ screen, card, draft, ...props }: SectionProps): JSX.Element {
  const { language } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="section">
      {screen.above.map(({ id, title }) => (
        <p key={id} class="quiet">
          {title[language]}
        </p>
      ))}
      <h3 ref={heading} tabIndex={-1} data-testid="section">
        {screen.section.title[language]}
      </h3>
      {screen.items.map((item) => (
        <ItemCard key={item.id} {...props} card={card} draft={draft} item={item} />
      ))}
    </section>
  );
}

interface StepsProps {
  readonly at: number;
  readonly count: number;
  readonly go: (to: number) => void;
  readonly language: Language;
}

/** At the lower edge, where a thumb reaches. */
function Steps({ at, count, go, language }: StepsProps): JSX.Element {
  const texts = TEXTS[language];
  return (
    <nav class="steps" aria-label={texts.step(Math.min(at + 1, count), count)}>
      <button type="button" class="button" data-testid="previous" disabled={at === 0} onClick={() => go(at - 1)}>
        {texts.previous}
      </button>
      {at < count ? (
        <button type="button" class="button" data-kind="primary" data-testid="next" onClick={() => go(at + 1)}>
          {at + 1 < count ? texts.next : texts.finish}
        </button>
      ) : null}
    </nav>
  );
}
