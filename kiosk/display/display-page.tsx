import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { HallConfig } from '#contract/local-api.ts';
import { agentNow, isStale } from '../live/stream-state.ts';
import { useDisplayStream } from '../live/use-stream.ts';
import { isTurnedAway, leaveForPairing } from '../shared/admission.ts';
import { formatTime } from '../shared/format.ts';
import { showLanguage } from '../shared/language.ts';
import type { Language } from '../shared/language.ts';
import { useHeartbeat } from '../shared/use-heartbeat.ts';
import { useHall } from '../shared/use-hall.ts';
import { useNow } from '../shared/use-now.ts';
import { Bilingual, Both } from './bilingual.tsx';
import { displayBoard } from './board.ts';
import { Calls } from './calls.tsx';
import { formatDay } from './day.ts';
import { framesOf } from './rotation.ts';
import type { DisplaySettings } from './settings.ts';
import { Slides } from './slides.tsx';
import { DISPLAY_TEXTS } from './texts.ts';
import { usePortrait } from './use-portrait.ts';
import { useSpeech } from './use-speech.ts';
import { Waits } from './waits.tsx';

/** Services that have room at once. */
const MOST_SERVICES = { landscape: { beside: 3, alone: 6 }, portrait: { beside: 2, alone: 4 } } as const;

interface DisplayPageProps {
  readonly clock: Clock;
  readonly settings: DisplaySettings;
}

/** Nobody touches this screen: both languages are always there, the page's own one large. */
export function DisplayPage({ clock, settings }: DisplayPageProps): JSX.Element {
  const { first } = settings;
  const hall = useHall(clock);
  const stream = useDisplayStream(clock);
  const pageNow = useNow(clock, 1_000);
  const isPortrait = usePortrait();
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
  const { view, failures } = stream;
  const now = agentNow(stream, pageNow);
  const speech = useSpeech({ clock, languages: settings.speech, hall, view, now });
  const frames = useMemo(() => framesOf(view?.slides ?? [], first, broken), [view, first, broken]);
  useEffect(() => showLanguage(first), [first]);
  useScreen(clock, settings.screen, failures);
  if (hall === null || view === null) {
    return (
      <main class="notice">
        <h1>
          <Both name="connecting" first={first} />
        </h1>
      </main>
    );
  }
  const stale = isStale(stream, pageNow);
  const board = displayBoard(view, hall, { now, stale });
  const most = MOST_SERVICES[isPortrait ? 'portrait' : 'landscape'][frames.length === 0 ? 'alone' : 'beside'];
  const onBroken = (url: string): void => setBroken((known) => new Set([...known, url]));
  return (
    <div class="display-frame" data-stale={stale}>
      <Head hall={hall} now={now} first={first} />
      <main>
        <Calls board={board} first={first} speaking={speech.speaking} />
        <Waits board={board} first={first} now={pageNow} most={most} />
        {frames.length === 0 ? null : (
          <Slides frames={frames} label={DISPLAY_TEXTS[first].notices} now={pageNow} onBroken={onBroken} />
        )}
      </main>
      <div role="alert" data-testid="stale">
        {stale ? (
          <p class="stale">
            <Both name="stale" first={first} />
          </p>
        ) : null}
      </div>
      {speech.isBlocked ? (
        <button type="button" class="button open-sound" data-testid="open-sound" onClick={speech.open}>
          <Both name="openSound" first={first} />
        </button>
      ) : null}
    </div>
  );
}

interface HeadProps {
  readonly hall: HallConfig;
  readonly now: number;
  readonly first: Language;
}

function Head({ hall, now, first }: HeadProps): JSX.Element {
  const { name } = hall.branch;
  const day = { zh: formatDay(now, hall.timeZone, 'zh'), en: formatDay(now, hall.timeZone, 'en') };
  return (
    <header>
      <h1>
        <Bilingual text={name} first={first} />
      </h1>
      <p class="today">
        <Bilingual text={day} first={first} />
        <time>{formatTime(now, hall.timeZone)}</time>
      </p>
    </header>
  );
}

/** Keeps the agent informed that this screen lives, and leaves for the pairing page when it is not let in. */
function useScreen(clock: Clock, screen: string, failures: number): void {
  useEffect(() => {
    // A stream that fails does not say why.
    const leave = (answer: Response): void => (isTurnedAway(answer) ? leaveForPairing() : undefined);
    if (failures > 0) fetch('/api/display').then(leave, () => undefined);
  }, [failures]);
  useHeartbeat(clock, 'display', screen);
}
