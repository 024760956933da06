import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { request, type Method, type Reply } from '../shell/request.ts';

/** What head office says, in the reader's words: by code of the refusal, and by field. */
export interface FormTexts {
  readonly refusals: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
}

type Refusal = Reply<unknown> & { readonly ok: false };

export interface Sending<T> {
  readonly send: (body: unknown) => void;
  readonly isSending: boolean;
  readonly refusal: Refusal | null;
  /** Says what is wrong with a field. */
  readonly problemOf: (field: string) => string | undefined;
  readonly answer: T | null;
}

/** Sends a form, once at a time, and keeps what was wrong with it. */
export function useSending<T = unknown>(
  method: Method,
  path: string,
  { texts, done }: { readonly texts: FormTexts; readonly done: (answer: T) => void },
): Sending<T> {
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [answer, setAnswer] = useState<T | null>(null);
  const send = async (body: unknown): Promise<void> => {
    if (isSending) return;
    setSending(true);
    const reply = await request<T>(method, path, body);
    setSending(false);
    setRefusal(reply.ok ? null : reply);
    if (!reply.ok) return;
    setAnswer(reply.value);
    done(reply.value);
  };
  const problemOf = (field: string): string | undefined => {
    const problem = refusal?.problems.find(({ path: at }) => at === field);
    return problem === undefined ? undefined : (texts.problems[field] ?? problem.expected);
  };
  return { send: (body) => void send(body), isSending, refusal, problemOf, answer };
}

interface FormProps {
  readonly sending: Pick<Sending<unknown>, 'isSending' | 'refusal'>;
  readonly submit: () => void;
  readonly texts: FormTexts;
  readonly children: ComponentChildren;
}

/** Fields, and what head office said that is about none of them. */
export function Form({ sending, submit, texts, children }: FormProps): JSX.Element {
  const { refusal } = sending;
  const isGeneral = refusal !== null && refusal.problems.every(({ path }) => path === '(root)');
  return (
    <form
      class="form"
      aria-busy={sending.isSending}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isGeneral ? (
        <p class="banner" data-tone="over" role="alert">
          {texts.refusals[refusal.code] ?? refusal.message}
        </p>
      ) : null}
      {children}
    </form>
  );
}
