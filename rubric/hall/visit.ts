import type { Estimate, EstimateReason } from '#contract/estimate.ts';
import type { Flag, SurveyAnswers } from '#contract/events.ts';

/**
 * Records that the hall derives from events: plain JSON data, times in epoch ms of the agent's checked clock.
 * Everything here can be thrown away and derived again from the journal.
 */

/** Marks that the hall itself adds to those an event may carry. */
export type RecordFlag =
  | Flag
  | 'reissued' // printed again while an older ticket of that number was still open
  | 'call-missed' // the first sign of a waiting ticket was a recall, start, no-show or transfer
  | 'time-order' // an event's time lay before the one it must follow and was raised to it
  | 'moved' // called at another counter in the middle of a service, nobody said transfer
  | 'mashing' // one of many taps in a short time at one kiosk
  | 'play' // one of several different levels in a short time at one kiosk: a child tries the faces
  | 'withdrawn'; // the customer took it back

export type VisitOutcome = 'waiting' | 'called' | 'serving' | 'held' | 'served' | 'transferred' | 'abandoned';
export type AbandonReason = 'no-show' | 'cancelled' | 'reset-at-close';

/** Service and class of a ticket that was called but never seen issued. */
export const UNKNOWN_SLUG = 'unknown';

/**
 * One leg of a visit: from joining one queue to leaving it or its counter. A transfer ends a leg and opens the next
 * under the same visit id; (`id`, `leg`) is the key. Source: measuring definitions, wait-time metrology.
 */
export interface Visit {
  /** `${date}/${ticket}/${nth}`: nth ticket of that number on that day. */
  readonly id: string;
  /** 1 for the queue that the ticket was printed for, then one more per transfer. */
  readonly leg: number;
  readonly ticket: string;
  readonly service: string;
  readonly class: string;
  /** Business day of issue, YYYY-MM-DD. */
  readonly date: string;
  /** When this leg's queue was joined; null when nobody saw it (then there is no wait). */
  readonly issuedAt: number | null;
  readonly firstCalledAt: number | null;
  /** Last call before service: the official wait ends here. A re-call cannot improve `firstCalledAt`. */
  readonly lastCalledAt: number | null;
  /** Set to the last call when the service ends and no start was reported (`startAtCall`). */
  readonly startedAt: number | null;
  /** End of service; for an abandoned leg the moment it became known, not when the customer left. */
  readonly finishedAt: number | null;
  readonly startAtCall: boolean;
  readonly counter: string | null;
  readonly teller: string | null;
  readonly recalls: number;
  readonly noShows: number;
  /** Total time suspended, not part of the service time. */
  readonly heldMs: number;
  readonly outcome: VisitOutcome;
  readonly abandonReason: AbandonReason | null;
  /** Nobody reported the end (next call, log-out, day close): left out of service-time metrics. */
  readonly finishInferred: boolean;
  readonly closedByNext: boolean;
  /** A numeric display fitted several waiting tickets: a service without a wait; those tickets still wait. */
  readonly ambiguous: boolean;
  readonly invitedAt: number | null;
  readonly invitationExpired: boolean;
  /** A rating that counts belongs to this leg. */
  readonly rated: boolean;
  readonly flags: readonly RecordFlag[];
  /** What the hall told this ticket about its wait when it was issued; null when it told nothing. */
  readonly estimate: Estimate | null;
  /** Why it told nothing; null where it told something, and where nobody asked. */
  readonly estimateReason: EstimateReason | null;
}

export type RatingChannel = 'evaluator' | 'keypad' | 'kiosk';

export interface RatingRecord {
  /** Id of the tap, unique within the branch. */
  readonly rating: string;
  /** When the agent took it: the half-hour it counts in. */
  readonly at: number;
  /** When the customer tapped; earlier than `at` when a page had to keep it. */
  readonly tappedAt: number;
  /** Business day of the visit it belongs to, else of the hall when it was given. */
  readonly date: string;
  readonly channel: RatingChannel;
  readonly counter: string | null;
  readonly ticket: string | null;
  /** Id and leg of the visit it belongs to; null for a lobby rating or when none fits. */
  readonly visit: string | null;
  readonly leg: number | null;
  /** As given: 1 = most negative … `scale`. */
  readonly level: number;
  readonly scale: 3 | 4 | 5;
  /** On four steps, see `toFourSteps`. */
  readonly level4: 1 | 2 | 3 | 4;
  /** Of the site's or head office's list, as they stand now. */
  readonly reasons: readonly string[];
  readonly comment: string | null;
  readonly flags: readonly RecordFlag[];
  /** False = set aside by a rule (its flag says which), kept and listed. */
  readonly counted: boolean;
}

/** A questionnaire as it stands: a later answer of the same `response` has replaced the earlier ones as a whole. */
export interface SurveyRecord {
  readonly response: string;
  /** When the agent took it, and when the customer answered. */
  readonly at: number;
  readonly answeredAt: number;
  /** Business day on which it began. */
  readonly date: string;
  readonly survey: string;
  readonly version: number;
  readonly complete: boolean;
  readonly answers: SurveyAnswers;
  readonly counter: string | null;
  readonly ticket: string | null;
}

/** One business day with the rules in force, as `day.opened` declared them. */
export interface DayRecords {
  readonly date: string;
  readonly timeZone: string;
  /** Business hours, null when the day was never declared open. */
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  /** Wait target per customer class, ms. */
  readonly targets: Readonly<Record<string, number>>;
  readonly closed: boolean;
  /** Legs in the order they began. */
  readonly visits: readonly Visit[];
  /** In the order they were given. */
  readonly ratings: readonly RatingRecord[];
}

const FOUR_STEPS = {
  3: [1, 2, 3],
  4: [1, 2, 3, 4],
  5: [1, 1, 2, 3, 4],
} as const;

/**
 * A level on the four steps dissatisfied (不满意), fair (一般), satisfied (满意), very satisfied (非常满意), matched by
 * what the button says: three buttons never say "very", five have two dissatisfied ones. So a device cannot gain a
 * top rating by having fewer buttons. Out-of-range levels are taken as the nearest button.
 */
export function toFourSteps(level: number, scale: 3 | 4 | 5): 1 | 2 | 3 | 4 {
  const steps = FOUR_STEPS[scale];
  return steps[Math.min(Math.max(level, 1), steps.length) - 1] ?? 1;
}
