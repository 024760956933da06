import { useEffect, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { LobbyAlert } from '#contract/lobby-view.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { postAcknowledgement } from './agent-requests.ts';

/** Acknowledgements on their way; the page is drawn anew when one of them gets on. */
export function useAcknowledgements(clock: Clock, alerts: readonly LobbyAlert[] | null): Acknowledgements {
  const [, setVersion] = useState(0);
  const [acknowledgements] = useState(
    () =>
      new Acknowledgements({
        post: (alert, comment) => postAcknowledgement(alert, comment, clock),
        clock,
        random: Math.random,
        onChange: () => setVersion((version) => version + 1),
      }),
  );
  useEffect(() => {
    if (alerts !== null) acknowledgements.reconcile(alerts);
  }, [acknowledgements, alerts]);
  useEffect(() => () => acknowledgements.stop(), [acknowledgements]);
  return acknowledgements;
}
