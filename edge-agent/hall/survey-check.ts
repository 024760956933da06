import type { SurveyAnswers } from '#contract/events.ts';
import type { Survey, SurveyQuestion } from '#contract/kiosk-settings.ts';
import type { Problem } from '#contract/problems.ts';

/** Do the answers of a page fit the questionnaire as the hall has it now? All problems at once. */

type Answer = SurveyAnswers[number];

export function answerProblems(survey: Survey, answers: SurveyAnswers): readonly Problem[] {
  const seen = new Set<string>();
  return answers.flatMap((answer, index) => {
    const path = `answers.${index}`;
    const question = survey.questions.find(({ id }) => id === answer.question);
    if (question === undefined) {
      return [{ path: `${path}.question`, expected: `a question of "${survey.id}", "${answer.question}" is none` }];
    }
    if (seen.has(answer.question)) return [{ path: `${path}.question`, expected: 'each question once' }];
    seen.add(answer.question);
    return problemsOfOne(question, answer).map(({ path: below, expected }) => ({ path: `${path}${below}`, expected }));
  });
}

function problemsOfOne(question: SurveyQuestion, answer: Answer): readonly Problem[] {
  switch (question.kind) {
    case 'scale':
      return 'level' in answer ? scaleProblems(question.scale, answer) : wrongKind('level and scale');
    case 'choice':
      return 'options' in answer ? choiceProblems(question, answer.options) : wrongKind('options');
    case 'text':
      return 'text' in answer ? [] : wrongKind('text');
    default:
      return question satisfies never;
  }
}

function wrongKind(expected: string): readonly Problem[] {
  return [{ path: '', expected }];
}

function scaleProblems(scale: number, answer: { readonly level: number; readonly scale: number }): readonly Problem[] {
  if (answer.scale !== scale) return [{ path: '.scale', expected: `the scale of the question, ${scale}` }];
  return answer.level > scale ? [{ path: '.level', expected: `at most the scale, ${scale}` }] : [];
}

function choiceProblems(
  question: Extract<SurveyQuestion, { kind: 'choice' }>,
  options: readonly string[],
): readonly Problem[] {
  const unknown = options.flatMap((option, index) =>
    question.options.some(({ id }) => id === option)
      ? []
      : [{ path: `.options.${index}`, expected: `an option of "${question.id}", "${option}" is none` }],
  );
  if (new Set(options).size < options.length) return [...unknown, { path: '.options', expected: 'each option once' }];
  const many = options.length > 1 && !question.multiple;
  return many ? [...unknown, { path: '.options', expected: 'one option at most' }] : unknown;
}
