import type { ComponentChildren, JSX } from 'preact';
import type { Language } from '../shell/language.ts';
import type { Reply } from '../shell/request.ts';
import { SHELL_TEXTS, type ShellTexts } from '../shell/texts.ts';
import type { Asked } from './use-reply.ts';

type Refusal = Reply<unknown> & { readonly ok: false };

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
  return (
    <div class="banner" data-tone="over" role="alert" data-state="failed">
      <p>{whyNot(asked.reply, texts)}</p>
      <button type="button" class="button" onClick={again}>
        {texts.again}
      </button>
    </div>
  );
}

/** In the reader's language where the reader can do something about it. */
function whyNot({ status, message }: Refusal, texts: ShellTexts): string {
  if (status === 0) return texts.unreachable;
  return status === 403 || status === 404 ? texts.notThere : message;
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
