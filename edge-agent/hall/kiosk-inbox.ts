import type { Clock } from '#contract/clock.ts';
import type { KioskSettings } from '#contract/kiosk-settings.ts';
import type { RatingDetailRequest, RatingRequest, SurveyRequest } from '#contract/local-api.ts';
import type { Site } from '#devices/sites/site.ts';
import type { Journal } from '../ports.ts';
import { rateFromKiosk } from './kiosk-ratings.ts';
import type { PageAnswer } from './page-answer.ts';
import { detailRating, withdrawRating } from './rating-changes.ts';
import type { Recorder } from './recorder.ts';
import { answerSurvey } from './survey-answers.ts';

/** What the pages of customers may store. Each throws only when the disk refuses, and then nothing is stored. */
export interface KioskInbox {
  rate(request: RatingRequest): PageAnswer;
  detailRating(rating: string, request: RatingDetailRequest): PageAnswer;
  withdrawRating(rating: string): PageAnswer;
  answerSurvey(response: string, request: SurveyRequest): PageAnswer;
}

export interface KioskInboxOptions {
  readonly site: Site;
  readonly journal: Pick<Journal, 'findRating' | 'findSurvey' | 'read'>;
  readonly recorder: Recorder;
  readonly clock: Clock;
  /** The settings in force; head office may replace them. */
  readonly kiosk: () => KioskSettings;
  /** Called before anything is looked up or stored. */
  readonly before: () => void;
}

export function createKioskInbox(options: KioskInboxOptions): KioskInbox {
  const inOrder = <T>(action: () => T): T => {
    options.before();
    return action();
  };
  return {
    rate: (request) => inOrder(() => rateFromKiosk(options, request)),
    detailRating: (rating, request) => inOrder(() => detailRating(options, rating, request)),
    withdrawRating: (rating) => inOrder(() => withdrawRating(options, rating)),
    answerSurvey: (response, request) => inOrder(() => answerSurvey(options, response, request)),
  };
}
