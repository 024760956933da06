import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import { missingFrom, type Missing } from '#rubric/scorecards/missing.ts';
import { formatPoints } from '#rubric/scorecards/format-points.ts';
import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { Dialog } from '../parts/dialog.tsx';
import { sheetOf, type Draft } from './draft.ts';
import type { FormProps } from './form.tsx';
import { screenOf, type Screen } from './screens.ts';
import { TEXTS } from './texts.ts';

interface FinishProps extends FormProps {
  readonly card: Scorecard;
  readonly draft: Draft;
  readonly screens: readonly Screen[];
  readonly go: (screen: number) => void;
}

/** The last screen: what it comes to, what is missing, and the signature. */
export function Finish(props: FinishProps): JSX.Element {
  const { card, draft, language, visit } = props;
  const texts = TEXTS[language];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  const evaluated = evaluateSheet(card, sheetOf(card, draft));
  return (
    <section class="section">
      <h3 ref={heading} tabIndex={-1}>
        {texts.reviewTitle}
      </h3>
      {visit.returned === null ? null : <Reason {...props} returned={visit.returned} />}
      {visit.refused === null ? null : (
        <p class="banner" data-tone="over" role="alert" data-testid="refused">
          {texts.refused(visit.refused.message)}
        </p>
      )}
      {evaluated.ok ? (
        <Outcome {...props} result={evaluated.result} />
      ) : (
        <p class="banner" data-tone="over">
          {evaluated.problems.map(({ path }) => path).join(', ')}
        </p>
      )}
    </section>
  );
}

interface OutcomeProps extends FinishProps {
  readonly result: ScorecardResult;
}

function Outcome(props: OutcomeProps): JSX.Element {
  const { card, result, language } = props;
  const texts = TEXTS[language];
  const missing = missingFrom(card, result);
  const { attainable, grade, total, vetoes } = result;
  return (
    <>
      <div class="card outcome">
        <p>{texts.total}</p>
        <p class="total" data-testid="total">
          {attainable === null ? formatPoints(total) : texts.of(formatPoints(total), formatPoints(attainable))}
        </p>
        {grade === null ? null : <p>{card.grades.find(({ id }) => id === grade)?.title[language]}</p>}
        {vetoes.length === 0 ? null : <p class="needed">▲ {texts.vetoed}</p>}
      </div>
      <MissingList {...props} missing={missing} />
      <Signature {...props} isComplete={missing.length === 0} />
    </>
  );
}

function MissingList(props: FinishProps & { readonly missing: readonly Missing[] }): JSX.Element {
  const { missing, card, screens, go, language } = props;
  const texts = TEXTS[language];
  return (
    <div class="card">
      <p data-testid="missing" data-count={missing.length}>
        {missing.length === 0 ? `✓ ${texts.nothingMissing}` : `▲ ${texts.missing(missing.length)}`}
      </p>
      <ul class="missing">
        {missing.map(({ cell, item, what }) => (
          <li key={`${cell}-${what}`}>
            <button type="button" class="button" data-kind="quiet" onClick={() => go(screenOf(screens, item))}>
              {card.items.find(({ id }) => id === item)?.title[language]} · {texts.lacks[what]}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Signature({
  phone,
  visit,
  isComplete,
  language,
}: FinishProps & { readonly isComplete: boolean }): JSX.Element {
  const texts = TEXTS[language];
  const [isAsked, setAsked] = useState(false);
  if (visit.signing.state === 'wanted')
    return (
      <div class="banner" role="status" data-testid="sign-waiting">
        <p>{texts.signWaiting}</p>
        <button type="button" class="button" onClick={() => phone.edit(visit.key, (draft) => draft)}>
          {texts.cancel}
        </button>
      </div>
    );
  const needsReason = visit.returned !== null && visit.reason.trim() === '';
  return (
    <>
      <button
        type="button"
        class="button watch"
        data-kind="primary"
        data-testid="sign"
        disabled={!isComplete || needsReason}
        onClick={() => setAsked(true)}
      >
        {texts.sign}
      </button>
      {isAsked ? (
        <Dialog title={texts.sign} close={() => setAsked(false)}>
          <p>{texts.signHint}</p>
          <div class="actions">
            <button
              type="button"
              class="button"
              data-kind="primary"
              data-testid="confirm-sign"
              onClick={() => {
                setAsked(false);
                phone.sign(visit.key);
              }}
            >
              {texts.confirmSign}
            </button>
            <button type="button" class="button" onClick={() => setAsked(false)}>
              {texts.cancel}
            </button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

function Reason({ phone, visit, returned, language }: FinishProps & { readonly returned: string }): JSX.Element {
  const texts = TEXTS[language];
  return (
    <div class="card">
      <p class="needed">▲ {texts.returnedBecause(returned)}</p>
      <label class="remark">
        {texts.reason} <span class="quiet">{texts.reasonHint}</span>
        <textarea
          class="field"
          rows={2}
          maxLength={500}
          data-testid="reason"
          value={visit.reason}
          onInput={(event) => phone.giveReason(visit.key, event.currentTarget.value)}
        />
      </label>
    </div>
  );
}
