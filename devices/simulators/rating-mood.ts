import type { Hall, Ticket } from './hall-types.ts';

/**
 * The level a customer presses, 1 = most negative. The longer the wait was beyond the class target, the heavier the
 * negative half weighs: it reaches the scenario's factor at twice the target.
 */
export function ratingLevel(hall: Hall, ticket: Ticket): number {
  const { levels, angerFactor } = hall.scenario.ratings;
  const { scale } = hall.site.grades;
  const targetMs = hall.site.classes[ticket.class]!.targetMinutes * 60_000;
  const over = (hall.queue.now() - ticket.issuedAt - targetMs) / targetMs;
  const anger = 1 + (angerFactor - 1) * Math.min(1, Math.max(0, over));
  const weights = Array.from({ length: scale }, (_, index) => {
    const weight = levels[index - scale + levels.length] ?? 0;
    return index < scale / 2 ? weight * anger : weight;
  });
  return hall.random.weighted(weights) + 1;
}
