import type { JSX } from 'preact';
import type { ScoredComposite } from '#rubric/composite/score.ts';
import { formatDecimal, formatPoints, formatShare } from '../scores/format.ts';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { stepsOf, sumError, SUM_TOLERANCE, type Step } from './steps.ts';
import { TEXTS } from './texts.ts';

interface StepsCardProps {
  readonly composite: ScoredComposite;
  readonly language: Language;
}

/** Four contributions, each bar beginning where the one before it ended, and the sum below them. */
export function StepsCard({ composite, language }: StepsCardProps): JSX.Element {
  const texts = TEXTS[language];
  const error = sumError(composite.pillars, composite.points);
  return (
    <section class="card steps-card" data-testid="steps">
      <h2>{texts.howItAddsUp}</h2>
      <ol class="steps">
        {stepsOf(composite.pillars, composite.points).map((step) => (
          <StepRow key={step.pillar} step={step} language={language} />
        ))}
        <li class="step sum">
          <span class="step-name">
            <strong>{texts.sum}</strong>
          </span>
          <span class="step-bar" aria-hidden="true">
            <span class="got" style={{ insetInlineStart: '0', inlineSize: `${composite.points}%` }} />
          </span>
          <strong class="step-figure">{formatPoints(composite.value)}</strong>
        </li>
      </ol>
      {error <= SUM_TOLERANCE ? (
        <p class="quiet">{texts.addsUp}</p>
      ) : (
        <p class="banner" data-tone="over" role="alert">
          {texts.doesNotAddUp(error.toExponential(1))}
        </p>
      )}
    </section>
  );
}

function StepRow({ step, language }: { readonly step: Step; readonly language: Language }): JSX.Element {
  const texts = TEXTS[language];
  return (
    <li class="step" data-testid={`step-${step.pillar}`}>
      <span class="step-name">
        <a href={`#pillar-${step.pillar}`} onClick={(event) => goTo(event, `pillar-${step.pillar}`)}>
          {SCORE_WORDS[language].pillars[step.pillar]}
        </a>
        <small class="quiet">{texts.stepLine(formatShare(step.weight), formatDecimal(step.points))}</small>
      </span>
      <span class="step-bar" aria-hidden="true">
        <span class="got" style={{ insetInlineStart: `${step.start}%`, inlineSize: `${step.size}%` }} />
        <span class="lost" style={{ insetInlineStart: `${step.start + step.size}%`, inlineSize: `${step.lost}%` }} />
      </span>
      <span class="step-figure">
        <strong>+{formatDecimal(step.contribution)}</strong>
        <small class="quiet">{texts.lost(formatDecimal(step.lost))}</small>
      </span>
    </li>
  );
}

/** The address holds the place, so an anchor must not change it. */
function goTo(event: Event, id: string): void {
  event.preventDefault();
  const target = document.getElementById(id);
  target?.scrollIntoView();
  target?.focus({ preventScroll: true });
}
