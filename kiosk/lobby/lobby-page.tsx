import type { JSX } from 'preact';
import type { Clock } from '#contract/clock.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import { agentNow, isStale } from '../live/stream-state.ts';
import { useStream } from '../live/use-stream.ts';
import { formatDuration, formatShare, formatTime } from '../shared/format.ts';
import { homeLanguage, useLanguage } from '../shared/language.ts';
import type { Language, LanguageChoice } from '../shared/language.ts';
import { LanguageSwitch } from '../shared/language-switch.tsx';
import { useHall } from '../shared/use-hall.ts';
import { useNow } from '../shared/use-now.ts';
import { lobbyBoard } from './board.ts';
import type { LobbyBoard } from './board.ts';
import { Counters } from './counters.tsx';
import { Health } from './health.tsx';
import { Queues } from './queues.tsx';
import { Ratings } from './ratings.tsx';
import { LOBBY_TEXTS } from './texts.ts';

export function LobbyPage({ clock }: { readonly clock: Clock }): JSX.Element {
  const hall = useHall(clock);
  const stream = useStream(clock);
  const choice = useLanguage(homeLanguage(location.search));
  const pageNow = useNow(clock, 1_000);
  const texts = LOBBY_TEXTS[choice.language];
  if (hall === null || stream.view === null) {
    return (
      <main class="notice">
        <h1>{texts.connecting}</h1>
      </main>
    );
  }
  const stale = isStale(stream, pageNow);
  const now = agentNow(stream, pageNow);
  return (
    <div class="lobby-frame" data-stale={stale}>
      <Head hall={hall} choice={choice} now={now} stale={stale} />
      <Board view={stream.view} hall={hall} now={now} language={choice.language} />
    </div>
  );
}

interface HeadProps {
  readonly hall: HallConfig;
  readonly choice: LanguageChoice;
  readonly now: number;
  readonly stale: boolean;
}

function Head({ hall, choice, now, stale }: HeadProps): JSX.Element {
  const texts = LOBBY_TEXTS[choice.language];
  const time = formatTime(now, hall.timeZone, true);
  return (
    <>
      <header class="lobby-head">
        <h1>
          {hall.branch.name[choice.language]} <small>{texts.title}</small>
        </h1>
        <p class="lobby-time">
          {stale ? null : <span class="live-mark">{texts.live}</span>}
          <time>{time}</time>
        </p>
        <LanguageSwitch choice={choice} />
      </header>
      <div role="alert" data-testid="stale">
        {stale ? (
          <p class="stale-banner">
            <strong>⚠ {texts.stale(time)}</strong>
            <span>{texts.staleHint}</span>
          </p>
        ) : null}
      </div>
    </>
  );
}

interface BoardProps {
  readonly view: LobbyView;
  readonly hall: HallConfig;
  readonly now: number;
  readonly language: Language;
}

function Board({ view, hall, now, language }: BoardProps): JSX.Element {
  const board = lobbyBoard(view, hall, { now, language });
  const texts = LOBBY_TEXTS[language];
  return (
    <main class="lobby-main">
      <Figures board={board} view={view} language={language} />
      <Queues queues={board.queues} texts={texts} />
      <div class="lobby-side">
        <Counters counters={board.counters} texts={texts} />
        <Ratings ratings={board.ratings} timeZone={hall.timeZone} texts={texts} />
        <Health view={view} timeZone={hall.timeZone} texts={texts} />
      </div>
    </main>
  );
}

interface FiguresProps {
  readonly board: LobbyBoard;
  readonly view: LobbyView;
  readonly language: Language;
}

function Figures({ board, view, language }: FiguresProps): JSX.Element {
  const texts = LOBBY_TEXTS[language];
  const { today } = view.live;
  const duration = (ms: number | null): string => (ms === null ? texts.none : formatDuration(ms));
  const { longest } = board;
  return (
    <dl class="figures">
      <Figure name={texts.waiting} value={String(board.waiting)} testId="waiting-count" />
      <Figure
        name={texts.longest}
        detail={longest?.ticket ?? ''}
        value={duration(longest?.waitMs ?? null)}
        urgency={longest?.urgency ?? 'ok'}
        testId="longest-wait"
      />
      <Figure
        name={texts.over}
        value={String(board.over)}
        urgency={board.over > 0 ? 'over' : 'ok'}
        testId="over-count"
      />
      <Figure
        name={texts.near}
        value={String(board.near)}
        urgency={board.near > 0 ? 'near' : 'ok'}
        testId="near-count"
      />
      <Figure
        name={texts.openCounters}
        value={`${board.openCounters}/${board.counters.length}`}
        testId="open-counters"
      />
      <Figure name={texts.served} value={String(today.served)} testId="served-count" />
      <Figure name={texts.meanWait} value={duration(today.meanWaitMs)} testId="mean-wait" />
      <Figure name={texts.p90Wait} value={duration(today.p90WaitMs)} testId="p90-wait" />
      <Figure
        name={texts.satisfied}
        detail={`${today.ratings.satisfied}/${today.ratings.given}`}
        value={formatShare(today.ratings.satisfied, today.ratings.given) ?? texts.none}
        testId="satisfied-share"
      />
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly testId: string;
  readonly detail?: string;
  readonly urgency?: 'ok' | 'near' | 'over';
}

function Figure({ name, value, testId, detail = '', urgency = 'ok' }: FigureProps): JSX.Element {
  return (
    <div class="figure" data-urgency={urgency}>
      <dt>
        <span>{name}</span>
        {detail === '' ? null : <span>{detail}</span>}
      </dt>
      <dd data-testid={testId}>{value}</dd>
    </div>
  );
}
