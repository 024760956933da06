import type { JSX } from 'preact';
import type { CounterId } from '#contract/ids.ts';
import { Chips } from './chips.tsx';
import type { KioskKit } from './kit.ts';
import { useScreenFocus } from './use-screen.ts';

/** More stand on a screen of their own, so that the faces keep the room. */
const MOST_BESIDE = 4;

interface ChoiceProps {
  readonly kit: KioskKit;
  readonly chosen: CounterId | null;
  readonly onChoose: (id: CounterId) => void;
}

function itemsOf({ setup, choice }: KioskKit, chosen: CounterId | null) {
  return setup.counters.map(({ id, name }) => ({
    id,
    name: name[choice.language],
    chosen: id === chosen,
    testId: `counter-${id}`,
  }));
}

/** Below the faces, and quiet: nobody has to say where it was. */
export function CounterRow(props: ChoiceProps & { readonly onOpen: () => void }): JSX.Element | null {
  const { kit, chosen, onChoose, onOpen } = props;
  const { texts } = kit;
  const counters = itemsOf(kit, chosen);
  if (counters.length === 0) return null;
  if (counters.length <= MOST_BESIDE) {
    return (
      <div class="counter-row">
        <p class="counter-title">
          {texts.whichCounter} <small>{texts.optional}</small>
        </p>
        <Chips label={texts.whichCounter} items={counters} onChoose={onChoose} />
      </div>
    );
  }
  const name = counters.find((counter) => counter.chosen)?.name;
  return (
    <div class="counter-row">
      <button
        type="button"
        class="chip"
        data-testid="counter-open"
        aria-pressed={name === undefined ? undefined : true}
        onClick={onOpen}
      >
        {name ?? texts.whichCounter}
        {name === undefined ? <small>{texts.optional}</small> : null}
      </button>
    </div>
  );
}

/** All counters of a large hall. */
export function CounterScreen(props: ChoiceProps & { readonly onClose: () => void }): JSX.Element {
  const { kit, chosen, onChoose, onClose } = props;
  const { texts } = kit;
  const heading = useScreenFocus<HTMLHeadingElement>('counters');
  return (
    <main class="screen counter-screen">
      <h1 ref={heading} tabIndex={-1}>
        {texts.chooseCounter}
      </h1>
      <div class="scroll">
        <Chips label={texts.whichCounter} items={itemsOf(kit, chosen)} onChoose={onChoose} />
      </div>
      <div class="actions">
        <button type="button" class="button" data-testid="counter-close" onClick={onClose}>
          {texts.back}
        </button>
      </div>
    </main>
  );
}
