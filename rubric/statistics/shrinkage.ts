import { betaInterval, betaMean, type Beta } from './beta.ts';
import type { Interval } from './intervals.ts';

/**
 * Small samples drawn towards what their peers are like, so that three happy customers do not make the best branch of
 * the country. Shares: beta prior from the peers; means: normal prior from the peers.
 */

export interface Count {
  readonly successes: number;
  readonly n: number;
}

/** What peers are like: their mean, with the weight of so many observations. */
export interface BetaPrior {
  readonly mean: number;
  readonly weight: number;
}

/**
 * Prior by the method of moments over the peers, weighted by their n (Kleinman 1973). Null below two peers with
 * observations. The weight is kept between one observation and all that the peers have: when they differ no more
 * than chance would make them, the estimate runs to infinity, and a prior cannot know more than it was learned from.
 * Peers that agree on 0 or 1 are taken half an observation away from it. Order-independent for whole counts up to
 * rounding; sort first where bits matter.
 */
export function betaPrior(peers: readonly Count[]): BetaPrior | null {
  const known = peers.filter((peer) => peer.n > 0);
  if (known.length < 2) return null;
  const successes = known.reduce((sum, peer) => sum + peer.successes, 0);
  const n = known.reduce((sum, peer) => sum + peer.n, 0);
  if (successes === 0 || successes === n) return { mean: (successes + 0.5) / (n + 1), weight: n };
  const mean = successes / n;
  const spread = known.reduce((sum, peer) => sum + peer.n * (peer.successes / peer.n - mean) ** 2, 0);
  const chance = mean * (1 - mean);
  const squares = known.reduce((sum, peer) => sum + peer.n * peer.n, 0);
  const degrees = known.length - 1;
  const between = spread / chance - degrees;
  // `between` over this is the correlation ρ of two observations of one peer; the weight is 1/ρ − 1.
  const most = n - squares / n - degrees;
  const weight = between > 0 && most > 0 ? most / between - 1 : n;
  return { mean, weight: Math.min(n, Math.max(1, weight)) };
}

export function betaPosterior({ mean, weight }: BetaPrior, { successes, n }: Count): Beta {
  return { a: mean * weight + successes, b: (1 - mean) * weight + (n - successes) };
}

export interface ShrunkenShare extends Interval {
  /** (mean · weight + successes) / (weight + n). */
  readonly mean: number;
}

/** Posterior mean of a share with its credible interval. */
export function shrunkenShare(prior: BetaPrior, count: Count, confidence = 0.95): ShrunkenShare {
  const posterior = betaPosterior(prior, count);
  return { mean: betaMean(posterior), ...betaInterval(posterior, confidence) };
}

export interface Measured {
  readonly value: number;
  /** Squared standard error, > 0. */
  readonly variance: number;
}

export interface NormalPrior {
  readonly mean: number;
  /** Between peers, without what chance adds. Never below the variance of the pooled mean. */
  readonly variance: number;
  /** Share of what is seen between peers that is not chance, 0…1. */
  readonly reliability: number;
}

/**
 * Prior by moments: variance between the values less the mean of their error variances. Null below two peers. For the
 * same reason as above the variance does not fall below that of all peers pooled.
 */
export function normalPrior(peers: readonly Measured[]): NormalPrior | null {
  if (peers.length < 2) return null;
  const mean = peers.reduce((sum, peer) => sum + peer.value, 0) / peers.length;
  const seen = peers.reduce((sum, peer) => sum + (peer.value - mean) ** 2, 0) / (peers.length - 1);
  const chance = peers.reduce((sum, peer) => sum + peer.variance, 0) / peers.length;
  const pooled = 1 / peers.reduce((sum, peer) => sum + 1 / peer.variance, 0);
  return {
    mean,
    variance: Math.max(seen - chance, pooled),
    reliability: seen > 0 ? Math.max(0, 1 - chance / seen) : 0,
  };
}

export interface Normal {
  readonly mean: number;
  readonly deviation: number;
}

export function normalPosterior(prior: NormalPrior, { value, variance }: Measured): Normal {
  const own = prior.variance / (prior.variance + variance);
  return { mean: prior.mean + own * (value - prior.mean), deviation: Math.sqrt(own * variance) };
}
