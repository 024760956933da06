import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { Patience } from './idle.ts';

interface Machine<S, E, F> {
  readonly clock: Clock;
  readonly start: () => S;
  readonly transition: (state: S, event: E, now: number) => { readonly state: S; readonly effects: readonly F[] };
  readonly onEffect: (effect: F) => void;
  /** Sent when the patience of the state has run out. */
  readonly timeEvent: E;
}

/** Runs a pure flow: keeps its state, does its effects, wakes it when its patience ends. */
export function useMachine<S extends { readonly patience: Patience | null }, E, F>(
  machine: Machine<S, E, F>,
): { readonly state: S; readonly send: (event: E) => void } {
  const { clock } = machine;
  const [state, setState] = useState<S>(machine.start);
  // Two taps may come before the page is drawn again: the newest state is kept beside the drawn one.
  const current = useRef(state);
  function send(event: E): void {
    const step = machine.transition(current.current, event, clock.now());
    current.current = step.state;
    setState(step.state);
    for (const effect of step.effects) machine.onEffect(effect);
  }
  const latestSend = useRef(send);
  latestSend.current = send;
  const until = state.patience?.until ?? null;
  useEffect(() => {
    if (until === null) return undefined;
    let cancel: Cancel = () => undefined;
    const wait = (): void => {
      // A browser's timer may fire a little early, and too early is not at all: it waits again.
      cancel = clock.after(until - clock.now(), () =>
        clock.now() < until ? wait() : latestSend.current(machine.timeEvent),
      );
    };
    wait();
    return () => cancel();
  }, [clock, until]);
  return { state, send: (event) => latestSend.current(event) };
}
