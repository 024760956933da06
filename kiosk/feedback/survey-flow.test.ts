import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counterIdSchema } from '#contract/ids.ts';
import { surveyRequestSchema } from '#contract/local-api.ts';
import { GUARD_MS, MORE_TIME_MS } from './idle.ts';
import { MemoryStorage } from './memory-storage.ts';
import { answerOf, SURVEY_START, surveyFlow } from './survey-flow.ts';
import type { Survey, SurveyConfig, SurveyEffect, SurveyEvent, SurveyState } from './survey-flow.ts';
import { rememberSurvey, resumedSurvey } from './survey-memory.ts';

const TEXT = { zh: '问题', en: 'Question' };
const OPTIONS = ['cash', 'card', 'loan'].map((id) => ({ id, name: TEXT }));
const SURVEY: Survey = {
  id: 'intercept',
  version: 2,
  title: TEXT,
  questions: [
    { kind: 'scale', id: 'attentive', text: TEXT, scale: 5 },
    { kind: 'choice', id: 'business', text: TEXT, multiple: false, options: OPTIONS },
    { kind: 'choice', id: 'wishes', text: TEXT, multiple: true, options: OPTIONS },
    { kind: 'text', id: 'remarks', text: TEXT },
  ],
};
const CONFIG: SurveyConfig = { survey: SURVEY, kiosk: null, fixedCounter: null, idleMs: 30_000, thanksMs: 4_000 };
const NOW = 50_000;
const RESPONSE = 'response-1';

const LEVEL: SurveyEvent = { type: 'level', level: 4, response: RESPONSE };
const NEXT: SurveyEvent = { type: 'next' };
function option(id: string): SurveyEvent {
  return { type: 'option', id, response: RESPONSE };
}
function text(words: string): SurveyEvent {
  return { type: 'text', text: words, response: RESPONSE };
}

/** One second apart. */
function play(events: readonly SurveyEvent[], config = CONFIG, from: SurveyState = SURVEY_START) {
  let state = from;
  const effects: SurveyEffect[] = [];
  events.forEach((event, index) => {
    const step = surveyFlow(config)(state, event, NOW + index * 1_000);
    state = step.state;
    effects.push(...step.effects);
  });
  const sent = effects.flatMap((effect) => (effect.type === 'answer' ? [effect.request] : []));
  return { state, effects, sent };
}

describe('questions', () => {
  test('a face answers and goes on', () => {
    const { state, sent } = play([LEVEL]);
    expect(state).toMatchObject({ index: 1, response: RESPONSE });
    expect(sent).toEqual([
      {
        survey: 'intercept',
        version: 2,
        complete: false,
        answers: [{ question: 'attentive', level: 4, scale: 5 }],
      },
    ]);
  });

  test('the one option answers and goes on, several wait for "next"', () => {
    const { state, sent } = play([LEVEL, option('cash'), option('card'), option('loan'), option('card')]);
    expect(state).toMatchObject({ index: 2 });
    expect(sent.at(-1)?.answers).toEqual([
      { question: 'attentive', level: 4, scale: 5 },
      { question: 'business', options: ['cash'] },
      { question: 'wishes', options: ['loan'] },
    ]);
  });

  test('every message carries the whole, under one response', () => {
    const { effects, sent } = play([LEVEL, option('cash'), option('card'), NEXT, text('很好'), NEXT]);
    expect(new Set(effects.map((effect) => (effect.type === 'answer' ? effect.response : null)))).toEqual(
      new Set([RESPONSE]),
    );
    expect(sent.map(({ answers }) => answers.length)).toEqual([1, 2, 3, 4, 4]);
    expect(sent.map(({ complete }) => complete)).toEqual([false, false, false, false, true]);
  });

  test('going back shows the answer, and another one replaces it', () => {
    const back = play([LEVEL, { type: 'back' }]);
    expect(back.state).toMatchObject({ index: 0 });
    expect(answerOf(back.state.name === 'asking' ? back.state.answers : [], SURVEY.questions[0]!)).toMatchObject({
      level: 4,
    });
    const { sent } = play([LEVEL, { type: 'back' }, { type: 'level', level: 1, response: 'response-2' }]);
    expect(sent.at(-1)?.answers).toEqual([{ question: 'attentive', level: 1, scale: 5 }]);
  });

  test('going back from the first question stays there', () => {
    expect(play([{ type: 'back' }]).state).toMatchObject({ index: 0 });
  });

  test('an emptied answer is no answer', () => {
    const { sent } = play([LEVEL, NEXT, option('cash'), option('cash')]);
    expect(sent.at(-1)?.answers.length).toBe(1);
    expect(play([NEXT, NEXT, NEXT, text('  ')]).sent.at(-1)?.answers).toEqual([]);
  });

  test('the last question waits to be sent', () => {
    const config = { ...CONFIG, survey: { ...SURVEY, questions: SURVEY.questions.slice(0, 1) } };
    expect(play([LEVEL], config).state).toMatchObject({ name: 'asking', index: 0 });
    expect(play([LEVEL, NEXT], config).state.name).toBe('finished');
  });

  test('an answer of another kind than the question is no answer', () => {
    expect(play([option('cash')])).toMatchObject({ state: { index: 0, response: null }, sent: [] });
  });

  test('a long text is cut to what the agent takes', () => {
    const { sent } = play([NEXT, NEXT, NEXT, text('好'.repeat(10_000))]);
    expect(sent[0]?.answers).toEqual([{ question: 'remarks', text: '好'.repeat(500) }]);
  });

  test('skipping everything sends nothing and thanks nobody', () => {
    const { state, effects } = play([NEXT, NEXT, NEXT, NEXT]);
    expect([state.name, effects.map(({ type }) => type)]).toEqual(['asking', ['next-person']]);
  });

  test('kiosk and counter stand in the message where the screen knows them', () => {
    const config = { ...CONFIG, kiosk: 'east', fixedCounter: counterIdSchema.parse('3') };
    expect(play([LEVEL], config).sent[0]).toMatchObject({ kiosk: 'east', counter: '3' });
  });
});

