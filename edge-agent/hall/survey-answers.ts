import type { Clock } from '#contract/clock.ts';
import {
  formatEventLine,
  MAX_EVENT_LINE_BYTES,
  parseEventLine,
  type EventOf,
  type SurveyAnswers,
} from '#contract/events.ts';
import type { KioskSettings } from '#contract/kiosk-settings.ts';
import type { SurveyRequest } from '#contract/local-api.ts';
import type { Problem } from '#contract/problems.ts';
import type { Site } from '#devices/sites/site.ts';
import type { Journal } from '../ports.ts';
import { counterProblems, delayOf, kioskSource, ticketOf } from './kiosk-ratings.ts';
import { refused, storedBefore, storeNow, type PageAnswer } from './page-answer.ts';
import type { Recorder } from './recorder.ts';
import { screenText } from './screening.ts';
import { answerProblems } from './survey-check.ts';

export interface SurveyOptions {
  readonly site: Pick<Site, 'counters'>;
  readonly journal: Pick<Journal, 'findSurvey' | 'read'>;
  readonly recorder: Pick<Recorder, 'record' | 'hall'>;
  readonly clock: Clock;
  /** The settings in force. */
  readonly kiosk: () => Pick<KioskSettings, 'surveys'>;
}

/**
 * Stores a questionnaire as far as it is answered; a later one of the same response replaces it. What is complete stays
 * complete: a partial answer that comes after it is an old one repeated. Throws JournalError when the disk refuses.
 */
export function answerSurvey(options: SurveyOptions, response: string, request: SurveyRequest): PageAnswer {
  const refusal = check(options, request);
  if (refusal !== null) return refusal;
  const event = eventOf(options, response, request);
  const before = lastStored(options.journal, response);
  if (before !== null && (isSame(before, event) || (before.complete && !event.complete))) {
    return storedBefore(response, before.seq);
  }
  if (Buffer.byteLength(formatEventLine(Number.MAX_SAFE_INTEGER, event)) > MAX_EVENT_LINE_BYTES) {
    return refused(
      'too-long',
      `All answers together may have ${MAX_EVENT_LINE_BYTES} bytes; please shorten the texts.`,
    );
  }
  return storeNow(options.recorder, response, event);
}

function check({ site, kiosk }: SurveyOptions, request: SurveyRequest): PageAnswer | null {
  const survey = kiosk().surveys.find(({ id }) => id === request.survey);
  const outer: Problem[] = [...counterProblems(site, request.counter)];
  if (survey === undefined) {
    outer.unshift({ path: 'survey', expected: `a questionnaire of this kiosk, "${request.survey}" is none` });
  }
  const inner = survey === undefined ? [] : answerProblems(survey, request.answers);
  const problems = [...outer, ...inner];
  if (problems.length === 0) return null;
  // An older page may ask what is still asked; where it does not, the page must fetch the questionnaire anew.
  if (outer.length === 0 && survey !== undefined && survey.version !== request.version) {
    const message = `The questionnaire has changed from version ${request.version} to ${survey.version}.`;
    return refused('survey-changed', message, problems);
  }
  return refused('does-not-fit', 'These answers do not fit the questionnaire.', problems);
}

function eventOf(options: SurveyOptions, response: string, request: SurveyRequest): EventOf<'survey.answered'> {
  const { survey, version, complete, answers, counter } = request;
  const ticket = ticketOf(options.recorder.hall, request.ticket);
  return {
    type: 'survey.answered',
    at: options.clock.now(),
    src: kioskSource(request.kiosk),
    response,
    survey,
    version,
    complete,
    answers: screened(answers),
    ...(counter === undefined ? {} : { counter }),
    ...(ticket === null ? {} : { ticket }),
    ...delayOf(request.delayedMs),
  };
}

function screened(answers: SurveyAnswers): SurveyAnswers {
  return answers.map((answer) => ('text' in answer ? { ...answer, text: screenText(answer.text) ?? '' } : answer));
}

type Answered = EventOf<'survey.answered'>;

/** From the journal: the hall lets go of a response with its day, a page may repeat it later. */
function lastStored(journal: SurveyOptions['journal'], response: string): (Answered & { readonly seq: number }) | null {
  const seq = journal.findSurvey(response);
  const row = seq === null ? undefined : journal.read(seq, 1)[0];
  if (row === undefined) return null;
  const parsed = parseEventLine(row.line);
  return parsed.kind === 'event' && parsed.event.type === 'survey.answered' ? parsed.event : null;
}

/** When it came and how long it was kept says nothing about what was answered. */
function isSame(before: Answered, now: Answered): boolean {
  const content = ({ survey, version, complete, counter, ticket, answers }: Answered): string =>
    JSON.stringify([survey, version, complete, counter, ticket, answers]);
  return content(before) === content(now);
}
