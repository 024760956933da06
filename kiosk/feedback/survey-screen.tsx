import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Chips } from './chips.tsx';
import { Faces } from './faces.tsx';
import { MOST_COMMENT } from './flow.ts';
import { Frame } from './frame.tsx';
import { Icon } from './icon.tsx';
import type { KioskKit } from './kit.ts';
import { newRatingId } from './rating-id.ts';
import { spokenQuestion } from './spoken.ts';
import { answerOf, surveyFlow } from './survey-flow.ts';
import type { Answer, Question, Survey, SurveyEffect, SurveyEvent, SurveyState } from './survey-flow.ts';
import { rememberSurvey, resumedSurvey } from './survey-memory.ts';
import { useMachine } from './use-machine.ts';
import { useScreenFocus, useSpokenPrompt } from './use-screen.ts';

/** A questionnaire, one question per screen. */
export function SurveyScreen({ kit, survey }: { readonly kit: KioskKit; readonly survey: Survey }): JSX.Element {
  const { clock, hall, setup, choice, delivery, wallNow } = kit;
  const { idleMs, thanksMs } = hall.kiosk;
  const { state, send } = useMachine<SurveyState, SurveyEvent, SurveyEffect>({
    clock,
    start: () => resumedSurvey(localStorage, survey, { now: clock.now(), wallNow: wallNow(), idleMs }),
    transition: surveyFlow({
      survey,
      kiosk: setup.kiosk,
      fixedCounter: setup.fixedCounter?.id ?? null,
      idleMs,
      thanksMs,
    }),
    onEffect: (effect) =>
      effect.type === 'answer' ? delivery.survey(effect.response, effect.request) : choice.reset(),
    timeEvent: { type: 'time' },
  });
  useEffect(() => rememberSurvey(localStorage, survey, state, wallNow()), [state]);
  useSpokenPrompt(kit, spokenQuestion(state, survey, choice.language));
  return (
    <Frame kit={kit} patience={state.patience} send={send}>
      {state.name === 'asking' ? (
        <Asking kit={kit} survey={survey} state={state} send={send} />
      ) : (
        <Finished kit={kit} />
      )}
    </Frame>
  );
}

interface AskingProps {
  readonly kit: KioskKit;
  readonly survey: Survey;
  readonly state: Extract<SurveyState, { name: 'asking' }>;
  readonly send: (event: SurveyEvent) => void;
}

function Asking({ kit, survey, state, send }: AskingProps): JSX.Element | null {
  const { choice, texts } = kit;
  const heading = useScreenFocus<HTMLHeadingElement>(`question-${state.index}`);
  const count = survey.questions.length;
  const question = survey.questions[state.index];
  // Another version of the questionnaire has arrived meanwhile, and it is shorter.
  if (question === undefined) return null;
  const answer = answerOf(state.answers, question);
  const next = state.index === count - 1 ? texts.send : answer === null ? texts.skip : texts.next;
  return (
    <main class="screen survey-screen" data-testid="survey" data-question={question.id}>
      <div class="survey-progress">
        <p>{survey.title[choice.language]}</p>
        <progress value={state.index + 1} max={count} aria-label={texts.questionOf(state.index + 1, count)} />
        <p>{texts.questionOf(state.index + 1, count)}</p>
      </div>
      <h1 ref={heading} tabIndex={-1} id="survey-question">
        {question.text[choice.language]}
      </h1>
      <Answering key={question.id} kit={kit} question={question} answer={answer} send={send} />
      <div class="actions">
        <button
          type="button"
          class="button"
          data-testid="survey-back"
          disabled={state.index === 0}
          onClick={() => send({ type: 'back' })}
        >
          {texts.back}
        </button>
        <button
          type="button"
          class="button"
          data-kind={answer === null ? undefined : 'primary'}
          data-testid="survey-next"
          onClick={() => send({ type: 'next' })}
        >
          {next}
        </button>
      </div>
    </main>
  );
}

interface AnsweringProps {
  readonly kit: KioskKit;
  readonly question: Question;
  readonly answer: Answer | null;
  readonly send: (event: SurveyEvent) => void;
}

function Answering({ kit: { choice, texts }, question, answer, send }: AnsweringProps): JSX.Element {
  if (question.kind === 'scale') {
    return (
      <Faces
        scale={question.scale}
        words={texts.levels[question.scale]}
        chosen={answer !== null && 'level' in answer ? answer.level : null}
        testId={(level) => `survey-${question.id}-${level}`}
        onChoose={(level) => send({ type: 'level', level, response: newRatingId() })}
      />
    );
  }
  if (question.kind === 'choice') {
    const chosen = answer !== null && 'options' in answer ? answer.options : [];
    return (
      <div class="survey-options">
        {question.multiple ? <p class="quiet">{texts.manyOptions}</p> : null}
        <Chips
          label={question.text[choice.language]}
          items={question.options.map(({ id, name }) => ({
            id,
            name: name[choice.language],
            chosen: chosen.includes(id),
            testId: `survey-${question.id}-${id}`,
          }))}
          onChoose={(id) => send({ type: 'option', id, response: newRatingId() })}
        />
      </div>
    );
  }
  const text = answer !== null && 'text' in answer ? answer.text : '';
  return (
    <div class="comment">
      <textarea
        class="field"
        data-testid={`survey-${question.id}`}
        rows={3}
        maxLength={MOST_COMMENT}
        aria-labelledby="survey-question"
        aria-describedby="survey-hint"
        autocomplete="off"
        value={text}
        onInput={(event) => send({ type: 'text', text: event.currentTarget.value, response: newRatingId() })}
      />
      <p class="comment-notes quiet">
        <span id="survey-hint">{texts.writeHint}</span>
        <span>{texts.written(text.length, MOST_COMMENT)}</span>
      </p>
    </div>
  );
}

function Finished({ kit: { texts } }: { readonly kit: KioskKit }): JSX.Element {
  const heading = useScreenFocus<HTMLHeadingElement>('finished');
  return (
    <main class="screen message-screen" data-testid="survey-thanks">
      <Icon name="stored" />
      <h1 ref={heading} tabIndex={-1}>
        {texts.surveyThanks}
      </h1>
    </main>
  );
}
