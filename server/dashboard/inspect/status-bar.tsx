import type { JSX } from 'preact';
import type { Language } from '../shell/language.ts';
import type { Phone, PhoneState } from './phone.ts';
import { TEXTS } from './texts.ts';

interface StatusBarProps {
  readonly phone: Phone;
  readonly state: PhoneState;
  readonly language: Language;
}

/** Whether there is a line, and what to do when something keeps answers on the phone. */
export function StatusBar({ phone, state, language }: StatusBarProps): JSX.Element {
  const texts = TEXTS[language];
  const { line, isSending, isFull, hasOthers } = state;
  return (
    <section class="status">
      <p role="status" data-testid="line" data-line={line}>
        <span class="tag" data-tone={line === 'online' ? 'ok' : 'near'}>
          {line === 'online' ? '●' : '▲'} {isSending && line === 'online' ? texts.sending : texts.line[line]}
        </span>
      </p>
      {line === 'offline' ? <Again phone={phone} label={texts.again} /> : null}
      {isFull ? (
        <p class="banner" data-tone="over" role="alert">
          {texts.full}
        </p>
      ) : null}
      {line === 'signed-out' ? (
        <div class="banner" data-tone="near" role="alert" data-testid="signed-out">
          <a class="button" href="/" target="_blank" rel="noopener">
            {texts.signIn}
          </a>
          <Again phone={phone} label={texts.again} />
        </div>
      ) : null}
      {hasOthers ? <p class="banner">{texts.others}</p> : null}
    </section>
  );
}

function Again({ phone, label }: { readonly phone: Phone; readonly label: string }): JSX.Element {
  return (
    <button type="button" class="button" data-testid="again" onClick={() => void phone.send()}>
      {label}
    </button>
  );
}
