import type { JSX } from 'preact';
import { rangeWords } from '../shared/estimate-range.ts';
import type { Language } from '../shared/language.ts';
import { Bilingual, Both } from './bilingual.tsx';
import type { DisplayBoard, QueueRow } from './board.ts';
import { pageOf } from './rotation.ts';
import { DISPLAY_TEXTS } from './texts.ts';

interface WaitsProps {
  readonly board: DisplayBoard;
  readonly first: Language;
  readonly now: number;
  /** As many services as have room at once. */
  readonly most: number;
}

export function Waits({ board, first, now, most }: WaitsProps): JSX.Element {
  const { items, index, pages, rows } = pageOf(board.queues, most, now);
  return (
    <section class="waits">
      <h2>
        <Both name="waits" first={first} />
        <span class="waits-total">
          <Both name="waiting" first={first} />{' '}
          <strong data-testid="waiting-count">{people(board.waiting, first)}</strong>
        </span>
      </h2>
      <ul data-rows={rows}>
        {items.map((queue) => (
          <Row key={queue.id} queue={queue} first={first} />
        ))}
      </ul>
      {pages === 1 ? null : (
        <p class="waits-page">
          {index + 1} / {pages}
        </p>
      )}
    </section>
  );
}

function Row({ queue, first }: { readonly queue: QueueRow; readonly first: Language }): JSX.Element {
  return (
    <li>
      <div class="wait-service">
        <Bilingual text={queue.service} first={first} />
      </div>
      <div class="wait-time" data-testid={`estimate-${queue.id}`} data-known={queue.range !== null}>
        <Bilingual text={{ zh: waitWords(queue, 'zh'), en: waitWords(queue, 'en') }} first={first} />
      </div>
      <div class="wait-people" data-testid={`waiting-${queue.id}`}>
        {people(queue.waiting, first)}
      </div>
    </li>
  );
}

function waitWords({ range, reason }: QueueRow, language: Language): string {
  const { about, noEstimate } = DISPLAY_TEXTS[language];
  if (range === null) return noEstimate[reason ?? 'unknown'];
  return range.from === 0 ? rangeWords(range, language) : about(rangeWords(range, language));
}

function people(count: number, language: Language): string {
  return DISPLAY_TEXTS[language].people(count);
}
