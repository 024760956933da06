import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { feedbackFlow, START } from './flow.ts';
import type { FlowConfig, FlowEffect, FlowEvent, FlowState } from './flow.ts';
import { Frame } from './frame.tsx';
import { Icon } from './icon.tsx';
import type { KioskKit } from './kit.ts';
import { spokenScreen } from './spoken.ts';
import { StartScreen } from './start-screen.tsx';
import { ThanksScreen } from './thanks-screen.tsx';
import { useMachine } from './use-machine.ts';
import { useScanner } from './use-scanner.ts';
import { useScreenFocus, useSpokenPrompt } from './use-screen.ts';

/** The faces and what follows a tap on one. */
export function RatingScreen({ kit }: { readonly kit: KioskKit }): JSX.Element {
  const { clock, hall, setup, choice, delivery } = kit;
  const { scale, idleMs, thanksMs, tickets } = hall.kiosk;
  const [unknownTicket, setUnknownTicket] = useState(false);
  const config: FlowConfig = {
    scale,
    kiosk: setup.kiosk,
    fixedCounter: setup.fixedCounter?.id ?? null,
    idleMs,
    thanksMs,
  };
  function onEffect(effect: FlowEffect): void {
    if (effect.type === 'rate') delivery.rate(effect.request);
    else if (effect.type === 'detail') delivery.detail(effect.rating, effect.detail);
    else if (effect.type === 'settle') delivery.settle(effect.rating);
    else if (effect.type === 'withdraw') delivery.withdraw(effect.rating);
    else choice.reset();
    setUnknownTicket(false);
  }
  const { state, send } = useMachine<FlowState, FlowEvent, FlowEffect>({
    clock,
    start: () => START,
    transition: feedbackFlow(config),
    onEffect,
    timeEvent: { type: 'time' },
  });
  useScanner(clock, tickets, (ticket) => {
    setUnknownTicket(ticket === null);
    send(ticket === null ? { type: 'adjust' } : { type: 'ticket', ticket });
  });
  useSpokenPrompt(kit, spokenScreen(state, hall.kiosk, choice.language));
  return (
    <Frame kit={kit} patience={state.patience} send={send}>
      {state.name === 'start' ? (
        <StartScreen kit={kit} state={state} unknownTicket={unknownTicket} send={send} />
      ) : state.name === 'thanks' ? (
        <ThanksScreen kit={kit} state={state} send={send} />
      ) : (
        <Undone kit={kit} />
      )}
    </Frame>
  );
}

function Undone({ kit: { texts } }: { readonly kit: KioskKit }): JSX.Element {
  const heading = useScreenFocus<HTMLHeadingElement>('undone');
  return (
    <main class="screen message-screen" data-testid="undone">
      <Icon name="undo" />
      <h1 ref={heading} tabIndex={-1}>
        {texts.undone}
      </h1>
      <p class="quiet">{texts.undoneHint}</p>
    </main>
  );
}
