import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { CounterRow, CounterScreen } from './counter-choice.tsx';
import { Faces } from './faces.tsx';
import type { FlowEvent, FlowState } from './flow.ts';
import type { KioskKit } from './kit.ts';
import { newRatingId } from './rating-id.ts';
import { wordsOf } from './spoken.ts';
import type { FeedbackTexts } from './texts.ts';
import { useScreenFocus } from './use-screen.ts';

interface StartProps {
  readonly kit: KioskKit;
  readonly state: Extract<FlowState, { name: 'start' }>;
  /** The last code that was scanned is not one of a ticket. */
  readonly unknownTicket: boolean;
  readonly send: (event: FlowEvent) => void;
}

export function StartScreen({ kit, state, unknownTicket, send }: StartProps): JSX.Element {
  const { hall, choice, texts } = kit;
  const [choosing, setChoosing] = useState(false);
  const heading = useScreenFocus<HTMLHeadingElement>(String(choosing));
  const abandoned = state.patience === null;
  useEffect(() => {
    if (abandoned) setChoosing(false);
  }, [abandoned]);
  const counters = {
    kit,
    chosen: state.counter,
    onChoose: (id: NonNullable<typeof state.counter>) => {
      send({ type: 'counter', id });
      setChoosing(false);
    },
  };
  if (choosing) return <CounterScreen {...counters} onClose={() => setChoosing(false)} />;
  return (
    <main class="screen start-screen">
      <div class="screen-title">
        <h1 ref={heading} tabIndex={-1}>
          {texts.question}
        </h1>
        <p class="quiet" role="status" data-testid="ticket" data-ticket={state.ticket ?? ''}>
          {state.ticket === null ? hint(texts, unknownTicket) : <strong>{texts.ticketRead(state.ticket)}</strong>}
        </p>
      </div>
      <Faces
        scale={hall.kiosk.scale}
        words={wordsOf(hall.kiosk, choice.language)}
        testId={(level) => `face-${level}`}
        onChoose={(level) => send({ type: 'face', level, rating: newRatingId() })}
      />
      <CounterRow
        {...counters}
        onOpen={() => {
          send({ type: 'adjust' });
          setChoosing(true);
        }}
      />
    </main>
  );
}

function hint(texts: FeedbackTexts, unknownTicket: boolean): string {
  return unknownTicket ? texts.ticketUnknown : texts.hint;
}
