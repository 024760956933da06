import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PairedScreens } from '#contract/screens.ts';
import { LANGUAGES, type Language } from '../shared/language.ts';
import { shutOut } from './api.ts';
import { PAIRING_TEXTS } from './texts.ts';

type Screens = PairedScreens['screens'];

interface ScreenTableProps {
  readonly screens: Screens;
  readonly language: Language;
  readonly refresh: () => void;
  /** Null: the last removal worked. */
  readonly onFailure: (code: string | null) => void;
}

/** Who is let in, and the way out. */
export function ScreenTable({ screens, language, refresh, onFailure }: ScreenTableProps): JSX.Element {
  const texts = PAIRING_TEXTS[language];
  const remove = async (id: string): Promise<void> => {
    const answer = await shutOut(id);
    // Somebody else may have been faster.
    onFailure(answer.ok || answer.code === 'unknown-screen' ? null : answer.code);
    refresh();
  };
  return (
    <section class="card" aria-labelledby="screens">
      <h2 id="screens">{texts.screens}</h2>
      {screens.length === 0 ? <p class="quiet">{texts.none}</p> : null}
      <ul class="screens">
        {screens.map((screen) => (
          <Row key={screen.id} screen={screen} language={language} remove={() => void remove(screen.id)} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly screen: Screens[number];
  readonly language: Language;
  readonly remove: () => void;
}

function Row({ screen, language, remove }: RowProps): JSX.Element {
  const texts = PAIRING_TEXTS[language];
  const [isAsked, setAsked] = useState(false);
  const { name, role, pairedAt, lastSeenAt } = screen;
  const time = (at: number): string => formatMoment(at, LANGUAGES[language].tag);
  return (
    <li data-testid="screen" data-role={role}>
      <div class="screen-what">
        <strong>{name}</strong>
        <span class="tag" data-tone="info">
          {texts.roles[role].name}
        </span>
        <small class="quiet">
          {texts.pairedAt(time(pairedAt))} · {lastSeenAt === null ? texts.neverSeen : texts.lastSeen(time(lastSeenAt))}
        </small>
      </div>
      {isAsked ? (
        <div class="screen-sure">
          <button type="button" class="button danger" data-testid="remove-sure" onClick={remove}>
            {texts.removeSure}
          </button>
          <button type="button" class="button" data-kind="quiet" onClick={() => setAsked(false)}>
            {texts.keep}
          </button>
        </div>
      ) : (
        <button
          type="button"
          class="button"
          aria-label={texts.removeNamed(name)}
          data-testid="remove"
          onClick={() => setAsked(true)}
        >
          {texts.remove}
        </button>
      )}
    </li>
  );
}

/** Date and time of the PC on which this page is: the branch's own. */
function formatMoment(at: number, tag: string): string {
  return new Intl.DateTimeFormat(tag, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
