import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Me } from '../../auth/me.ts';
import { get, onSignedOut } from '../shell/request.ts';

export interface UseMe {
  /** Null until somebody has signed in. */
  readonly me: Me | null;
  /** `out`: somebody has to sign in, before anything or because the session ended. */
  readonly state: 'asking' | 'in' | 'out' | 'unreachable';
  /** Somebody has just signed in. */
  readonly signedIn: () => void;
  readonly again: () => void;
}

/** Who is signed in. What is asked while nobody is waits, and is asked again afterwards. */
export function useMe(): UseMe {
  const [me, setMe] = useState<Me | null>(null);
  const [state, setState] = useState<UseMe['state']>('asking');
  const waiting = useRef(Promise.withResolvers<boolean>());
  const ask = useCallback(async () => {
    const reply = await get<Me>('/api/me');
    if (reply.ok) setMe(reply.value);
    setState(reply.ok ? 'in' : 'unreachable');
  }, []);
  useEffect(() => {
    onSignedOut(() => {
      setState('out');
      return waiting.current.promise;
    });
    void ask();
  }, [ask]);
  const signedIn = useCallback(() => {
    const { resolve } = waiting.current;
    waiting.current = Promise.withResolvers();
    void get<Me>('/api/me').then((reply) => {
      // What one person has left half done is not done in the name of another.
      if (me !== null && reply.ok && reply.value.account !== me.account) return location.reload();
      if (reply.ok) setMe(reply.value);
      setState('in');
      return resolve(true);
    });
  }, [me]);
  return { me, state, signedIn, again: () => void ask() };
}
