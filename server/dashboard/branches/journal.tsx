import type { JSX } from 'preact';
import type { TicketView } from '../../scoring/wire.ts';
import type { Language } from '../shell/language.ts';
import { TEXTS } from './texts.ts';

interface JournalProps {
  readonly events: Extract<TicketView, { readonly state: 'kept' }>['events'];
  readonly language: Language;
}

/** The lines as the branch sent them, letter by letter, since the hashes are over exactly these. */
export function Journal({ events, language }: JournalProps): JSX.Element {
  const texts = TEXTS[language];
  return (
    <details class="journal" data-testid="journal">
      <summary>
        {texts.journal} ({events.length})
      </summary>
      <p class="quiet">{texts.journalAbout}</p>
      <ol>
        {events.map(({ epoch, seq, line, hash }) => (
          <li key={`${epoch}/${String(seq)}`}>
            <span class="quiet">
              {texts.seq} {seq}
            </span>
            <code>{line}</code>
            <span class="quiet">
              {texts.hash} <code>{hash}</code>
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
