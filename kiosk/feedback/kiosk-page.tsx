import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { HallConfig } from '#contract/local-api.ts';
import { leaveForPairing } from '../shared/admission.ts';
import { homeLanguage, showLanguage, useLanguage } from '../shared/language.ts';
import { useHall } from '../shared/use-hall.ts';
import { warningNotes } from '../voice/notes.ts';
import type { Sound } from '../voice/sound.ts';
import type { Voice } from '../voice/voice.ts';
import { httpSend, sendHeartbeat } from './agent.ts';
import { comfortAtStart, useComfort } from './comfort.ts';
import { Delivery } from './delivery.ts';
import { readSettings, writeSettings } from './device-settings.ts';
import type { DeviceSettings } from './device-settings.ts';
import { browserJobStore } from './job-store.ts';
import type { KioskKit } from './kit.ts';
import { lockDown } from './lockdown.ts';
import { RatingScreen } from './rating-screen.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { kioskSetup } from './setup.ts';
import { SurveyScreen } from './survey-screen.tsx';
import { FEEDBACK_TEXTS } from './texts.ts';
import { keepUp, MOST_JITTER_MINUTES, nightReloadDue } from './upkeep.ts';

export interface KioskPageProps {
  /** Steady: never jumps. */
  readonly clock: Clock;
  /** Epoch ms. */
  readonly wallNow: () => number;
  readonly sound: Sound;
  readonly voice: Voice;
}

export function KioskPage(props: KioskPageProps): JSX.Element {
  const hall = useHall(props.clock);
  const delivery = useDelivery(props);
  useEffect(lockDown, []);
  const home = homeLanguage(location.search);
  useEffect(() => showLanguage(home), [home]);
  const texts = FEEDBACK_TEXTS[home];
  if (hall === null) {
    return (
      <main class="notice">
        <h1>{texts.connecting}</h1>
        <small>{texts.connectingHint}</small>
      </main>
    );
  }
  return <Kiosk {...props} hall={hall} delivery={delivery} />;
}

interface KioskProps extends KioskPageProps {
  readonly hall: HallConfig;
  readonly delivery: Delivery;
}

function Kiosk({ clock, wallNow, sound, voice, hall, delivery }: KioskProps): JSX.Element {
  const [settings, setSettings] = useState(() => readSettings(localStorage));
  const [settingsOpen, setSettingsOpen] = useState(false);
  const setup = useMemo(() => kioskSetup(location.search, settings, hall), [settings, hall]);
  const choice = useComfort(comfortAtStart(hall.kiosk, settings), useLanguage(homeLanguage(location.search)));
  const occupied = useRef(false);
  useUpkeep({ clock, wallNow, hall, delivery, screen: setup.screen, vacant: () => !occupied.current && !settingsOpen });
  const kit: KioskKit = {
    clock,
    wallNow,
    hall,
    setup,
    choice,
    texts: FEEDBACK_TEXTS[choice.language],
    delivery,
    voice,
    offersVoice: hall.kiosk.voice && settings.voice,
    warn: () => void sound.chime(warningNotes(settings.volume)),
    openSettings: () => setSettingsOpen(true),
    onOccupied: (now) => (occupied.current = now),
  };
  function save(changed: DeviceSettings): void {
    writeSettings(localStorage, changed);
    setSettings(changed);
  }
  return (
    <>
      {setup.survey === null ? (
        <RatingScreen kit={kit} />
      ) : (
        <SurveyScreen key={`${setup.survey.id}.${setup.survey.version}`} kit={kit} survey={setup.survey} />
      )}
      {settingsOpen ? (
        <SettingsDialog
          clock={clock}
          hall={hall}
          language={choice.language}
          settings={settings}
          delivery={delivery}
          onSave={save}
          onReload={() => location.reload()}
          onClose={() => setSettingsOpen(false)}
        />
      ) : null}
    </>
  );
}

/** One delivery for the life of the page; the page is drawn again when its progress changes. */
function useDelivery({ clock, wallNow }: KioskPageProps): Delivery {
  const [, setChanges] = useState(0);
  const delivery = useMemo(
    () =>
      new Delivery({
        store: browserJobStore(localStorage),
        send: httpSend(clock),
        clock,
        wallNow,
        random: Math.random,
        onChange: () => setChanges((changes) => changes + 1),
      }),
    [clock],
  );
  useEffect(() => () => delivery.stop(), [delivery]);
  return delivery;
}

interface UpkeepProps extends Omit<KioskProps, 'voice' | 'sound'> {
  readonly screen: string;
  readonly vacant: () => boolean;
}

function useUpkeep(props: UpkeepProps): void {
  const latest = useRef(props);
  latest.current = props;
  const { clock } = props;
  useEffect(() => {
    const began = clock.now();
    const jitterMinutes = Math.floor(Math.random() * MOST_JITTER_MINUTES);
    return keepUp({
      clock,
      beat: (request) => sendHeartbeat(clock, request),
      report() {
        const { screen, delivery } = latest.current;
        return { screen, role: 'kiosk', pending: delivery.pending(), refused: delivery.refused() };
      },
      nightDue() {
        const { hall, wallNow } = latest.current;
        const upMs = clock.now() - began;
        const { timeZone, kiosk } = hall;
        return nightReloadDue({ wallNow: wallNow(), timeZone, reloadAt: kiosk.reloadAt, jitterMinutes, upMs });
      },
      vacant: () => latest.current.vacant(),
      delivered: () => latest.current.delivery.pending() === 0,
      reload: () => location.reload(),
      leave: leaveForPairing,
    });
  }, [clock]);
}
