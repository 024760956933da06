import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import type { Language } from '../shell/language.ts';
import { POLICY_TEXTS } from './texts.ts';

interface ReasonProps {
  readonly title: string;
  readonly language: Language;
  readonly close: () => void;
  readonly done: (reason: string) => void;
}

/** Something that needs a reason, which stands in the audit log. */
export function ReasonDialog({ title, language, close, done }: ReasonProps): JSX.Element {
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const texts = POLICY_TEXTS[language];
  const problem = isTried && reason.trim() === '' ? texts.reasonNeeded : undefined;
  const send = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '') done(reason.trim());
  };
  return (
    <Dialog title={title} close={close}>
      <form class="form" onSubmit={send}>
        <Field label={texts.reason} problem={problem}>
          {(attributes) => (
            <textarea
              {...attributes}
              class="field"
              rows={3}
              maxLength={500}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="actions">
          <button type="submit" class="button" data-kind="primary" data-testid="reason-done">
            {title}
          </button>
          <button type="button" class="button" onClick={close}>
            {texts.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
