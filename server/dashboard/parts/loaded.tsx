import type { ComponentChildren, JSX } from 'preact';
import type { Language } from '../shell/language.ts';
import { SHELL_TEXTS } from '../shell/texts.ts';
import type { Asked } from './use-reply.ts';

interface LoadedProps<T> {
  readonly asked: Asked<T>;
  readonly language: Language;
  readonly again: () => void;
  readonly children: (value: T) => ComponentChildren;
}

/** Shows what was asked for: a placeholder while it loads, what went wrong and a second try, or the value. */
export function Loaded<T>({ asked, language, again, children }: LoadedProps<T>): JSX.Element {
  const texts = SHELL_TEXTS[language];
  if (asked.state === 'loading')
    return (
      <p class="card placeholder" role="status" data-state="loading">
        {texts.loading}
      </p>
    );
  if (asked.state === 'there') return <>{children(asked.value)}</>;
  const { status, message } = asked.reply;
  return (
    <div class="banner" data-tone="over" role="alert" data-state="failed">
      <p>{status === 0 ? texts.unreachable : message}</p>
      <button type="button" class="button" onClick={again}>
        {texts.again}
      </button>
    </div>
  );
}

interface EmptyProps {
  readonly title: string;
  /** What to do so that there is something. */
  readonly children?: ComponentChildren;
}

/** Nothing there yet, and what would change that. */
export function Empty({ title, children }: EmptyProps): JSX.Element {
  return (
    <div class="card empty" data-state="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
