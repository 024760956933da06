import type { JSX } from 'preact';
import type { HallConfig } from '#contract/local-api.ts';
import { formatTime } from '../shared/format.ts';
import type { LanguageChoice } from '../shared/language.ts';
import { LanguageSwitch } from '../shared/language-switch.tsx';
import type { SoundState } from './alarm.ts';
import { Icon } from './icon.tsx';
import { SearchField } from './search.tsx';
import { LOBBY_TEXTS } from './texts.ts';

interface HeadProps {
  readonly hall: HallConfig;
  readonly choice: LanguageChoice;
  readonly now: number;
  readonly stale: boolean;
  /** Alerts that nobody has acknowledged. */
  readonly openAlerts: number;
  readonly sound: SoundState;
  readonly onSound: () => void;
  readonly largePrint: boolean;
  readonly onLargePrint: () => void;
  readonly onSearch: (typed: string) => void;
}

export function Head(props: HeadProps): JSX.Element {
  const { hall, choice, now, stale, openAlerts, sound, largePrint } = props;
  const texts = LOBBY_TEXTS[choice.language];
  const time = formatTime(now, hall.timeZone, true);
  return (
    <>
      <header class="lobby-head">
        <h1>
          <span class="branch-name">{hall.branch.name[choice.language]}</span> <small>{texts.title}</small>
        </h1>
        <p class="lobby-time">
          {stale ? null : <span class="live-mark">{texts.live}</span>}
          <time>{time}</time>
        </p>
        <p class="alert-count" data-testid="alert-count" data-open={openAlerts > 0}>
          <Icon name="bell" />
          {texts.alertCount(openAlerts)}
        </p>
        <div class="lobby-tools">
          <SearchField language={choice.language} onSearch={props.onSearch} />
          <button
            type="button"
            class="button tool"
            data-testid="sound"
            data-state={sound}
            aria-pressed={sound !== 'off'}
            onClick={props.onSound}
          >
            <Icon name={sound === 'on' ? 'sound-on' : 'sound-off'} />
            {texts.sound[sound]}
          </button>
          <button
            type="button"
            class="button tool"
            data-testid="large-print"
            aria-pressed={largePrint}
            onClick={props.onLargePrint}
          >
            {texts.largePrint}
          </button>
          <LanguageSwitch choice={choice} />
        </div>
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
