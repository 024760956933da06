import {
  exactFunnelLimits,
  FUNNEL_LINES,
  funnelLimits,
  funnelPlace,
  overDispersion,
} from '#rubric/statistics/funnel.ts';
import { basisPoints } from '#rubric/statistics/exact.ts';
import type { PlacedShare, ShareOf } from '../store/scoring/rank-shares.ts';
import type { BranchName, FunnelView } from './wire.ts';

type Point = FunnelView['points'][number];
type Limit = FunnelView['limits'][number];

const VERDICTS = {
  'alarm-low': 'below-998',
  'warning-low': 'below-95',
  within: 'within',
  'warning-high': 'above-95',
  'alarm-high': 'above-998',
} as const satisfies Readonly<Record<string, Point['verdict']>>;

/** Points at which limits are drawn. */
const STEPS = 60;

export interface FunnelParts {
  readonly period: string;
  readonly of: ShareOf;
  /** By place. */
  readonly shares: readonly PlacedShare[];
  readonly nameOf: (branch: string, index: number) => BranchName;
}

/** How far each share lies from that of the whole network, and how far chance alone would take it. */
export function funnelView({ period, of, shares, nameOf }: FunnelParts): FunnelView {
  const n = shares.reduce((sum, each) => sum + each.n, 0);
  const successes = shares.reduce((sum, each) => sum + each.successes, 0);
  // Where all agree on none or all there is no chance to speak of.
  const hasChance = successes > 0 && successes < n;
  const target = hasChance ? successes / n : 0;
  const factor = hasChance ? overDispersion(target, shares) : 1;
  return {
    period,
    of,
    centre: basisPoints(successes, n),
    overdispersion: factor,
    points: shares.map((each, index) => ({
      name: nameOf(each.branch, index),
      n: each.n,
      share: basisPoints(each.successes, each.n),
      verdict: hasChance ? VERDICTS[funnelPlace(target, each, factor) ?? 'within'] : 'within',
    })),
    limits: hasChance ? limitsOf(target, factor, shares) : [],
  };
}

function limitsOf(target: number, factor: number, shares: readonly PlacedShare[]): readonly Limit[] {
  const most = shares.reduce((max, { n }) => Math.max(max, n), 1);
  const least = shares.reduce((min, { n }) => Math.min(min, n), most);
  // Evenly on a logarithmic scale: funnels are steep where n is small.
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => Math.round(least * (most / least) ** (step / STEPS)));
  const at = (n: number, confidence: number): { readonly low: number; readonly high: number } => {
    const exact = factor === 1;
    const { low, high } = exact
      ? exactFunnelLimits(target, n, confidence)
      : funnelLimits(target, n, confidence, factor);
    return { low: Math.round(low * 10_000), high: Math.round(high * 10_000) };
  };
  return [...new Set(steps)].map((n) => {
    const [warning, alarm] = [at(n, FUNNEL_LINES.warning), at(n, FUNNEL_LINES.alarm)];
    return { n, low95: warning.low, high95: warning.high, low998: alarm.low, high998: alarm.high };
  });
}
