import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { WaitingTicket } from '#contract/lobby-view.ts';

/** What stands at one counter: its last called ticket and how far it has come. */
export interface CounterService {
  readonly ticket: TicketNumber;
  readonly state: 'called' | 'serving' | 'finished';
  readonly invitationOpen: boolean;
}

/**
 * The hall as the tap may see it. It must already reflect every event that the tap has returned, so whoever drives
 * the tap applies its events before the next call.
 */
export interface HallView {
  waiting(): readonly WaitingTicket[];
  /** Null when nothing was called there today, or the last ticket left without service. */
  service(counter: CounterId): CounterService | null;
}
