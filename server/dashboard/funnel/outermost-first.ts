import type { FunnelView } from '../../scoring/wire.ts';

type Point = FunnelView['points'][number];

const BEYOND: Readonly<Record<Point['verdict'], number>> = {
  'below-998': 0,
  'below-95': 1,
  'above-998': 2,
  'above-95': 3,
  within: 4,
};

/** What has to be looked at stands first: below the limits, then above them, then the rest by share. */
export function outermostFirst({ points }: Pick<FunnelView, 'points'>): readonly Point[] {
  return points.toSorted(
    (a, b) => BEYOND[a.verdict] - BEYOND[b.verdict] || a.share - b.share || (a.name.branch < b.name.branch ? -1 : 1),
  );
}
