import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PasswordCode } from '../../auth/own-password.ts';
import { hrefOf } from '../shell/router.ts';
import type { PeopleTexts } from './texts.ts';

interface OneTimeLinkProps {
  readonly code: PasswordCode;
  /** For whom. */
  readonly name: string;
  readonly texts: PeopleTexts;
}

/** Shown once, for handing on. */
export function OneTimeLink({ code, name, texts }: OneTimeLinkProps): JSX.Element {
  const [isCopied, setCopied] = useState(false);
  const link = `${location.origin}/${hrefOf(['password'], { code: code.code })}`;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <div class="form">
      <p>{texts.linkAbout(name)}</p>
      <div class="people-link">
        <input
          class="field"
          type="text"
          readonly
          value={link}
          aria-label={texts.linkTitle}
          data-testid="one-time-link"
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <button type="button" class="button" onClick={() => void copy()}>
          {isCopied ? `✓ ${texts.copied}` : texts.copy}
        </button>
      </div>
    </div>
  );
}
