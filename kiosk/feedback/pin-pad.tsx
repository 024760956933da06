import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Unlock } from './agent.ts';
import type { SettingsTexts } from './settings-texts.ts';

const MOST_DIGITS = 12;
const LEAST_DIGITS = 4;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

interface PinPadProps {
  readonly texts: SettingsTexts;
  readonly onPin: (pin: string) => Promise<Unlock>;
}

export function PinPad({ texts, onPin }: PinPadProps): JSX.Element {
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState<Exclude<Unlock, 'open'> | null>(null);
  const [asking, setAsking] = useState(false);
  // Said with aria only: `disabled` would take the keyboard's focus away.
  const waits = asking || pin.length < LEAST_DIGITS;
  async function enter(): Promise<void> {
    if (waits) return;
    setAsking(true);
    const outcome = await onPin(pin);
    setAsking(false);
    setPin('');
    setRefusal(outcome === 'open' ? null : outcome);
  }
  function press(digit: string): void {
    setRefusal(null);
    setPin((known) => (known + digit).slice(0, MOST_DIGITS));
  }
  const remove = (): void => setPin((known) => known.slice(0, -1));
  return (
    <div
      class="pin-pad"
      onKeyDown={({ key }) => {
        if (/^\d$/.test(key)) press(key);
        else if (key === 'Backspace') remove();
      }}
    >
      <p>{texts.pin}</p>
      <Entered texts={texts} count={pin.length} refusal={refusal} />
      <div class="pin-keys">
        {DIGITS.map((digit) => (
          <button
            key={digit}
            type="button"
            class="button"
            data-testid={`pin-${digit}`}
            aria-label={texts.digit(digit)}
            onClick={() => press(digit)}
          >
            {digit}
          </button>
        ))}
        <button type="button" class="button" data-testid="pin-delete" onClick={remove}>
          {texts.remove}
        </button>
        <button
          type="button"
          class="button"
          data-kind="primary"
          data-testid="pin-enter"
          aria-disabled={waits}
          onClick={() => void enter()}
        >
          {texts.open}
        </button>
      </div>
    </div>
  );
}

interface EnteredProps {
  readonly texts: SettingsTexts;
  readonly count: number;
  readonly refusal: Exclude<Unlock, 'open'> | null;
}

/** The digits themselves are never shown: others stand behind. */
function Entered({ texts, count, refusal }: EnteredProps): JSX.Element {
  return (
    <p class="pin-dots" role="status" data-testid="pin-status">
      <span aria-hidden="true">{'●'.repeat(count)}</span>
      <span class="visually-hidden">{texts.digits(count)}</span>
      {refusal === null ? null : <span class="pin-refusal">{texts.refusal[refusal]}</span>}
    </p>
  );
}
