import type { JSX } from 'preact';
import type { Language } from '../shared/language.ts';
import { Bilingual, Both } from './bilingual.tsx';
import type { Call, DisplayBoard } from './board.ts';
import { sizeOf } from './text-size.ts';

/** Up to which width a text is written large, and up to which in middle size. */
const TICKET = { large: 5, middle: 8 };
const HERO_COUNTER = { large: 10, middle: 20 };
const EARLIER_COUNTER = { large: 9, middle: 12 };

interface CallsProps {
  readonly board: DisplayBoard;
  readonly first: Language;
  /** Ticket being announced, null while it is quiet. */
  readonly speaking: string | null;
}

export function Calls({ board, first, speaking }: CallsProps): JSX.Element {
  const { now, earlier } = board;
  return (
    <section class="calls">
      <div class="hero" data-testid="now-serving" data-fresh={now?.fresh ?? false}>
        <h2>
          <Both name="nowServing" first={first} />
          {now?.again === true ? (
            <span class="again">
              <Both name="again" first={first} />
            </span>
          ) : null}
          {now !== null && now.ticket === speaking ? <Speaker /> : null}
        </h2>
        <div class="hero-body" aria-live="polite">
          {now === null ? <Nothing board={board} first={first} /> : <Newest call={now} first={first} />}
        </div>
      </div>
      {earlier.length === 0 ? null : (
        <div class="earlier">
          <h2>
            <Both name="earlier" first={first} />
          </h2>
          <ol>
            {earlier.map((call) => (
              <li key={call.ticket} data-testid="earlier-call" data-fresh={call.fresh}>
                <strong data-size={sizeOf(call.ticket, TICKET)}>{call.ticket}</strong>
                <Arrow />
                <span class="earlier-counter" data-size={sizeOf(call.counter[first], EARLIER_COUNTER)}>
                  <Bilingual text={call.counter} first={first} />
                </span>
                {call.ticket === speaking ? <Speaker /> : null}
              </li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

function Newest({ call, first }: { readonly call: Call; readonly first: Language }): JSX.Element {
  return (
    <div class="newest" key={call.ticket}>
      <strong class="hero-ticket" data-size={sizeOf(call.ticket, TICKET)}>
        {call.ticket}
      </strong>
      <span class="hero-go">
        <Arrow />
        <Both name="goTo" first={first} />
      </span>
      <strong class="hero-counter" data-size={sizeOf(call.counter[first], HERO_COUNTER)}>
        <Bilingual text={call.counter} first={first} />
      </strong>
    </div>
  );
}

function Nothing({ board, first }: { readonly board: DisplayBoard; readonly first: Language }): JSX.Element {
  return (
    <p class="hero-nothing">
      <Both name={board.isClosed ? 'closed' : 'noCalls'} first={first} />
    </p>
  );
}

function Arrow(): JSX.Element {
  return (
    <svg class="arrow" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 12h16M13 5l7 7-7 7" fill="none" stroke="currentColor" stroke-width="3" />
    </svg>
  );
}

function Speaker(): JSX.Element {
  return (
    <svg class="speaker" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 9v6h4l5 5V4L8 9z" fill="currentColor" />
      <path d="M16 8.5a5 5 0 0 1 0 7M18.5 5.5a9 9 0 0 1 0 13" fill="none" stroke="currentColor" stroke-width="2" />
    </svg>
  );
}
