/** Alarms on slow deterioration: EWMA of a share by period, and a Bernoulli CUSUM ticket by ticket. */

export interface EwmaRules {
  /** Share when all is well, and where the average starts. */
  readonly centre: number;
  /** Weight of the newest period. */
  readonly lambda: number;
  /** Width of the limit in standard errors. */
  readonly width: number;
}

/** λ and L of the measuring definitions. */
export const EWMA_DEFAULTS = { lambda: 0.2, width: 2.7 } as const;

export interface EwmaPoint {
  readonly average: number;
  /** Upper limit in the long run, for the n of this period. */
  readonly limit: number;
  readonly alarm: boolean;
}

/** One point per period (Roberts 1959); `n`: observations behind the share. A period without any passes by unchanged. */
export function ewma(
  periods: readonly { readonly share: number; readonly n: number }[],
  { centre, lambda, width }: EwmaRules,
): readonly EwmaPoint[] {
  const spread = width * Math.sqrt((centre * (1 - centre) * lambda) / (2 - lambda));
  let average = centre;
  return periods.map(({ share, n }) => {
    if (n <= 0) return { average, limit: Infinity, alarm: false };
    average = lambda * share + (1 - lambda) * average;
    const limit = centre + spread / Math.sqrt(n);
    return { average, limit, alarm: average > limit };
  });
}

export interface CusumRules {
  /** Share of bad events when all is well, and the share to be found out; 0 < usual < bad < 1. */
  readonly usual: number;
  readonly bad: number;
  /** Alarm from this sum on. */
  readonly limit: number;
}

/** What a bad and a good event add: the log-likelihood ratios. Throws a RangeError unless 0 < usual < bad < 1. */
export function cusumWeights({ usual, bad }: Pick<CusumRules, 'usual' | 'bad'>): {
  readonly onBad: number;
  readonly onGood: number;
} {
  if (!(0 < usual && usual < bad && bad < 1)) throw new RangeError('a CUSUM needs 0 < usual < bad < 1');
  return { onBad: Math.log(bad / usual), onGood: Math.log((1 - bad) / (1 - usual)) };
}

/** Sums after each event and the index of the first alarm, null without one. It goes on after an alarm. */
export function bernoulliCusum(
  events: readonly boolean[],
  rules: CusumRules,
): { readonly sums: readonly number[]; readonly alarmAt: number | null } {
  const { onBad, onGood } = cusumWeights(rules);
  let sum = 0;
  const sums = events.map((isBad) => (sum = Math.max(0, sum + (isBad ? onBad : onGood))));
  const alarmAt = sums.findIndex((each) => each >= rules.limit);
  return { sums, alarmAt: alarmAt < 0 ? null : alarmAt };
}
