import type { JSX } from 'preact';
import type { HallConfig } from '#contract/local-api.ts';
import type { Language } from '../shared/language.ts';
import { Face } from './face.tsx';
import type { FlowEvent, FlowState } from './flow.ts';
import { ASK_MS } from './flow.ts';
import { newRatingId } from './rating-id.ts';
import type { FEEDBACK_TEXTS } from './texts.ts';

interface RatingFormProps {
  readonly state: Exclude<FlowState, { name: 'thanks' }>;
  readonly hall: HallConfig;
  readonly counters: readonly HallConfig['counters'][number][];
  readonly language: Language;
  readonly texts: (typeof FEEDBACK_TEXTS)[Language];
  readonly send: (event: FlowEvent) => void;
}

export function RatingForm({ state, hall, counters, language, texts, send }: RatingFormProps): JSX.Element {
  const { reasons, scale } = hall.kiosk;
  const asking = state.name === 'asking';
  return (
    <main class="rating-form" data-state={state.name}>
      <div class="question">
        <h1>{asking ? texts.addReason : texts.question}</h1>
        {asking ? (
          // The bar shrinks while there is time to add a reason; each reason starts it anew.
          <div key={state.sendAt} class="time-left" style={{ animationDuration: `${ASK_MS}ms` }} />
        ) : (
          <p class="quiet">{texts.hint}</p>
        )}
      </div>
      <Faces level={asking ? state.level : null} scale={scale} words={texts.levels[scale]} send={send} />
      <Chips
        kind="reason"
        title={texts.reasons}
        optional={texts.optional}
        items={reasons.map(({ id, name }) => ({ id, name: name[language], chosen: state.reasons.includes(id) }))}
        onChoose={(index) => send({ type: 'reason', id: reasons[index]!.id })}
      />
      <Chips
        kind="counter"
        title={texts.counters}
        optional={texts.optional}
        items={counters.map(({ id, name }) => ({ id, name: name[language], chosen: state.counter === id }))}
        onChoose={(index) => send({ type: 'counter', id: counters[index]!.id })}
      />
    </main>
  );
}

interface FacesProps {
  readonly level: number | null;
  readonly scale: number;
  readonly words: readonly string[];
  readonly send: (event: FlowEvent) => void;
}

/** Best first, as on the keypads at the counters. */
function Faces({ level, scale, words, send }: FacesProps): JSX.Element {
  const levels = Array.from({ length: scale }, (_, index) => scale - index);
  return (
    <div class="faces" data-scale={scale}>
      {levels.map((value) => (
        <button
          key={value}
          type="button"
          class="face-button"
          data-testid={`face-${value}`}
          data-mood={Math.round(((value - 1) / (scale - 1)) * 4)}
          aria-pressed={level === null ? undefined : level === value}
          onClick={() => send({ type: 'face', level: value, rating: newRatingId() })}
        >
          <Face mood={(value - 1) / (scale - 1)} />
          <span>{words[value - 1]}</span>
        </button>
      ))}
    </div>
  );
}

interface ChipsProps {
  readonly kind: 'reason' | 'counter';
  readonly title: string;
  readonly optional: string;
  readonly items: readonly { readonly id: string; readonly name: string; readonly chosen: boolean }[];
  readonly onChoose: (index: number) => void;
}

function Chips({ kind, title, optional, items, onChoose }: ChipsProps): JSX.Element | null {
  if (items.length === 0) return null;
  return (
    <div class="chip-row" role="group" aria-labelledby={`${kind}-title`}>
      <p id={`${kind}-title`} class="chip-title">
        {title}
        <small>{optional}</small>
      </p>
      <div class="chips">
        {items.map(({ id, name, chosen }, index) => (
          <button
            key={id}
            type="button"
            class="chip"
            data-testid={`${kind}-${id}`}
            aria-pressed={chosen}
            onClick={() => onChoose(index)}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}
