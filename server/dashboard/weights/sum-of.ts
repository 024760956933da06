import { formatPoints } from '#rubric/scorecards/format-points.ts';
import { parsePoints, pointsSchema } from '#rubric/scorecards/points.ts';

/** Exact sum of decimal texts; null while one of them is no number. */
export function sumOf(texts: readonly string[]): string | null {
  if (!texts.every((text) => pointsSchema.safeParse(text).success)) return null;
  return formatPoints(texts.reduce((sum, text) => sum + parsePoints(text), 0));
}
