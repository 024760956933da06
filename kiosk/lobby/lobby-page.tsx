import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import { agentNow, isStale } from '../live/stream-state.ts';
import { useStream } from '../live/use-stream.ts';
import { homeLanguage, useLanguage } from '../shared/language.ts';
import type { Language, LanguageChoice } from '../shared/language.ts';
import { useHeartbeat } from '../shared/use-heartbeat.ts';
import { useHall } from '../shared/use-hall.ts';
import { useNow } from '../shared/use-now.ts';
import { accuracyWords } from './accuracy.ts';
import { Advice } from './advice.tsx';
import { alertWords } from './alert-words.ts';
import { Alerts } from './alerts.tsx';
import { dayNotice, lobbyBoard } from './board.ts';
import type { DayNotice } from './board.ts';
import { Counters } from './counters.tsx';
import { Figures } from './figures.tsx';
import { Head } from './head.tsx';
import { Health } from './health.tsx';
import { loadPreferences, savePreferences } from './preferences.ts';
import { Queues } from './queues.tsx';
import { Ratings } from './ratings.tsx';
import { SearchSheet } from './search.tsx';
import { LOBBY_TEXTS } from './texts.ts';
import { useAcknowledgements } from './use-acknowledgements.ts';
import { useAlarm } from './use-alarm.ts';
import { useObstacle } from './use-obstacle.ts';
import { useSearch } from './use-search.ts';

export function LobbyPage({ clock }: { readonly clock: Clock }): JSX.Element {
  const hall = useHall(clock);
  const stream = useStream(clock);
  const obstacle = useObstacle(clock, stream);
  const choice = useLanguage(homeLanguage(location.search));
  const pageNow = useNow(clock, 1_000);
  useHeartbeat(clock, 'lobby', 'lobby');
  const texts = LOBBY_TEXTS[choice.language];
  if (hall === null || stream.view === null) {
    return (
      <main class="notice" data-testid="connecting" data-obstacle={obstacle ?? 'none'}>
        <h1>{texts.connecting}</h1>
        <p role="status">{obstacle === null ? '' : texts.obstacles[obstacle]}</p>
      </main>
    );
  }
  return (
    <Board
      clock={clock}
      hall={hall}
      view={stream.view}
      choice={choice}
      now={agentNow(stream, pageNow)}
      stale={isStale(stream, pageNow)}
    />
  );
}

interface BoardProps {
  readonly clock: Clock;
  readonly hall: HallConfig;
  readonly view: LobbyView;
  readonly choice: LanguageChoice;
  readonly now: number;
  readonly stale: boolean;
}

function Board({ clock, hall, view, choice, now, stale }: BoardProps): JSX.Element {
  const [preferences, setPreferences] = useState(() => loadPreferences(localStorage, location.search));
  const { language } = choice;
  const { search, find, close } = useSearch(clock);
  const alarm = useAlarm(clock, view.alerts, preferences.sound);
  const acknowledgements = useAcknowledgements(clock, view.alerts);
  useEffect(() => {
    savePreferences(localStorage, preferences);
    document.documentElement.dataset['print'] = preferences.largePrint ? 'large' : 'normal';
  }, [preferences]);
  const board = lobbyBoard(view, hall, { now, language });
  const { names } = board;
  const notice = dayNotice(view, hall, now);
  const shared = { names, timeZone: hall.timeZone, language };
  const openAlerts = view.alerts.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  return (
    <div class="lobby-frame" data-stale={stale}>
      <Head
        hall={hall}
        choice={choice}
        now={now}
        stale={stale}
        openAlerts={openAlerts.length}
        sound={alarm.sound}
        onSound={() => {
          if (!preferences.sound) alarm.tryOut();
          setPreferences({ ...preferences, sound: !preferences.sound });
        }}
        largePrint={preferences.largePrint}
        onLargePrint={() => setPreferences({ ...preferences, largePrint: !preferences.largePrint })}
        onSearch={find}
      />
      <p class="visually-hidden" aria-live="polite" data-testid="new-alert">
        {alarm.fresh.map((alert) => LOBBY_TEXTS[language].newAlert(alertWords(alert, names, language).title)).join(' ')}
      </p>
      <main class="lobby-main">
        <DayLine notice={notice} date={view.live.date} language={language} />
        <Figures board={board} view={view} hall={hall} ofToday={notice !== 'other-day'} language={language} />
        <Advice view={view} closed={notice !== null} names={names} language={language} />
        <div class="lobby-side">
          <Alerts {...shared} alerts={view.alerts} now={now} acknowledgements={acknowledgements} />
          <Counters counters={board.counters} openCounters={board.openCounters} language={language} />
          <Health view={view} timeZone={hall.timeZone} texts={LOBBY_TEXTS[language]} />
        </div>
        <Queues
          queues={board.queues}
          accuracy={accuracyWords(view.accuracy, language)}
          language={language}
          onTicket={find}
        />
        <Ratings ratings={view.ratings} hall={hall} names={names} language={language} />
      </main>
      <SearchSheet {...shared} search={search} onFind={find} onClose={close} />
    </div>
  );
}

interface DayLineProps {
  readonly notice: DayNotice;
  readonly date: string;
  readonly language: Language;
}

function DayLine({ notice, date, language }: DayLineProps): JSX.Element | null {
  if (notice === null) return null;
  return (
    <p class="banner day-line" data-testid="day-notice">
      {LOBBY_TEXTS[language].dayNotices[notice](date)}
    </p>
  );
}
