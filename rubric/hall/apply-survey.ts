import type { EventOf } from '#contract/events.ts';
import { dayOfRating, daysNewestFirst } from './days.ts';
import type { Hall, SurveyEntry, Work } from './state.ts';

/** Questionnaires: the last answer of a response stands, on the day on which the response began. */

/** The questionnaire of this response on any day that the hall holds. */
export function surveyEntry(hall: Hall, response: string): SurveyEntry | null {
  for (const day of daysNewestFirst(hall)) {
    const entry = day.surveys.get(response);
    if (entry !== undefined) return entry;
  }
  return null;
}

export function onSurveyAnswered({ hall }: Work, event: EventOf<'survey.answered'> & { readonly seq: number }): void {
  const known = surveyEntry(hall, event.response);
  const day = (known === null ? undefined : hall.days.get(known.record.date)) ?? dayOfRating(hall, event.at);
  const { at, delayedMs = 0, response, survey, version, complete, answers, counter, ticket, seq } = event;
  day.surveys.set(response, {
    seq,
    record: {
      response,
      at,
      answeredAt: Math.max(0, at - delayedMs),
      date: day.date,
      survey,
      version,
      complete,
      answers,
      counter: counter ?? null,
      ticket: ticket ?? null,
    },
  });
}
