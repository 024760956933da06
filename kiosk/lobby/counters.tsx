import type { JSX } from 'preact';
import type { Language } from '../shared/language.ts';
import { formatDuration } from '../shared/format.ts';
import type { CounterCard } from './board.ts';
import type { LOBBY_TEXTS } from './texts.ts';

type Texts = (typeof LOBBY_TEXTS)[Language];

interface CountersProps {
  readonly counters: readonly CounterCard[];
  readonly texts: Texts;
}

export function Counters({ counters, texts }: CountersProps): JSX.Element {
  return (
    <section class="card">
      <h2>{texts.counters}</h2>
      <ul class="counters">
        {counters.map((counter) => (
          <li key={counter.id} class="counter" data-testid={`counter-${counter.id}`} data-state={counter.state}>
            <span class="counter-name">
              <strong>{counter.name}</strong>
              {counter.teller === null ? null : (
                <small>
                  {texts.teller} {counter.teller}
                </small>
              )}
            </span>
            <span class="counter-state">{texts.counterStates[counter.state]}</span>
            <strong class="counter-ticket">{counter.ticket ?? ''}</strong>
            <span class="counter-for">{counter.forMs === null ? '' : formatDuration(counter.forMs)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
