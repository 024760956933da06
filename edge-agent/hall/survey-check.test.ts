import { expect, test } from 'vitest';
import { surveyAnswersSchema } from '#contract/events.ts';
import { surveySchema } from '#contract/kiosk-settings.ts';
import { answerProblems } from './survey-check.ts';

const name = { zh: '名', en: 'name' };
const survey = surveySchema.parse({
  id: 'intercept',
  version: 1,
  title: name,
  questions: [
    { id: 'attentive', kind: 'scale', scale: 4, text: name },
    {
      id: 'wait',
      kind: 'choice',
      text: name,
      options: [
        { id: 'short', name },
        { id: 'long', name },
      ],
    },
    {
      id: 'why',
      kind: 'choice',
      multiple: true,
      text: name,
      options: [
        { id: 'staff', name },
        { id: 'hall', name },
      ],
    },
    { id: 'words', kind: 'text', text: name },
  ],
});

function pathsOf(answers: unknown): readonly string[] {
  return answerProblems(survey, surveyAnswersSchema.parse(answers)).map(({ path }) => path);
}

test('answers that fit, in any order, with questions left out', () => {
  expect(pathsOf([])).toEqual([]);
  expect(
    pathsOf([
      { question: 'words', text: '' },
      { question: 'why', options: ['hall', 'staff'] },
      { question: 'wait', options: [] },
      { question: 'attentive', level: 4, scale: 4 },
    ]),
  ).toEqual([]);
});

test.each([
  ['a question that is not asked', [{ question: 'x', text: '' }], ['answers.0.question']],
  [
    'a question twice',
    [
      { question: 'words', text: 'a' },
      { question: 'words', text: 'b' },
    ],
    ['answers.1.question'],
  ],
  ['a text for a scale', [{ question: 'attentive', text: '' }], ['answers.0']],
  ['options for a text', [{ question: 'words', options: [] }], ['answers.0']],
  ['a level for a choice', [{ question: 'wait', level: 1, scale: 4 }], ['answers.0']],
  ['another scale', [{ question: 'attentive', level: 1, scale: 5 }], ['answers.0.scale']],
  ['a level above the scale', [{ question: 'attentive', level: 5, scale: 4 }], ['answers.0.level']],
  [
    'options that do not exist',
    [{ question: 'why', options: ['a', 'hall', 'b'] }],
    ['answers.0.options.0', 'answers.0.options.2'],
  ],
  ['one option twice', [{ question: 'why', options: ['hall', 'hall'] }], ['answers.0.options']],
  ['two options where one is asked', [{ question: 'wait', options: ['short', 'long'] }], ['answers.0.options']],
])('%s', (_what, answers, paths) => {
  expect(pathsOf(answers)).toEqual(paths);
});
