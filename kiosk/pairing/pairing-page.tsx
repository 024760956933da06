import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { PairedScreens, PairingCode, ScreenRole } from '#contract/screens.ts';
import { formatDuration } from '../shared/format.ts';
import { homeLanguage, useLanguage, type Language } from '../shared/language.ts';
import { LanguageSwitch } from '../shared/language-switch.tsx';
import { useNow } from '../shared/use-now.ts';
import { askForCode } from './api.ts';
import { newcomers, spaced } from './code-entry.ts';
import { ScreenTable } from './screen-table.tsx';
import { errorText, PAIRING_TEXTS } from './texts.ts';
import { useScreens } from './use-screens.ts';

type Screens = PairedScreens['screens'];

/** An open code, and who was paired before it was made. */
interface Offer {
  readonly code: PairingCode;
  readonly before: Screens;
}

/** On the branch PC: lets screens in and shuts them out. */
export function PairingPage({ clock }: { readonly clock: Clock }): JSX.Element {
  const choice = useLanguage(homeLanguage(location.search));
  const texts = PAIRING_TEXTS[choice.language];
  const { list, failure, refresh } = useScreens(clock);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const screens = list?.screens ?? [];
  const make = async (role: ScreenRole): Promise<void> => {
    const answer = await askForCode(role);
    setRefusal(answer.ok ? null : answer.code);
    if (answer.ok) setOffer({ code: answer.body, before: screens });
  };
  const shown = failure ?? refusal;
  return (
    <main class="pairing">
      <header class="pairing-head">
        <h1>{texts.title}</h1>
        <LanguageSwitch choice={choice} />
      </header>
      <div role="alert">
        {shown === null ? null : (
          <p class="banner" data-tone="over">
            {errorText(shown, texts)}
          </p>
        )}
      </div>
      <section class="card" aria-labelledby="add">
        <h2 id="add">{texts.add}</h2>
        <p class="quiet">{texts.addHint}</p>
        {list !== null && list.addresses.length === 0 ? (
          <p class="banner" data-tone="near" data-testid="local-only">
            {texts.localOnly}
          </p>
        ) : null}
        <Roles language={choice.language} chosen={offer?.code.role ?? null} make={(role) => void make(role)} />
        {offer === null ? null : (
          <OpenCode
            offer={offer}
            addresses={list?.addresses ?? []}
            screens={screens}
            clock={clock}
            language={choice.language}
          />
        )}
      </section>
      <ScreenTable screens={screens} language={choice.language} refresh={refresh} onFailure={setRefusal} />
    </main>
  );
}

const ROLES: readonly ScreenRole[] = ['kiosk', 'display', 'lobby'];

interface RolesProps {
  readonly language: Language;
  readonly chosen: ScreenRole | null;
  readonly make: (role: ScreenRole) => void;
}

function Roles({ language, chosen, make }: RolesProps): JSX.Element {
  const texts = PAIRING_TEXTS[language];
  return (
    <ul class="roles">
      {ROLES.map((role) => (
        <li key={role}>
          <button
            type="button"
            class="button role"
            aria-pressed={chosen === role}
            data-testid={`role-${role}`}
            onClick={() => make(role)}
          >
            <strong>{texts.roles[role].name}</strong>
            <span>{texts.roles[role].purpose}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface OpenCodeProps {
  readonly offer: Offer;
  readonly addresses: readonly string[];
  readonly screens: Screens;
  readonly clock: Clock;
  readonly language: Language;
}

function OpenCode({ offer, addresses, screens, clock, language }: OpenCodeProps): JSX.Element {
  const texts = PAIRING_TEXTS[language];
  const now = useNow(clock, 1_000);
  const { code, role, expiresAt } = offer.code;
  const roleName = texts.roles[role].name;
  const arrived = newcomers(offer.before, screens).find((screen) => screen.role === role);
  if (arrived !== undefined) {
    return (
      <p class="banner arrived" role="status" data-testid="arrived">
        ✓ {texts.arrived(arrived.name, roleName)}
      </p>
    );
  }
  if (now >= expiresAt) return <p role="status">{texts.expired}</p>;
  return (
    <ol class="steps">
      {addresses.length === 0 ? null : (
        <li>
          <p>{texts.stepOpen}</p>
          {addresses.map((address) => (
            <code key={address}>{address}</code>
          ))}
        </li>
      )}
      <li>
        <p>{texts.stepEnter}</p>
        <output class="open-code" aria-label={texts.codeFor(roleName)} data-testid="open-code">
          {spaced(code)}
        </output>
        <p class="quiet">{texts.valid(formatDuration(expiresAt - now))}</p>
      </li>
    </ol>
  );
}
