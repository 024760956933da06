import type { JSX } from 'preact';
import type { LocalizedText } from '#contract/ids.ts';
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
    <section class="waits" data-room={roomOf(rows, most)}>
      <h2>
        <Both name="waits" first={first} />
        {pages === 1 ? null : (
          <span class="waits-page">
            {index + 1}/{pages}
          </span>
        )}
        <span class="waits-total" data-testid="waiting-count">
          <People count={board.waiting} first={first} />
        </span>
      </h2>
      <ul>
        {items.map((queue) => (
          <Row key={queue.id} queue={queue} first={first} />
        ))}
        {/* The last page keeps the height of the others. */}
        {Array.from({ length: rows - items.length }, (_, place) => (
          <li key={place} aria-hidden="true" />
        ))}
      </ul>
    </section>
  );
}

/** What few services do with a column that has room for many: four are written larger, fewer stand in tall rows. */
function roomOf(rows: number, most: number): 'none' | 'some' | 'much' {
  if (most <= 4 || rows > 4) return 'none';
  return rows === 4 ? 'some' : 'much';
}

function Row({ queue, first }: { readonly queue: QueueRow; readonly first: Language }): JSX.Element {
  return (
    <li>
      <div class="wait-service">
        <Bilingual text={queue.service} first={first} />
      </div>
      <div class="wait-people" data-testid={`waiting-${queue.id}`}>
        <People count={queue.waiting} first={first} />
      </div>
      <div class="wait-time" data-testid={`estimate-${queue.id}`} data-known={queue.range !== null}>
        <Bilingual text={waitWords(queue, first)} first={first} />
      </div>
    </li>
  );
}

function waitWords({ range, reason }: QueueRow, first: Language): LocalizedText {
  const words = (language: Language): string => {
    const { about, noEstimate } = DISPLAY_TEXTS[language];
    if (range === null) return noEstimate[reason ?? 'unknown'];
    const minutes = rangeWords(range, language);
    // The second language, small beside the first, has room for the figures only.
    return range.from === 0 || language !== first ? minutes : about(minutes);
  };
  return { zh: words('zh'), en: words('en') };
}

function People({ count, first }: { readonly count: number; readonly first: Language }): JSX.Element {
  const { people, waiting } = DISPLAY_TEXTS[first];
  return (
    <span>
      <svg class="person" viewBox="0 0 20 24" role="img" aria-label={waiting}>
        <path d="M10 1a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM1 24c0-7 4-11 9-11s9 4 9 11z" fill="currentColor" />
      </svg>
      {people(count)}
    </span>
  );
}
