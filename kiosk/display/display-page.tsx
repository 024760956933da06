import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { LocalizedText } from '#contract/ids.ts';
import type { HallConfig } from '#contract/local-api.ts';
import { agentNow, isStale } from '../live/stream-state.ts';
import { useStream } from '../live/use-stream.ts';
import { formatTime } from '../shared/format.ts';
import { homeLanguage } from '../shared/language.ts';
import type { Language } from '../shared/language.ts';
import { useHall } from '../shared/use-hall.ts';
import { useNow } from '../shared/use-now.ts';
import { displayBoard } from './board.ts';
import type { Call, DisplayBoard } from './board.ts';
import { DISPLAY_TEXTS } from './texts.ts';

/** Nobody touches this screen: both languages are always there, the page's own one large. */
export function DisplayPage({ clock }: { readonly clock: Clock }): JSX.Element {
  const hall = useHall(clock);
  const stream = useStream(clock);
  const pageNow = useNow(clock, 1_000);
  const first = homeLanguage(location.search);
  useEffect(() => {
    document.documentElement.lang = first === 'zh' ? 'zh-CN' : 'en';
  }, [first]);
  if (hall === null || stream.view === null) {
    return (
      <main class="notice">
        <h1>
          <Both name="connecting" first={first} />
        </h1>
      </main>
    );
  }
  const now = agentNow(stream, pageNow);
  const stale = isStale(stream, pageNow);
  const board = displayBoard(stream.view, hall, now);
  return (
    <div class="display-frame" data-stale={stale}>
      <header class="display-head">
        <h1>
          <Bilingual text={hall.branch.name} first={first} />
        </h1>
        <time>{formatTime(now, hall.timeZone)}</time>
      </header>
      <main class="display-main">
        <Calls board={board} first={first} />
        <Waiting board={board} hall={hall} first={first} />
      </main>
      <div role="alert" data-testid="stale">
        {stale ? (
          <p class="display-stale">
            ⚠ <Both name="stale" first={first} />
          </p>
        ) : null}
      </div>
    </div>
  );
}

interface CallsProps {
  readonly board: DisplayBoard;
  readonly first: Language;
}

function Calls({ board, first }: CallsProps): JSX.Element {
  return (
    <section class="calls">
      <h2>
        <Both name="nowServing" first={first} />
      </h2>
      <div class="now" data-testid="now-serving" aria-live="polite">
        {board.now === null ? <Both name="noCalls" first={first} /> : <NowServing call={board.now} first={first} />}
      </div>
      {board.earlier.length === 0 ? null : (
        <h2 class="earlier-title">
          <Both name="earlier" first={first} />
        </h2>
      )}
      <ol class="earlier">
        {board.earlier.map((call, index) => (
          <li key={`${call.ticket}-${index}`} data-testid="earlier-call">
            <strong>{call.ticket}</strong>
            <Bilingual text={call.counter} first={first} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function NowServing({ call, first }: { readonly call: Call; readonly first: Language }): JSX.Element {
  return (
    <div class="now-call" data-fresh={call.fresh} key={call.ticket}>
      <strong class="now-ticket">{call.ticket}</strong>
      <span class="now-go">
        <Both name="goTo" first={first} />
      </span>
      <strong class="now-counter">
        <Bilingual text={call.counter} first={first} />
      </strong>
    </div>
  );
}

interface WaitingProps extends CallsProps {
  readonly hall: HallConfig;
}

function Waiting({ board, first }: WaitingProps): JSX.Element {
  const { people } = DISPLAY_TEXTS[first];
  return (
    <section class="display-waiting">
      <h2>
        <Both name="waiting" first={first} />
      </h2>
      <p class="waiting-total" data-testid="waiting-count">
        {people(board.waiting)}
      </p>
      <ul>
        {board.queues.map(({ id, service, waiting }) => (
          <li key={id} data-testid={`waiting-${id}`}>
            <Bilingual text={service} first={first} />
            <strong>{people(waiting)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

type PlainText = {
  [K in keyof (typeof DISPLAY_TEXTS)['zh']]: (typeof DISPLAY_TEXTS)['zh'][K] extends string ? K : never;
}[keyof (typeof DISPLAY_TEXTS)['zh']];

function Both({ name, first }: { readonly name: PlainText; readonly first: Language }): JSX.Element {
  return <Bilingual text={{ zh: DISPLAY_TEXTS.zh[name], en: DISPLAY_TEXTS.en[name] }} first={first} />;
}

function Bilingual({ text, first }: { readonly text: LocalizedText; readonly first: Language }): JSX.Element {
  const second: Language = first === 'zh' ? 'en' : 'zh';
  return (
    <span class="both">
      <span lang={first}>{text[first]}</span>
      {text[second] === text[first] ? null : <small lang={second}>{text[second]}</small>}
    </span>
  );
}
