import { mean } from '../statistics/summary.ts';

/** How far a method of estimating lay from what happened. ms; null where nothing was estimated. */
export interface ErrorFigures {
  readonly n: number;
  readonly meanAbsErrorMs: number | null;
  /** Root of the mean squared error. */
  readonly rmseMs: number | null;
  /** Mean of estimate − wait. */
  readonly biasMs: number | null;
  /** 1 − squared error / squared distance from the mean wait: 0 = no better than knowing that mean. */
  readonly r2: number | null;
}

export interface Outcome {
  readonly estimateMs: number;
  readonly waitMs: number;
}

export function errorFigures(outcomes: readonly Outcome[]): ErrorFigures {
  const errors = outcomes.map(({ estimateMs, waitMs }) => estimateMs - waitMs);
  const waits = outcomes.map(({ waitMs }) => waitMs);
  const centre = mean(waits);
  const squared = mean(errors.map((error) => error ** 2));
  const spread = centre === null ? null : mean(waits.map((wait) => (wait - centre) ** 2));
  return {
    n: outcomes.length,
    meanAbsErrorMs: mean(errors.map(Math.abs)),
    rmseMs: squared === null ? null : Math.sqrt(squared),
    biasMs: mean(errors),
    r2: squared === null || spread === null || spread === 0 ? null : 1 - squared / spread,
  };
}
