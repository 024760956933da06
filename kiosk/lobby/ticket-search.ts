import type { TicketHistory } from '#contract/lobby-view.ts';
import { estimateRange, withinRange } from '../shared/estimate-range.ts';
import type { MinuteRange } from '../shared/estimate-range.ts';
import type { Names } from './names.ts';

/** What came of looking for a ticket. */
export type LookUp =
  | { readonly kind: 'found'; readonly history: TicketHistory }
  /** Several numbers could be meant. */
  | { readonly kind: 'ambiguous'; readonly ticket: string; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown'; readonly ticket: string }
  | { readonly kind: 'failed'; readonly ticket: string };

/** State of the search sheet; closed = not open. */
export type Search =
  | { readonly kind: 'closed' }
  | { readonly kind: 'searching'; readonly ticket: string }
  | { readonly kind: 'malformed' }
  | LookUp;

/** What the agent's answer to a search for `ticket` means. */
export function readAnswer(ticket: string, history: TicketHistory): LookUp {
  if (history.candidates !== undefined) return { kind: 'ambiguous', ticket, candidates: history.candidates };
  return history.visits.length === 0 ? { kind: 'unknown', ticket } : { kind: 'found', history };
}

/** Trimmed, full-width characters made plain, capitals; null for what no ticket can be called. */
export function normaliseTicket(typed: string): string | null {
  const ticket = typed.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  return /^[A-Z0-9-]{1,12}$/.test(ticket) ? ticket : null;
}

export interface TicketLeg {
  readonly key: string;
  readonly leg: number;
  readonly queue: string;
  readonly outcome: TicketHistory['visits'][number]['outcome'];
  readonly waitMs: number | null;
  readonly serviceMs: number | null;
  /** What it was told when it was issued. */
  readonly range: MinuteRange | null;
  /** Against what it was told; null while the wait is not over, or nothing was told. */
  readonly verdict: 'within' | 'shorter' | 'longer' | null;
}

export function ticketLegs({ visits }: TicketHistory, names: Names): readonly TicketLeg[] {
  return visits.map(({ id, leg, service, class: className, outcome, waitMs, serviceMs, estimate }) => {
    const range = estimate === null ? null : estimateRange(estimate);
    const known = outcome !== 'waiting' && outcome !== 'abandoned';
    return {
      key: `${id} ${leg}`,
      leg,
      queue: names.queue(service, className),
      outcome,
      waitMs,
      serviceMs,
      range,
      verdict: range === null || waitMs === null || !known ? null : verdictOf(waitMs, range),
    };
  });
}

function verdictOf(waitMs: number, range: MinuteRange): TicketLeg['verdict'] {
  if (withinRange(waitMs, range)) return 'within';
  return waitMs < range.from * 60_000 ? 'shorter' : 'longer';
}
