import type { JSX } from 'preact';
import type { Language } from '../shared/language.ts';
import { formatDuration, wholeMinutes } from '../shared/format.ts';
import type { QueueCard, TicketRow } from './board.ts';
import type { LOBBY_TEXTS } from './texts.ts';

type Texts = (typeof LOBBY_TEXTS)[Language];

export function Queues({
  queues,
  texts,
}: {
  readonly queues: readonly QueueCard[];
  readonly texts: Texts;
}): JSX.Element {
  return (
    <section class="queues">
      <h2>{texts.queues}</h2>
      {queues.map((queue) => (
        <Queue key={queue.key} queue={queue} texts={texts} />
      ))}
      {queues.length === 0 ? <p class="card quiet">{texts.nobody}</p> : null}
    </section>
  );
}

function Queue({ queue, texts }: { readonly queue: QueueCard; readonly texts: Texts }): JSX.Element {
  const { targetMs } = queue;
  return (
    <article class="card queue" data-testid={`queue-${queue.key}`} data-urgency={queue.urgency}>
      <header>
        <h3>
          <span>{queue.service}</span>
          <span>{queue.className}</span>
        </h3>
        <p>
          <strong>{texts.people(queue.rows.length)}</strong>
          {targetMs === null ? null : <span class="quiet">{texts.target(wholeMinutes(targetMs))}</span>}
        </p>
      </header>
      {queue.rows.length === 0 ? (
        <p class="quiet">{texts.nobody}</p>
      ) : (
        <ul class="tickets">
          {queue.rows.map((row) => (
            <Ticket key={row.ticket} row={row} texts={texts} />
          ))}
        </ul>
      )}
    </article>
  );
}

function Ticket({ row, texts }: { readonly row: TicketRow; readonly texts: Texts }): JSX.Element {
  return (
    <li class="ticket" data-testid="ticket-row" data-ticket={row.ticket} data-urgency={row.urgency}>
      <strong>{row.ticket}</strong>
      <span class="ticket-wait">{formatDuration(row.waitMs)}</span>
      <span class="ticket-urgency">{texts.urgency[row.urgency]}</span>
    </li>
  );
}
