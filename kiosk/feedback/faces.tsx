import type { JSX } from 'preact';
import type { RatingRequest } from '#contract/local-api.ts';
import { Face } from './face.tsx';
import { faceOf } from './mood.ts';

interface FacesProps {
  readonly scale: RatingRequest['scale'];
  /** Index = level − 1. */
  readonly words: readonly string[];
  /** Null where a tap leaves the screen. */
  readonly chosen?: number | null;
  readonly testId: (level: number) => string;
  readonly onChoose: (level: number) => void;
}

/** Best first, as on the keypads at the counters. A click: browsers make one of the first finger only. */
export function Faces({ scale, words, chosen, testId, onChoose }: FacesProps): JSX.Element {
  const levels = Array.from({ length: scale }, (_, index) => scale - index);
  return (
    <div class="faces" data-scale={scale}>
      {levels.map((level) => (
        <button
          key={level}
          type="button"
          class="face-button"
          data-testid={testId(level)}
          aria-pressed={chosen === undefined ? undefined : chosen === level}
          onClick={() => onChoose(level)}
        >
          <Face mood={faceOf(level, scale)} />
          <span>{words[level - 1]}</span>
        </button>
      ))}
    </div>
  );
}
