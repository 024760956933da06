import type { JSX } from 'preact';
import type { Clock } from '#contract/clock.ts';
import type { Language } from '../shared/language.ts';
import { useNow } from '../shared/use-now.ts';
import type { RatingProgress } from './delivery.ts';
import type { FlowState } from './flow.ts';
import type { FEEDBACK_TEXTS } from './texts.ts';

type Texts = (typeof FEEDBACK_TEXTS)[Language];

interface ThanksProps {
  readonly state: Extract<FlowState, { name: 'thanks' }>;
  readonly scale: 3 | 4 | 5;
  readonly progress: RatingProgress;
  readonly texts: Texts;
  readonly clock: Clock;
  readonly onAgain: () => void;
}

export function Thanks({ state, scale, progress, texts, clock, onAgain }: ThanksProps): JSX.Element {
  const now = useNow(clock, 250);
  const seconds = Math.max(1, Math.ceil((state.until - now) / 1_000));
  return (
    <main class="thanks" data-testid="thanks" data-progress={progress}>
      <ProgressMark progress={progress} />
      <h1>{texts.thanks}</h1>
      {/* Small and in plain words: the next in line and the teller need not read it across the hall. */}
      <p class="thanks-level">{texts.yourRating(texts.levels[scale][state.level - 1] ?? '')}</p>
      <p class="thanks-progress" role="status" data-testid="progress">
        {texts.progress[progress]}
      </p>
      <button type="button" class="again" data-testid="again" onClick={onAgain}>
        {texts.again(seconds)}
      </button>
    </main>
  );
}

function ProgressMark({ progress }: { readonly progress: RatingProgress }): JSX.Element {
  const paths: Readonly<Record<RatingProgress, string>> = {
    stored: 'M5 13l5 5L19 7',
    sending: 'M12 6v6l4 3',
    'not-yet-stored': 'M12 6v6l4 3',
    refused: 'M6 6l12 12M18 6L6 18',
  };
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[progress]} />
    </svg>
  );
}
