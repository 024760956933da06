import type { JSX } from 'preact';
import type { Reply } from '../shell/request.ts';
import type { Texts } from './texts.ts';

export type Refusal = Reply<unknown> & { readonly ok: false };

/** Why something was refused, in words of the page. */
export function Failure({
  refusal,
  texts,
}: {
  readonly refusal: Refusal | null;
  readonly texts: Texts;
}): JSX.Element | null {
  if (refusal === null) return null;
  const fields = new Set(refusal.problems.map(({ path }) => path.split('.').at(-1)!));
  return (
    <div class="banner" data-tone="over" role="alert">
      <p>▲ {texts.failed(refusal.code)}</p>
      {fields.size === 0 ? null : (
        <ul class="reasons">
          {[...fields].map((field) => (
            <li key={field}>{texts.problem(field)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