describe('times', () => {
  test('a double tap does not answer the next question', () => {
    const first = surveyFlow(CONFIG)(SURVEY_START, LEVEL, NOW).state;
    expect(surveyFlow(CONFIG)(first, option('cash'), NOW + GUARD_MS - 1)).toEqual({ state: first, effects: [] });
  });

  test('running out keeps the partial answers, which have left already, and begins anew', () => {
    const { state } = play([LEVEL]);
    const step = surveyFlow(CONFIG)(state, { type: 'time' }, NOW + 30_000);
    expect(step.state).toMatchObject({ name: 'asking', index: 0, response: null, answers: [] });
    expect(step.effects).toEqual([{ type: 'next-person' }]);
    expect(surveyFlow(CONFIG)(state, { type: 'time' }, NOW + 29_999).state).toBe(state);
  });

  test('a touch extends, more time extends more, a touch before any answer starts no countdown', () => {
    expect(play([{ type: 'touch' }]).state.patience).toBeNull();
    expect(play([LEVEL, { type: 'touch' }]).state.patience?.until).toBe(NOW + 31_000);
    expect(play([LEVEL, { type: 'more-time' }]).state.patience?.until).toBe(NOW + 1_000 + MORE_TIME_MS);
    expect(play([{ type: 'adjust' }]).state.patience?.touched).toBe(true);
  });

  test('the thanks of a survey leave by themselves or at a tap', () => {
    const { state } = play([LEVEL, NEXT, NEXT, NEXT]);
    expect(state.name).toBe('finished');
    expect(surveyFlow(CONFIG)(state, { type: 'time' }, NOW + 7_000).state.name).toBe('asking');
    expect(surveyFlow(CONFIG)(state, { type: 'touch' }, NOW + 5_000).state.name).toBe('asking');
  });
});

describe('after a reload', () => {
  const answered = play([LEVEL, option('cash')]).state;
  const times = { now: 100, wallNow: 1_000_000, idleMs: 30_000 };

  function remembered(state: SurveyState = answered): MemoryStorage {
    const storage = new MemoryStorage();
    rememberSurvey(storage, SURVEY, state, 995_000);
    return storage;
  }

  test('the person goes on where they were, under the same response', () => {
    const state = resumedSurvey(remembered(), SURVEY, times);
    expect(state).toMatchObject({ index: 2, response: RESPONSE, patience: { until: 30_100 } });
    expect(state.name === 'asking' && state.answers.length).toBe(2);
  });

  test('what is older than the idle time belongs to someone who has gone', () => {
    expect(resumedSurvey(remembered(), SURVEY, { ...times, wallNow: 1_025_000 })).toBe(SURVEY_START);
    expect(resumedSurvey(remembered(), SURVEY, { ...times, wallNow: 900_000 })).toBe(SURVEY_START);
  });

  test('another version of the survey begins anew', () => {
    expect(resumedSurvey(remembered(), { ...SURVEY, version: 3 }, times)).toBe(SURVEY_START);
    expect(resumedSurvey(remembered(), { ...SURVEY, questions: SURVEY.questions.slice(0, 1) }, times)).toBe(
      SURVEY_START,
    );
  });

  test('a finished survey is forgotten', () => {
    const storage = remembered();
    rememberSurvey(storage, SURVEY, play([LEVEL, NEXT, NEXT, NEXT]).state, 996_000);
    expect(storage.length).toBe(0);
  });

  test.each(['{', '7', '{}', '{"survey":"intercept","version":2,"at":999999,"state":{"index":0,"answers":7}}'])(
    'what cannot be read (%s) begins anew',
    (entry) => {
      const storage = new MemoryStorage();
      storage.setItem('hallmeter.survey', entry);
      expect(resumedSurvey(storage, SURVEY, times)).toBe(SURVEY_START);
    },
  );

  test('a device that cannot keep anything does not break the page', () => {
    const storage = new MemoryStorage();
    storage.full = true;
    rememberSurvey(storage, SURVEY, answered, 1);
    expect(resumedSurvey(storage, SURVEY, times)).toBe(SURVEY_START);
  });
});

test('whatever is tapped, only what the agent takes is sent', () => {
  const event = fc.constantFrom<SurveyEvent>(
    LEVEL,
    option('cash'),
    option('loan'),
    text('好'),
    text(''),
    NEXT,
    { type: 'back' },
    { type: 'touch' },
    { type: 'time' },
    { type: 'more-time' },
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const refused = play(events).sent.filter((request) => !surveyRequestSchema.safeParse(request).success);
      expect(refused).toEqual([]);
    }),
  );
});
