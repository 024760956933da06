import type { JSX } from 'preact';
import { formatDuration } from '../shared/format.ts';
import type { Language } from '../shared/language.ts';
import { isCompact, shortNames } from './counter-cards.ts';
import type { CounterCard } from './counter-cards.ts';
import { LOBBY_TEXTS } from './texts.ts';

interface CountersProps {
  readonly counters: readonly CounterCard[];
  readonly openCounters: number;
  readonly language: Language;
}

/** A few counters as rows; many as a grid, with those that are closed as a line of names at its end. */
export function Counters({ counters, openCounters, language }: CountersProps): JSX.Element {
  const texts = LOBBY_TEXTS[language];
  const compact = isCompact(counters);
  const closed = compact ? counters.filter(({ state }) => state === 'closed') : [];
  const names = compact ? shortNames(counters) : null;
  const drawn = compact ? counters.filter(({ state }) => state !== 'closed') : counters;
  return (
    <section class="card counters-card">
      <header>
        <h2>{texts.counters}</h2>
        <p class="quiet">
          {texts.openCounters} {openCounters}/{counters.length}
        </p>
      </header>
      <ul class="counters" data-compact={compact}>
        {drawn.map((counter) => (
          <Counter
            key={counter.id}
            counter={counter}
            shown={names?.get(counter.id) ?? counter.name}
            language={language}
          />
        ))}
      </ul>
      {closed.length === 0 ? null : (
        <div class="closed-counters">
          <span>{texts.counterStates.closed}</span>
          <ul>
            {closed.map(({ id, name }) => (
              <li key={id} data-testid={`counter-${id}`} data-state="closed">
                {names?.get(id) ?? name}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

interface CounterProps {
  readonly counter: CounterCard;
  /** Its name, or as much of it as there is room for. */
  readonly shown: string;
  readonly language: Language;
}

function Counter({ counter, shown, language }: CounterProps): JSX.Element {
  const texts = LOBBY_TEXTS[language];
  const { id, name, state, teller, ticket, forMs, long } = counter;
  return (
    <li class="counter" data-testid={`counter-${id}`} data-state={state} data-long={long}>
      <span class="counter-name">
        {shown === name ? null : <span class="visually-hidden">{name}</span>}
        <strong title={name} aria-hidden={shown !== name}>
          {shown}
        </strong>
        {teller === null ? null : (
          <small title={`${texts.teller} ${teller}`}>
            <span class="visually-hidden">{texts.teller} </span>
            {teller}
          </small>
        )}
      </span>
      <span class="counter-state">{texts.counterStates[state]}</span>
      <strong class="counter-ticket">{ticket ?? ''}</strong>
      <span class="counter-for">{forMs === null || state === 'closed' ? '' : formatDuration(forMs)}</span>
      {long ? <span class="counter-long">▲ {texts.longService}</span> : null}
    </li>
  );
}
