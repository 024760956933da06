import type { SheetEntry } from '#rubric/scorecards/sheet.ts';
import type { Language } from '../shell/language.ts';
import { minutesAndSeconds } from '../inspect/stopwatch.ts';
import { TEXTS } from './texts.ts';

/** One cell of a sheet in words: its answer, and its remarks behind it. `json` null = there was no answer. */
export function entryText(json: string | null, language: Language): string {
  const texts = TEXTS[language];
  if (json === null) return texts.noAnswer;
  const { answer, evidence = [], note, responsible } = JSON.parse(json) as Partial<SheetEntry>;
  const parts = [
    answer === undefined ? texts.noAnswer : answerText(answer, language),
    responsible ?? '',
    note ?? '',
    evidence.length === 0 ? '' : texts.files(evidence.length),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function answerText(answer: SheetEntry['answer'], language: Language): string {
  switch (answer.type) {
    case 'points':
      return answer.points;
    case 'count':
      return String(answer.count);
    case 'timer':
      return minutesAndSeconds(answer.ms);
    case 'choice':
      return answer.option;
    case 'text':
      return answer.text;
    default:
      return TEXTS[language].answer[answer.type];
  }
}
