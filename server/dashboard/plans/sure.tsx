import type { JSX } from 'preact';
import { Dialog } from '../parts/dialog.tsx';
import type { Texts } from './texts.ts';

interface SureProps {
  readonly title: string;
  readonly question: string;
  readonly hint?: string;
  readonly texts: Texts;
  readonly close: () => void;
  readonly confirm: () => void;
}

/** Asks once more before something that cannot be taken back. */
export function Sure({ title, question, hint, texts, close, confirm }: SureProps): JSX.Element {
  return (
    <Dialog title={title} close={close}>
      <p>{question}</p>
      {hint === undefined ? null : <p class="soft">{hint}</p>}
      <div class="actions">
        <button type="button" class="button" data-kind="primary" onClick={confirm}>
          {title}
        </button>
        <button type="button" class="button" onClick={close}>
          {texts.cancel}
        </button>
      </div>
    </Dialog>
  );
}
