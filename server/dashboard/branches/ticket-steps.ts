import type { RatingRecord, Visit } from '#rubric/hall/visit.ts';

/** The life of a ticket in the order of time. */

export type TicketStep =
  | { readonly kind: 'issued' | 'joined'; readonly at: number; readonly leg: number; readonly service: string }
  | {
      readonly kind: 'called' | 'last-call';
      readonly at: number;
      readonly leg: number;
      readonly counter: string | null;
    }
  | { readonly kind: 'started' | 'invited'; readonly at: number; readonly leg: number }
  | { readonly kind: 'ended'; readonly at: number; readonly leg: number; readonly visit: Visit }
  | { readonly kind: 'rated'; readonly at: number; readonly rating: RatingRecord };

export function ticketSteps(legs: readonly Visit[], ratings: readonly RatingRecord[]): readonly TicketStep[] {
  const steps = [...legs.flatMap(stepsOfLeg), ...ratings.map(ratedStep)];
  return steps.toSorted((a, b) => a.at - b.at);
}

function ratedStep(rating: RatingRecord): TicketStep {
  return { kind: 'rated', at: rating.tappedAt, rating };
}

function stepsOfLeg(visit: Visit): readonly TicketStep[] {
  const { leg, issuedAt, firstCalledAt, lastCalledAt, startedAt, finishedAt, invitedAt } = visit;
  const steps: TicketStep[] = [];
  if (issuedAt !== null)
    steps.push({ kind: leg === 1 ? 'issued' : 'joined', at: issuedAt, leg, service: visit.service });
  if (firstCalledAt !== null) steps.push({ kind: 'called', at: firstCalledAt, leg, counter: visit.counter });
  if (lastCalledAt !== null && lastCalledAt !== firstCalledAt)
    steps.push({ kind: 'last-call', at: lastCalledAt, leg, counter: visit.counter });
  if (startedAt !== null && !visit.startAtCall) steps.push({ kind: 'started', at: startedAt, leg });
  if (invitedAt !== null) steps.push({ kind: 'invited', at: invitedAt, leg });
  if (finishedAt !== null) steps.push({ kind: 'ended', at: finishedAt, leg, visit });
  return steps;
}
