import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { rangeWords } from '../shared/estimate-range.ts';
import { formatDuration, wholeMinutes } from '../shared/format.ts';
import type { Language } from '../shared/language.ts';
import { capped, ticketCap } from './queue-cards.ts';
import type { Forecast, QueueCard, Urgency } from './queue-cards.ts';
import { LOBBY_TEXTS } from './texts.ts';

interface QueuesProps {
  readonly queues: readonly QueueCard[];
  /** How good today's estimates were. */
  readonly accuracy: string;
  readonly language: Language;
  readonly onTicket: (ticket: string) => void;
}

export function Queues({ queues, accuracy, language, onTicket }: QueuesProps): JSX.Element {
  const texts = LOBBY_TEXTS[language];
  const cap = ticketCap(queues.filter(({ rows }) => rows.length > 0).length);
  return (
    <section class="card queues">
      <header>
        <h2>{texts.queues}</h2>
        <p class="quiet" data-testid="accuracy">
          {accuracy}
        </p>
      </header>
      {queues.map((queue) => (
        <Queue key={queue.key} queue={queue} cap={cap} language={language} onTicket={onTicket} />
      ))}
      {queues.length === 0 ? <p class="quiet">{texts.nobody}</p> : null}
    </section>
  );
}

interface QueueProps {
  readonly queue: QueueCard;
  readonly cap: number;
  readonly language: Language;
  readonly onTicket: (ticket: string) => void;
}

function Queue({ queue, cap, language, onTicket }: QueueProps): JSX.Element {
  const texts = LOBBY_TEXTS[language];
  const { key, service, className, targetMs, longestMs, urgency, forecast, rows } = queue;
  return (
    <article class="queue" data-testid={`queue-${key}`} data-urgency={urgency}>
      <div class="queue-line">
        <h3>
          <span class="queue-service" title={service}>
            {service}
          </span>
          <span class="queue-class" title={className}>
            {className}
            {targetMs === null ? null : <> · {texts.target(wholeMinutes(targetMs))}</>}
          </span>
        </h3>
        <p class="queue-figure">
          <span class="quiet">{texts.queueCount}</span>
          <strong class="queue-count">{texts.people(rows.length)}</strong>
        </p>
        <p class="queue-figure">
          {longestMs === null ? null : (
            <>
              <span class="quiet">{texts.queueLongest}</span>
              <strong class="queue-longest">{formatDuration(longestMs)}</strong>
            </>
          )}
        </p>
        <p class="queue-figure" data-testid={`estimate-${key}`} data-kind={forecast.kind}>
          <ForecastWords forecast={forecast} language={language} />
        </p>
      </div>
      <Tickets queue={queue} cap={cap} language={language} onTicket={onTicket} />
    </article>
  );
}

interface ForecastProps {
  readonly forecast: Forecast;
  readonly language: Language;
}

function ForecastWords({ forecast, language }: ForecastProps): JSX.Element | null {
  const texts = LOBBY_TEXTS[language];
  if (forecast.kind === 'nothing') return null;
  return (
    <>
      <span class="quiet">{forecast.kind === 'range' ? texts.forecast : texts.cannotEstimate}</span>
      {forecast.kind === 'range' ? (
        <strong>{rangeWords(forecast.range, language)}</strong>
      ) : (
        <span>{texts.reasons[forecast.reason]}</span>
      )}
    </>
  );
}

function Tickets({ queue: { key, rows }, cap, language, onTicket }: QueueProps): JSX.Element | null {
  const texts = LOBBY_TEXTS[language];
  const [all, setAll] = useState(false);
  const { shown, hidden } = all ? { shown: rows, hidden: 0 } : capped(rows, cap);
  if (rows.length === 0) return null;
  return (
    <ul class="tickets">
      {shown.map(({ ticket, waitMs, urgency }) => (
        <Ticket
          key={ticket}
          ticket={ticket}
          wait={formatDuration(waitMs)}
          urgency={urgency}
          language={language}
          onTicket={onTicket}
        />
      ))}
      {rows.length > cap ? (
        <li>
          <button
            type="button"
            class="more"
            data-testid={`more-${key}`}
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all ? texts.showFewer : texts.morePeople(hidden)}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

interface TicketProps {
  readonly ticket: string;
  readonly wait: string;
  readonly urgency: Urgency;
  readonly language: Language;
  readonly onTicket: (ticket: string) => void;
}

const URGENCY_MARKS: Readonly<Record<Urgency, string>> = { ok: '', near: '◆ ', over: '▲ ' };

/** Drawn anew only when what it says has changed. */
function Ticket({ ticket, wait, urgency, language, onTicket }: TicketProps): JSX.Element {
  return useMemo(
    () => (
      <li data-testid="ticket-row" data-ticket={ticket} data-urgency={urgency}>
        <button type="button" class="ticket" onClick={() => onTicket(ticket)}>
          <strong>{ticket}</strong>
          <span class="ticket-wait">{wait}</span>
          <span class={urgency === 'ok' ? 'visually-hidden' : 'ticket-urgency'}>
            {URGENCY_MARKS[urgency]}
            {LOBBY_TEXTS[language].urgency[urgency]}
          </span>
        </button>
      </li>
    ),
    [ticket, wait, urgency, language, onTicket],
  );
}
