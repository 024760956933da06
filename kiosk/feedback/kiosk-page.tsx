import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { CounterId } from '#contract/ids.ts';
import type { HallConfig } from '#contract/local-api.ts';
import { homeLanguage, useLanguage } from '../shared/language.ts';
import type { LanguageChoice } from '../shared/language.ts';
import { LanguageSwitch } from '../shared/language-switch.tsx';
import { useHall } from '../shared/use-hall.ts';
import { counterChoice } from './counter-choice.ts';
import { Delivery, httpPost } from './delivery.ts';
import { feedbackFlow, START, wakeAt } from './flow.ts';
import type { FlowConfig, FlowEvent, FlowState } from './flow.ts';
import { RatingForm } from './rating-form.tsx';
import { browserRatingStore } from './rating-store.ts';
import { FEEDBACK_TEXTS } from './texts.ts';
import { Thanks } from './thanks.tsx';

export function KioskPage({ clock }: { readonly clock: Clock }): JSX.Element {
  const hall = useHall(clock);
  const choice = useLanguage(homeLanguage(location.search));
  const delivery = useDelivery(clock);
  const texts = FEEDBACK_TEXTS[choice.language];
  if (hall === null) {
    return (
      <main class="notice">
        <h1>{texts.connecting}</h1>
        <small>{texts.connectingHint}</small>
      </main>
    );
  }
  return <Kiosk clock={clock} hall={hall} choice={choice} delivery={delivery} />;
}

interface KioskProps {
  readonly clock: Clock;
  readonly hall: HallConfig;
  readonly choice: LanguageChoice;
  readonly delivery: Delivery;
}

function Kiosk({ clock, hall, choice, delivery }: KioskProps): JSX.Element {
  const counters = useMemo(() => counterChoice(location.search, hall.counters), [hall]);
  const { state, send } = useFlow({ clock, hall, choice, delivery, fixedCounter: counters.fixed?.id ?? null });
  const texts = FEEDBACK_TEXTS[choice.language];
  const overdue = delivery.overdue();
  function touched(): void {
    if (state.name === 'start') send({ type: 'touch' });
  }
  return (
    <div class="kiosk-frame" onPointerDown={touched}>
      <header class="kiosk-head">
        <p class="kiosk-branch">
          {hall.branch.name[choice.language]}
          {counters.fixed === null ? null : <span>{counters.fixed.name[choice.language]}</span>}
        </p>
        <LanguageSwitch choice={choice} />
      </header>
      {state.name === 'thanks' ? (
        <Thanks
          state={state}
          scale={hall.kiosk.scale}
          progress={delivery.progress(state.rating)}
          texts={texts}
          clock={clock}
          onAgain={() => send({ type: 'again' })}
        />
      ) : (
        <RatingForm
          state={state}
          hall={hall}
          counters={counters.offered}
          language={choice.language}
          texts={texts}
          send={send}
        />
      )}
      <footer class="kiosk-foot">
        <p role="status">{overdue > 0 && state.name !== 'thanks' ? texts.overdue(overdue) : ''}</p>
      </footer>
    </div>
  );
}

/** One delivery for the life of the page; the page is drawn again when its progress changes. */
function useDelivery(clock: Clock): Delivery {
  const [, setChanges] = useState(0);
  const delivery = useMemo(
    () =>
      new Delivery({
        store: browserRatingStore(localStorage),
        post: httpPost(clock),
        clock,
        random: Math.random,
        onChange: () => setChanges((changes) => changes + 1),
      }),
    [clock],
  );
  useEffect(() => () => delivery.stop(), [delivery]);
  return delivery;
}

interface FlowOptions extends KioskProps {
  readonly fixedCounter: CounterId | null;
}

function useFlow(options: FlowOptions): { state: FlowState; send: (event: FlowEvent) => void } {
  const { clock, hall, choice, delivery, fixedCounter } = options;
  const [state, setState] = useState<FlowState>(START);
  // Two taps may come before the page is drawn again: the newest state is kept beside the drawn one.
  const current = useRef<FlowState>(START);
  const config: FlowConfig = {
    scale: hall.kiosk.scale,
    fixedCounter,
    asksReasons: hall.kiosk.reasons.length > 0,
    idleMs: hall.kiosk.idleMs,
  };
  function send(event: FlowEvent): void {
    const step = feedbackFlow(config)(current.current, event, clock.now());
    current.current = step.state;
    setState(step.state);
    for (const effect of step.effects) {
      if (effect.type === 'keep') delivery.keep(effect.request, effect.sendAt);
      else choice.reset();
    }
  }
  const latestSend = useRef(send);
  latestSend.current = send;
  const due = wakeAt(state, config);
  useEffect(() => {
    if (due === null) return undefined;
    return clock.after(due - clock.now(), () => latestSend.current({ type: 'time' }));
  }, [clock, state, due]);
  return { state, send };
}
