import type { JSX } from 'preact';
import { Chips } from './chips.tsx';
import type { RatingProgress } from './delivery.ts';
import { Face } from './face.tsx';
import type { FlowEvent, FlowState } from './flow.ts';
import { MOST_COMMENT } from './flow.ts';
import { Icon } from './icon.tsx';
import type { KioskKit } from './kit.ts';
import { faceOf, moodOf, reasonsFor } from './mood.ts';
import { wordsOf } from './spoken.ts';
import { UntouchedTime } from './time-left.tsx';
import { useScreenFocus } from './use-screen.ts';

interface ThanksProps {
  readonly kit: KioskKit;
  readonly state: Extract<FlowState, { name: 'thanks' }>;
  readonly send: (event: FlowEvent) => void;
}

export function ThanksScreen({ kit, state, send }: ThanksProps): JSX.Element {
  const progress = kit.delivery.progress(state.rating);
  return (
    <main class="screen thanks-screen" data-testid="thanks" data-progress={progress} data-writing={state.writing}>
      {state.writing ? (
        <Comment kit={kit} state={state} send={send} />
      ) : (
        <Thanks kit={kit} state={state} send={send} progress={progress} />
      )}
    </main>
  );
}

function Thanks({ kit, state, send, progress }: ThanksProps & { readonly progress: RatingProgress }): JSX.Element {
  const { hall, choice, texts } = kit;
  const { scale, reasons } = hall.kiosk;
  const heading = useScreenFocus<HTMLHeadingElement>('thanks');
  const mood = moodOf(state.level, scale);
  const offered = reasonsFor(reasons, mood);
  const word = wordsOf(hall.kiosk, choice.language)[state.level - 1] ?? '';
  return (
    <>
      <div class="thanks-head">
        <Face mood={faceOf(state.level, scale)} />
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {texts.thanks}
          </h1>
          {/* Small and in plain words: the next in line and the teller need not read it across the hall. */}
          <div class="thanks-lines">
            <p class="thanks-level">{texts.yourRating(word)}</p>
            <p class="thanks-progress" role="status" data-testid="progress">
              <Icon name={progress === 'kept' ? 'stored' : progress} />
              {texts.progress[progress]}
            </p>
          </div>
        </div>
      </div>
      {offered.length === 0 ? null : (
        <section class="reasons">
          <h2>
            {texts.reasons[mood]} <small>{texts.manyReasons}</small>
          </h2>
          <Chips
            label={texts.reasons[mood]}
            items={offered.map(({ id, name }) => ({
              id,
              name: name[choice.language],
              chosen: state.reasons.includes(id),
              testId: `reason-${id}`,
            }))}
            onChoose={(id) => send({ type: 'reason', id })}
          />
        </section>
      )}
      <Actions kit={kit} state={state} send={send} />
    </>
  );
}

function Actions({ kit: { hall, texts, clock }, state, send }: ThanksProps): JSX.Element {
  const { comment, thanksMs } = hall.kiosk;
  return (
    <div class="actions">
      <button type="button" class="button" data-testid="undo" onClick={() => send({ type: 'undo' })}>
        <Icon name="undo" />
        {texts.undo}
      </button>
      {comment ? (
        <button type="button" class="button" data-testid="comment-open" onClick={() => send({ type: 'write' })}>
          <Icon name="write" />
          {texts.write}
        </button>
      ) : null}
      <button
        type="button"
        class="button"
        data-kind="primary"
        data-testid="done"
        onClick={() => send({ type: 'done' })}
      >
        {texts.done}
        <UntouchedTime clock={clock} patience={state.patience} totalMs={thanksMs} />
      </button>
    </div>
  );
}

function Comment({ kit: { texts }, state, send }: ThanksProps): JSX.Element {
  const field = useScreenFocus<HTMLTextAreaElement>('comment');
  return (
    <>
      <h1 id="comment-title">{texts.writeTitle}</h1>
      <div class="comment">
        <textarea
          ref={field}
          class="field"
          data-testid="comment"
          rows={3}
          maxLength={MOST_COMMENT}
          aria-labelledby="comment-title"
          aria-describedby="comment-hint comment-length"
          autocomplete="off"
          value={state.comment}
          onInput={(event) => send({ type: 'comment', text: event.currentTarget.value })}
        />
        <p class="comment-notes quiet">
          <span id="comment-hint">{texts.writeHint}</span>
          <span id="comment-length">{texts.written(state.comment.length, MOST_COMMENT)}</span>
        </p>
      </div>
      <div class="actions">
        <button type="button" class="button" data-testid="comment-back" onClick={() => send({ type: 'written' })}>
          {texts.back}
        </button>
        <button
          type="button"
          class="button"
          data-kind="primary"
          data-testid="done"
          onClick={() => send({ type: 'done' })}
        >
          {texts.done}
        </button>
      </div>
    </>
  );
}
