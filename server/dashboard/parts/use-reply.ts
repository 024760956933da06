import { useCallback, useEffect, useState } from 'preact/hooks';
import { get, type Reply } from '../shell/request.ts';

/** What has been asked of head office. */
export type Asked<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly value: T }
  | { readonly state: 'failed'; readonly reply: Reply<T> & { readonly ok: false } };

export interface UseReply<T> {
  readonly asked: Asked<T>;
  /** Asks again and keeps showing what is there meanwhile. */
  readonly again: () => void;
}

/** Asks for a path, and again when it changes; null asks nothing. An answer that comes late does not replace a newer one. */
export function useReply<T>(path: string | null): UseReply<T> {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => setAsked({ state: 'loading' }), [path]);
  useEffect(() => {
    if (path === null) return undefined;
    let isCurrent = true;
    const show = (reply: Reply<T>): void => {
      if (isCurrent) setAsked(reply.ok ? { state: 'there', value: reply.value } : { state: 'failed', reply });
    };
    void get<T>(path).then(show);
    return () => {
      isCurrent = false;
    };
  }, [path, round]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  return { asked, again };
}
