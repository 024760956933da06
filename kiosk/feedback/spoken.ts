import type { HallConfig } from '#contract/local-api.ts';
import type { Language } from '../shared/language.ts';
import type { FlowState } from './flow.ts';
import { moodOf, reasonsFor } from './mood.ts';
import type { SurveyState, Survey } from './survey-flow.ts';
import { FEEDBACK_TEXTS } from './texts.ts';

/** What the kiosk says aloud on a screen, for those who cannot or would rather not read it. */

type Kiosk = HallConfig['kiosk'];

/** The word of each level in a language; index = level − 1. */
export function wordsOf(kiosk: Kiosk, language: Language): readonly string[] {
  return kiosk.words?.map((word) => word[language]) ?? FEEDBACK_TEXTS[language].levels[kiosk.scale];
}

export function spokenScreen(state: FlowState, kiosk: Kiosk, language: Language): string {
  const texts = FEEDBACK_TEXTS[language];
  const words = wordsOf(kiosk, language);
  switch (state.name) {
    case 'start':
      // Best first, as the faces stand.
      return [texts.question, texts.spokenFaces(list(words.toReversed(), language))].join(' ');
    case 'thanks': {
      if (state.writing) return `${texts.writeTitle} ${texts.writeHint}`;
      const mood = moodOf(state.level, kiosk.scale);
      const reasons = reasonsFor(kiosk.reasons, mood).map(({ name }) => name[language]);
      const asked = reasons.length === 0 ? [] : [texts.reasons[mood], list(reasons, language)];
      return [texts.thanks, texts.yourRating(words[state.level - 1] ?? ''), ...asked].join(' ');
    }
    default:
      return texts.undone;
  }
}

export function spokenQuestion(state: SurveyState, survey: Survey, language: Language): string {
  const texts = FEEDBACK_TEXTS[language];
  const question = state.name === 'asking' ? survey.questions[state.index] : undefined;
  if (question === undefined) return texts.surveyThanks;
  const text = question.text[language];
  if (question.kind === 'scale') {
    return `${text} ${texts.spokenFaces(list(texts.levels[question.scale].toReversed(), language))}`;
  }
  if (question.kind === 'text') return text;
  return `${text} ${list(
    question.options.map(({ name }) => name[language]),
    language,
  )}`;
}

function list(words: readonly string[], language: Language): string {
  return words.join(language === 'zh' ? '、' : ', ');
}
