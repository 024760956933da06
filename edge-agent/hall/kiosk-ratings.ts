import type { Clock } from '#contract/clock.ts';
import type { EventOf } from '#contract/events.ts';
import type { RatingReply, RatingRequest } from '#contract/local-api.ts';
import type { Problem } from '#contract/problems.ts';
import type { Site } from '#devices/sites/site.ts';
import type { Journal } from '../ports.ts';
import type { Recorder } from './recorder.ts';
import { maskLongNumbers } from './screening.ts';

export interface KioskRatingOptions {
  readonly site: Site;
  readonly journal: Pick<Journal, 'findRating'>;
  readonly recorder: Pick<Recorder, 'record'>;
  readonly clock: Clock;
}

/** A request that the page should never have sent: it names what this hall does not have. */
export class RatingProblem extends Error {
  readonly code = 'rating-does-not-fit';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, expected }) => `${path}: ${expected}`).join('; '));
    this.name = 'RatingProblem';
    this.problems = problems;
  }
}

/** Stores a rating from a page durably, once per id. Throws RatingProblem, or JournalError when the disk refuses. */
export function rateFromKiosk(options: KioskRatingOptions, request: RatingRequest): RatingReply {
  const problems = problemsWith(options.site, request);
  if (problems.length > 0) throw new RatingProblem(problems);
  const before = options.journal.findRating(request.rating);
  if (before !== null) return { rating: request.rating, seq: before, stored: 'before' };
  const events = options.recorder.record([eventOf(request, options.clock.now())]);
  const stored = events.find((event) => event.type === 'rating.given' && event.rating === request.rating);
  if (stored === undefined) throw new RatingProblem([{ path: '(root)', expected: 'a rating that fits the contract' }]);
  return { rating: request.rating, seq: stored.seq, stored: 'now' };
}

function eventOf(request: RatingRequest, at: number): EventOf<'rating.given'> {
  const { rating, level, scale, counter, reasons, comment } = request;
  return {
    type: 'rating.given',
    at,
    src: 'kiosk',
    rating,
    channel: 'kiosk',
    level,
    scale,
    ...(counter === undefined ? {} : { counter }),
    ...(reasons === undefined || reasons.length === 0 ? {} : { reasons }),
    ...(comment === undefined || comment.trim() === '' ? {} : { comment: maskLongNumbers(comment) }),
  };
}

function problemsWith(site: Site, { level, scale, counter }: RatingRequest): readonly Problem[] {
  const problems: Problem[] = [];
  if (level > scale) problems.push({ path: 'level', expected: `at most the scale, ${scale}` });
  if (counter !== undefined && !site.counters.some(({ id }) => id === counter)) {
    problems.push({ path: 'counter', expected: `a counter of this hall, "${counter}" is none` });
  }
  return problems;
}
