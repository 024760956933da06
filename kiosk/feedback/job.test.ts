import { describe, expect, test } from 'vitest';
import { ratingRequestSchema, surveyRequestSchema } from '#contract/local-api.ts';
import type { RatingRequest, SurveyRequest } from '#contract/local-api.ts';
import { jobName, requestOf, withoutUnknown } from './job.ts';
import type { Job } from './job.ts';

const ID = 'tap-00000001';
const RATING = { rating: ID, level: 4, scale: 4, counter: '2', ticket: 'A012' } as unknown as RatingRequest;
const SURVEY: SurveyRequest = { survey: 'intercept', version: 1, complete: false, answers: [] };

describe('requests', () => {
  test('a rating says how long the page had to keep it, unless that was no time', () => {
    const job: Job = { kind: 'rating', id: ID, body: RATING };
    expect(requestOf(job, 999)).toEqual({ method: 'POST', path: '/api/ratings', body: RATING });
    const { body } = requestOf(job, 1_500.4);
    expect(body).toEqual({ ...RATING, delayedMs: 1_500 });
    expect(ratingRequestSchema.safeParse(body).success).toBe(true);
  });

  test('detail, withdrawal and survey are put under the id', () => {
    const detail = { reasons: ['waiting'], comment: '' };
    expect(requestOf({ kind: 'detail', id: ID, body: detail }, 5_000)).toEqual({
      method: 'PUT',
      path: `/api/ratings/${ID}/detail`,
      body: detail,
    });
    expect(requestOf({ kind: 'withdrawn', id: ID }, 5_000)).toEqual({
      method: 'PUT',
      path: `/api/ratings/${ID}/withdrawn`,
      body: undefined,
    });
    const survey = requestOf({ kind: 'survey', id: ID, body: SURVEY }, 5_000);
    expect(survey.path).toBe(`/api/surveys/${ID}`);
    expect(surveyRequestSchema.parse(survey.body).delayedMs).toBe(5_000);
  });

  test('a rating and its detail have different names', () => {
    expect(jobName({ kind: 'rating', id: ID, body: RATING })).not.toBe(jobName({ kind: 'withdrawn', id: ID }));
  });
});

describe('what is left when the agent does not know a name', () => {
  test('a rating goes first without its counter, then without its ticket, then not at all', () => {
    const first = withoutUnknown({ kind: 'rating', id: ID, body: RATING })!;
    expect(first).toMatchObject({ body: { ticket: 'A012' } });
    expect(first).not.toHaveProperty('body.counter');
    const second = withoutUnknown(first)!;
    expect(second).toEqual({ kind: 'rating', id: ID, body: { rating: ID, level: 4, scale: 4 } });
    expect(withoutUnknown(second)).toBeNull();
  });

  test('a survey goes without its counter; a detail and a withdrawal have nothing to leave out', () => {
    const placed = { ...SURVEY, counter: '9' } as unknown as SurveyRequest;
    expect(withoutUnknown({ kind: 'survey', id: ID, body: placed })).toEqual({ kind: 'survey', id: ID, body: SURVEY });
    expect(withoutUnknown({ kind: 'withdrawn', id: ID })).toBeNull();
    expect(withoutUnknown({ kind: 'detail', id: ID, body: { reasons: ['gone'], comment: '好' } })).toBeNull();
  });
});
