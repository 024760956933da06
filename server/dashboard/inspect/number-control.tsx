import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../shell/language.ts';
import { TEXTS } from './texts.ts';

interface NumberProps {
  readonly label: string;
  readonly cell: string;
  readonly language: Language;
  /** In whole units of what `format` writes; null = nothing yet. */
  readonly value: number | null;
  readonly step: number;
  readonly most: number;
  readonly format: (value: number) => string;
  readonly parse: (text: string) => number | null;
  readonly choose: (value: number | null) => void;
}

/** A number, typed or stepped to; what cannot be one yet stays in the field and is no answer. */
export function NumberControl(props: NumberProps): JSX.Element {
  const { label, cell, language, value, step, most, format, parse, choose } = props;
  const texts = TEXTS[language];
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string): void => {
    const number = parse(text.trim());
    const fits = number !== null && number <= most && number % step === 0;
    setTyped(fits ? null : text);
    choose(fits ? number : null);
  };
  const move = (by: number): void => {
    setTyped(null);
    choose(Math.max(0, Math.min(most, (value ?? 0) + by)));
  };
  const shown = typed ?? (value === null ? '' : format(value));
  return (
    <div class="number">
      <button
        type="button"
        class="button"
        aria-label={texts.less}
        data-testid={`less-${cell}`}
        onClick={() => move(-step)}
      >
        −
      </button>
      <label>
        {label}
        <input
          class="field"
          inputMode="decimal"
          autocomplete="off"
          data-testid={`number-${cell}`}
          aria-invalid={typed !== null && typed !== ''}
          value={shown}
          onInput={(event) => read(event.currentTarget.value)}
        />
      </label>
      <button
        type="button"
        class="button"
        aria-label={texts.more}
        data-testid={`more-${cell}`}
        onClick={() => move(step)}
      >
        +
      </button>
    </div>
  );
}
