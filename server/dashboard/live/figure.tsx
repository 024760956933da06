import type { JSX } from 'preact';
import type { Texts } from './texts.ts';

interface FigureProps {
  readonly name: string;
  /** Null is said in words: a missing figure must never look like a zero. */
  readonly value: string | number | null;
  readonly testId: string;
  readonly texts: Texts;
}

export function Figure({ name, value, testId, texts }: FigureProps): JSX.Element {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd data-testid={testId} data-missing={value === null}>
        {value ?? texts.noData}
      </dd>
    </div>
  );
}
