import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { RatingRecord, Visit } from '#rubric/hall/visit.ts';
import { visitWaitOf } from '#rubric/metrics/wait.ts';
import type { TicketView } from '../../scoring/wire.ts';
import { formatDuration, formatTime } from '../live/format.ts';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { Journal } from './journal.tsx';
import { TEXTS, type BranchTexts } from './texts.ts';
import { ticketSteps, type TicketStep } from './ticket-steps.ts';

interface TicketProps {
  readonly label: string;
  readonly path: string;
  readonly close: () => void;
  readonly language: Language;
}

/** One ticket with everything that was recorded of it. */
export function Ticket({ label, path, close, language }: TicketProps): JSX.Element {
  const { asked, again } = useReply<TicketView>(path);
  const texts = TEXTS[language];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="ticket" data-testid="ticket">
      <div class="ticket-head">
        <h4 ref={heading} tabIndex={-1}>
          {texts.ticket(label)}
        </h4>
        <button type="button" class="button" data-kind="quiet" onClick={close}>
          ✕ {texts.closeTicket}
        </button>
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {(view) => (view.state === 'removed' ? <p>{texts.removed}</p> : <Kept view={view} language={language} />)}
      </Loaded>
    </section>
  );
}

interface KeptProps {
  readonly view: Extract<TicketView, { readonly state: 'kept' }>;
  readonly language: Language;
}

function Kept({ view, language }: KeptProps): JSX.Element {
  const texts = TEXTS[language];
  const [first] = view.legs;
  const wait = visitWaitOf(view.legs);
  return (
    <>
      {first === undefined ? null : (
        <p>
          {wait === null ? null : <strong>{texts.waited(formatDuration(wait) ?? '')} </strong>}
          <span class="quiet">
            {texts.serviceAndClass(first.service, SCORE_WORDS[language].classes[first.class] ?? first.class)}
          </span>
        </p>
      )}
      <ol class="timeline" data-testid="timeline">
        {ticketSteps(view.legs, view.ratings).map((step, index) => (
          <li key={`${String(step.at)} ${step.kind} ${String(index)}`}>
            <time>{formatTime(step.at, view.timeZone)}</time>
            <span>{wordsOf(step, texts)}</span>
          </li>
        ))}
      </ol>
      <p class="quiet">{texts.localTime(view.timeZone)}</p>
      <Journal events={view.events} language={language} />
    </>
  );
}

function wordsOf(step: TicketStep, texts: BranchTexts): string {
  switch (step.kind) {
    case 'issued':
    case 'joined':
      return texts.steps[step.kind](step.service);
    case 'called':
      return texts.steps.called(step.counter ?? '?');
    case 'last-call':
      return texts.steps.lastCall(step.counter ?? '?');
    case 'started':
    case 'invited':
      return texts.steps[step.kind];
    case 'rated':
      return wordsOfRating(step.rating, texts);
    default:
      return wordsOfEnd(step.visit, texts);
  }
}

function wordsOfRating({ level, scale, counted }: RatingRecord, texts: BranchTexts): string {
  return `${texts.steps.rated(level, scale)}${counted ? '' : texts.steps.setAside}`;
}

function wordsOfEnd({ outcome, abandonReason, finishInferred }: Visit, texts: BranchTexts): string {
  const reason = abandonReason === null ? '' : ` (${texts.abandonReasons[abandonReason]})`;
  return `${texts.outcomes[outcome]}${reason}${finishInferred ? texts.inferred : ''}`;
}
