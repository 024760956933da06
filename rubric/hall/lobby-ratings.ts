import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { LobbyRating } from '#contract/lobby-view.ts';
import { ratingEntry } from './rating-book.ts';
import type { Hall, RatingEntry } from './state.ts';

/**
 * The last ratings for the lobby manager, those set aside included. `at` is when the customer tapped; newest first.
 * The id of a tap is its customer's right to take it back, so the board gets the seq instead.
 */
export function lobbyRatings(hall: Hall): readonly LobbyRating[] {
  return hall.lastRatings
    .flatMap(({ rating }) => ratingEntry(hall, rating) ?? [])
    .map(lobbyRating)
    .toSorted((a, b) => b.at - a.at);
}

function lobbyRating({ record, seq }: RatingEntry): LobbyRating {
  const { tappedAt, level, scale, channel, reasons, comment, counted, flags } = record;
  return {
    rating: String(seq),
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
