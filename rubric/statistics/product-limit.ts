/** Product-limit estimate of survival from censored durations (Kaplan & Meier 1958). */

export interface Observation {
  readonly time: number;
  /** True: it happened at `time`. False: all we know is that it had not happened by then. */
  readonly happened: boolean;
}

export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  /** Share that lasts longer than `time`. */
  readonly survival: number;
}

/** One step per distinct time, ascending; at equal times events come before censoring. Any order of input. */
export function productLimit(observations: readonly Observation[]): readonly SurvivalStep[] {
  const sorted = observations.toSorted((a, b) => a.time - b.time);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  for (let index = 0; index < sorted.length;) {
    const time = sorted[index]!.time;
    const atRisk = sorted.length - index;
    let events = 0;
    for (; sorted[index]?.time === time; index++) events += sorted[index]!.happened ? 1 : 0;
    survival *= 1 - events / atRisk;
    steps.push({ time, atRisk, events, survival });
  }
  return steps;
}

/** Share that lasts longer than `time`. */
export function survivalAt(steps: readonly SurvivalStep[], time: number): number {
  let survival = 1;
  for (const step of steps) {
    if (step.time > time) break;
    survival = step.survival;
  }
  return survival;
}

/**
 * Mean duration: the area under the survival curve up to the longest observation. If that one is censored, what lies
 * beyond is unknown and the true mean is larger. Null when nothing ever happened.
 */
export function productLimitMean(steps: readonly SurvivalStep[]): number | null {
  if (!steps.some((step) => step.events > 0)) return null;
  let area = 0;
  let before = 0;
  let survival = 1;
  for (const step of steps) {
    area += survival * (step.time - before);
    before = step.time;
    survival = step.survival;
  }
  return area;
}
