import type { HallConfig, SurveyRequest } from '#contract/local-api.ts';
import { clipped } from './flow.ts';
import { extended, GUARD_MS, MORE_TIME_MS } from './idle.ts';
import type { Patience } from './idle.ts';

/**
 * A questionnaire, one question per screen. Every answer leaves at once as the whole of what was answered so far
 * (`complete: false`), so that walking away loses nothing; the last step says `complete: true`.
 */

export type Survey = HallConfig['kiosk']['surveys'][number];
export type Question = Survey['questions'][number];
export type Answers = SurveyRequest['answers'];
export type Answer = Answers[number];

export interface SurveyConfig {
  readonly survey: Survey;
  readonly kiosk: string | null;
  readonly fixedCounter: SurveyRequest['counter'] | null;
  readonly idleMs: number;
  readonly thanksMs: number;
}

export type SurveyState =
  | {
      readonly name: 'asking';
      readonly since: number;
      readonly index: number;
      /** Null until the first answer. */
      readonly response: string | null;
      readonly answers: Answers;
      readonly patience: Patience | null;
    }
  | { readonly name: 'finished'; readonly since: number; readonly patience: Patience };

export type SurveyEvent =
  /** `response` is a fresh id; it is used when this answer begins a response. */
  | { readonly type: 'level'; readonly level: number; readonly response: string }
  | { readonly type: 'option'; readonly id: string; readonly response: string }
  | { readonly type: 'text'; readonly text: string; readonly response: string }
  /** On without an answer, or with the one given; the end after the last question. */
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'adjust' }
  | { readonly type: 'touch' }
  | { readonly type: 'more-time' }
  | { readonly type: 'time' };

export type SurveyEffect =
  | { readonly type: 'answer'; readonly response: string; readonly request: SurveyRequest }
  | { readonly type: 'next-person' };

export interface SurveyStep {
  readonly state: SurveyState;
  readonly effects: readonly SurveyEffect[];
}

type Asking = Extract<SurveyState, { name: 'asking' }>;

export const SURVEY_START: Asking = {
  name: 'asking',
  since: -GUARD_MS,
  index: 0,
  response: null,
  answers: [],
  patience: null,
};

/** Typing and time are not taps; a change of language is one, and harmless. */
const UNGUARDED: ReadonlySet<SurveyEvent['type']> = new Set(['text', 'adjust', 'time']);

export function surveyFlow(config: SurveyConfig): (state: SurveyState, event: SurveyEvent, now: number) => SurveyStep {
  return (state, event, now) => {
    if (!UNGUARDED.has(event.type) && now - state.since < GUARD_MS) return stay(state);
    if (event.type === 'time' && (state.patience === null || now < state.patience.until)) return stay(state);
    if (state.name === 'asking') return asking(config, state, event, now);
    return event.type === 'adjust' ? stay(state) : toStart(now);
  };
}

export function answerOf(answers: Answers, question: Question): Answer | null {
  return answers.find((answer) => answer.question === question.id) ?? null;
}

function asking(config: SurveyConfig, state: Asking, event: SurveyEvent, now: number): SurveyStep {
  const touched = { ...state, patience: extended(state.patience, now, config.idleMs) };
  switch (event.type) {
    case 'level':
    case 'option':
    case 'text':
      return answered(config, touched, event, now);
    case 'next':
      return next(config, touched, now);
    case 'back':
      return stay({ ...touched, index: Math.max(0, state.index - 1), since: now });
    case 'touch':
      // Nothing answered yet, nothing to put back.
      return stay(state.patience === null ? state : touched);
    case 'more-time':
      return stay({ ...state, patience: extended(state.patience, now, MORE_TIME_MS) });
    case 'time':
      // What was answered has left already, as not complete.
      return toStart(now);
    default:
      return stay(touched);
  }
}

type AnswerEvent = Extract<SurveyEvent, { type: 'level' | 'option' | 'text' }>;

function answered(config: SurveyConfig, state: Asking, event: AnswerEvent, now: number): SurveyStep {
  const question = config.survey.questions[state.index];
  const answer = question === undefined ? null : answerFrom(question, state.answers, event);
  if (question === undefined || answer === null) return stay(state);
  const others = state.answers.filter((other) => other.question !== question.id);
  const response = state.response ?? event.response;
  const after = { ...state, response, answers: isEmpty(answer) ? others : [...others, answer] };
  // A face or the one option is the whole answer: on to the next. The last one is left to look at before it is sent.
  const goesOn = event.type === 'level' || (question.kind === 'choice' && !question.multiple && !isEmpty(answer));
  const isLast = state.index === config.survey.questions.length - 1;
  return {
    state: goesOn && !isLast ? { ...after, index: state.index + 1, since: now } : after,
    effects: [toSend(config, after, response, false)],
  };
}

/** Null when the answer does not belong to this question (a second tap that came too late). */
function answerFrom(question: Question, answers: Answers, event: AnswerEvent): Answer | null {
  if (question.kind === 'scale' && event.type === 'level') {
    return { question: question.id, level: event.level, scale: question.scale };
  }
  if (question.kind === 'text' && event.type === 'text') return { question: question.id, text: clipped(event.text) };
  if (question.kind !== 'choice' || event.type !== 'option') return null;
  const known = answerOf(answers, question);
  const chosen = known !== null && 'options' in known ? known.options : [];
  if (chosen.includes(event.id)) return { question: question.id, options: chosen.filter((id) => id !== event.id) };
  return { question: question.id, options: question.multiple ? [...chosen, event.id] : [event.id] };
}

function isEmpty(answer: Answer): boolean {
  return ('options' in answer && answer.options.length === 0) || ('text' in answer && answer.text.trim() === '');
}

function next(config: SurveyConfig, state: Asking, now: number): SurveyStep {
  if (state.index < config.survey.questions.length - 1) return stay({ ...state, index: state.index + 1, since: now });
  const finished = {
    name: 'finished',
    since: now,
    patience: { until: now + config.thanksMs, touched: false },
  } as const;
  // Skipped from the first to the last: there is nothing to send, and nothing to thank for.
  if (state.response === null || state.answers.length === 0) return toStart(now);
  return { state: finished, effects: [toSend(config, state, state.response, true)] };
}

function toSend(config: SurveyConfig, { answers }: Asking, response: string, complete: boolean): SurveyEffect {
  const { survey, kiosk, fixedCounter } = config;
  const request: SurveyRequest = {
    survey: survey.id,
    version: survey.version,
    complete,
    answers: [...answers],
    ...(kiosk === null ? {} : { kiosk }),
    ...(fixedCounter === null || fixedCounter === undefined ? {} : { counter: fixedCounter }),
  };
  return { type: 'answer', response, request };
}

function toStart(now: number): SurveyStep {
  return { state: { ...SURVEY_START, since: now }, effects: [{ type: 'next-person' }] };
}

function stay(state: SurveyState): SurveyStep {
  return { state, effects: [] };
}
