import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { LobbyRating } from '#contract/lobby-view.ts';
import type { Hall } from './state.ts';
import type { RatingRecord } from './visit.ts';

/** The last ratings for the lobby manager, those set aside included. `at` is when the customer tapped; newest first. */
export function lobbyRatings(hall: Hall): readonly LobbyRating[] {
  return hall.lastRatings.map(lobbyRating).toSorted((a, b) => b.at - a.at);
}

function lobbyRating(record: RatingRecord): LobbyRating {
  const { rating, tappedAt, level, scale, channel, reasons, comment, counted, flags } = record;
  return {
    rating,
    at: tappedAt,
    level,
    scale,
    channel,
    counter: record.counter as CounterId | null,
    ticket: record.ticket as TicketNumber | null,
    reasons: [...reasons],
    comment,
    counted,
    flags: [...flags],
  };
}
