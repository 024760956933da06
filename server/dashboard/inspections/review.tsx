import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { InspectionView, ReviewStep } from '../../inspections/wire.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { request } from '../shell/request.ts';
import type { Texts } from './texts.ts';

interface ReviewProps {
  readonly view: InspectionView;
  readonly path: string;
  readonly texts: Texts;
  readonly again: () => void;
}

/** What a reviewer may do with it now; nothing for everybody else. */
export function Review({ view, path, texts, again }: ReviewProps): JSX.Element | null {
  const [step, setStep] = useState<ReviewStep | null>(null);
  if (view.may.length === 0) return null;
  return (
    <section class="card inspection-review">
      <div>
        <h2>{texts.review}</h2>
        <p class="quiet">{texts.reviewHint}</p>
        {view.may.includes('release') &&
        (view.kind === 'announced' || view.kind === 'mystery') &&
        view.share === null ? (
          <p class="over">▲ {texts.noShare}</p>
        ) : null}
      </div>
      <div class="actions">
        {view.may.map((each) => (
          <button
            key={each}
            type="button"
            class="button"
            data-kind={each === 'release' ? 'primary' : undefined}
            onClick={() => setStep(each)}
          >
            {texts.steps[each]}
          </button>
        ))}
      </div>
      {step === null ? null : (
        <StepDialog step={step} path={path} texts={texts} close={() => setStep(null)} again={again} />
      )}
    </section>
  );
}

interface StepDialogProps {
  readonly step: ReviewStep;
  readonly path: string;
  readonly texts: Texts;
  readonly close: () => void;
  readonly again: () => void;
}

function StepDialog({ step, path, texts, close, again }: StepDialogProps): JSX.Element {
  const [reason, setReason] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const reply = await request('POST', `${path}/review`, { step, reason: reason.trim() === '' ? null : reason });
    if (!reply.ok) return setCode(reply.code);
    close();
    again();
  };
  return (
    <Dialog title={texts.steps[step]} close={close}>
      <form class="step-form" onSubmit={(event) => void send(event)}>
        <p>{texts.sure[step]}</p>
        {step === 'release' ? null : (
          <Field label={texts.reason} hint={texts.reasonHint}>
            {(its) => (
              <textarea
                {...its}
                class="field"
                required
                minLength={4}
                maxLength={400}
                value={reason}
                onInput={(event) => setReason(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        {code === null ? null : (
          <p class="over" role="alert">
            ▲ {texts.failed(code)}
          </p>
        )}
        <div class="actions">
          <button class="button" data-kind="primary">
            {texts.steps[step]}
          </button>
          <button type="button" class="button" onClick={close}>
            {texts.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
