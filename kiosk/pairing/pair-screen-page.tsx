import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { homeLanguage, useLanguage, type LanguageChoice } from '../shared/language.ts';
import { LanguageSwitch } from '../shared/language-switch.tsx';
import { pair } from './api.ts';
import { CODE_DIGITS, destination, keyOf, pressed, type CodeKey } from './code-entry.ts';
import { errorText, PAIRING_TEXTS } from './texts.ts';

type Texts = (typeof PAIRING_TEXTS)[keyof typeof PAIRING_TEXTS];

/** On the screen that is to be let in: the code from the branch PC, a name, and off to its page. */
export function PairScreenPage(): JSX.Element {
  const choice = useLanguage(homeLanguage(location.search));
  const texts = PAIRING_TEXTS[choice.language];
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const press = (key: CodeKey): void => {
    setFailure(null);
    setCode((before) => pressed(before, key));
  };
  useCodeKeys(press);
  const isReady = code.length === CODE_DIGITS && name.trim() !== '' && !isBusy;
  const submit = async (): Promise<void> => {
    setBusy(true);
    const answer = await pair({ code, name: name.trim() });
    if (answer.ok) {
      location.replace(destination(answer.body.role, location.search));
      return;
    }
    setBusy(false);
    setFailure(answer.code);
    if (answer.code !== 'unreachable') setCode('');
  };
  return (
    <main class="pair-screen">
      <Head texts={texts} choice={choice} />
      <section class="card pair-code">
        <h2>{texts.code}</h2>
        <CodeBoxes code={code} texts={texts} />
        <Pad texts={texts} press={press} />
      </section>
      <section class="card pair-name">
        <Name name={name} setName={setName} texts={texts} />
        <div role="alert">
          {failure === null ? null : (
            <p class="banner" data-tone="over" data-testid="failure">
              {errorText(failure, texts)}
            </p>
          )}
        </div>
        <button
          type="button"
          class="button"
          data-kind="primary"
          data-testid="pair"
          disabled={!isReady}
          onClick={() => void submit()}
        >
          {isBusy ? texts.pairing : texts.pair}
        </button>
      </section>
    </main>
  );
}

/** A keyboard works too, as long as nobody is typing the name with it. */
function useCodeKeys(press: (key: CodeKey) => void): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      const key = keyOf(event.key);
      if (key === null || event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      press(key);
    };
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, []);
}

function Head({ texts, choice }: { readonly texts: Texts; readonly choice: LanguageChoice }): JSX.Element {
  return (
    <header class="pairing-head">
      <div>
        <h1>{texts.screenTitle}</h1>
        <p class="quiet">{texts.screenHint}</p>
      </div>
      <LanguageSwitch choice={choice} />
    </header>
  );
}

function CodeBoxes({ code, texts }: { readonly code: string; readonly texts: Texts }): JSX.Element {
  return (
    <>
      <p class="code-boxes" aria-hidden="true" data-testid="code">
        {Array.from({ length: CODE_DIGITS }, (_, index) => (
          <span key={index} data-next={index === code.length}>
            {code[index] ?? ''}
          </span>
        ))}
      </p>
      <p class="visually-hidden" aria-live="polite">
        {texts.codeSoFar(code)}
      </p>
    </>
  );
}

const DIGITS: readonly CodeKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

function Pad({ texts, press }: { readonly texts: Texts; readonly press: (key: CodeKey) => void }): JSX.Element {
  const digit = (key: CodeKey): JSX.Element => (
    <button key={key} type="button" class="button" data-testid={`digit-${key}`} onClick={() => press(key)}>
      {key}
    </button>
  );
  return (
    <div class="pad" role="group" aria-label={texts.code}>
      {DIGITS.map(digit)}
      <button type="button" class="button pad-word" data-kind="quiet" onClick={() => press('clear')}>
        {texts.clear}
      </button>
      {digit('0')}
      <button type="button" class="button" data-kind="quiet" aria-label={texts.back} onClick={() => press('back')}>
        ⌫
      </button>
    </div>
  );
}

interface NameProps {
  readonly name: string;
  readonly setName: (name: string) => void;
  readonly texts: Texts;
}

function Name({ name, setName, texts }: NameProps): JSX.Element {
  return (
    <>
      <h2>
        <label for="name">{texts.name}</label>
      </h2>
      <p class="quiet" id="name-hint">
        {texts.nameHint}
      </p>
      <input
        id="name"
        class="field"
        data-testid="name"
        aria-describedby="name-hint"
        maxLength={40}
        autocomplete="off"
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <ul class="chips">
        {texts.suggestions.map((suggestion) => (
          <li key={suggestion}>
            <button type="button" class="chip" aria-pressed={name === suggestion} onClick={() => setName(suggestion)}>
              {suggestion}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
