import { BASELINES, createBaselines, type Baseline } from './baselines.ts';
import { errorFigures, type ErrorFigures, type Outcome } from './figures.ts';
import { forecast, hasPoorCoverage, judge, type Forecast, type Track } from './forecast.ts';
import { inOrder } from './in-order.ts';
import { learn } from './learn.ts';
import { MODEL_NAME, type Scope } from './model.ts';
import { waitMsOf, type WaitSample } from './question.ts';
import { finish } from './steps.ts';

/** How good the prediction would have been: learned from some days, judged on others, beside the simple methods. */

const METHODS = [MODEL_NAME, ...BASELINES] as const;
type Method = (typeof METHODS)[number];

export interface EvaluationPlan {
  /** What is learned from; none of it is judged. */
  readonly training: readonly WaitSample[];
  readonly test: readonly WaitSample[];
  /** Services that the figures are about; all of them when absent. Everything else is learned from all the same. */
  readonly services?: readonly string[];
}

export interface Evaluation {
  /** Tickets that were learned from, and those of them that queued and belong to the services in question. */
  readonly learned: { readonly tickets: number; readonly queued: number; readonly scope: Scope };
  /** Of the tickets that queued, by method; the prediction first. All methods are asked about the same tickets. */
  readonly methods: readonly (ErrorFigures & { readonly method: Method })[];
  readonly band: {
    readonly judged: number;
    readonly hits: number;
    readonly meanWidthMs: number | null;
    /** Bands withheld because too few of the last ones had held the wait; judged all the same. */
    readonly withheld: number;
    /** Of those that were shown. */
    readonly shownHits: number;
  };
  /** Test tickets that queued and for which nothing could be said. */
  readonly littleData: number;
  /** Tickets that found a counter free. */
  readonly free: ErrorFigures;
}

interface Tally {
  /** A list for each method. */
  readonly outcomes: ReadonlyMap<Method, Outcome[]>;
  readonly free: Outcome[];
  widthMs: number;
  hits: number;
  withheld: number;
  shownHits: number;
  littleData: number;
}

interface Asked {
  readonly made: Forecast | null;
  readonly isWithheld: boolean;
  readonly baselines: Readonly<Record<Baseline, number>>;
}

/**
 * The model learned from the training days stays as it is over the test days; band and pace follow the calls, as they
 * do in the hall. Null when no training or no test ticket queued.
 */
export function evaluate({ training, test, services }: EvaluationPlan): Evaluation | null {
  const concerns = (sample: WaitSample): boolean => services === undefined || services.includes(sample.service);
  const queued = training.filter((sample) => !sample.free && concerns(sample));
  if (queued.length === 0 || !test.some((sample) => !sample.free && concerns(sample))) return null;
  const { model, track: start } = finish(learn(training));
  const baselines = createBaselines(queued);
  const tally = emptyTally();
  const open = new Map<WaitSample, Asked>();
  let track: Track = start;
  inOrder(test, {
    asked(sample) {
      const made = forecast(model, track, sample);
      open.set(sample, { made, isWithheld: hasPoorCoverage(track, sample.date), baselines: baselines.ask(sample) });
    },
    called(sample) {
      const asked = open.get(sample)!;
      open.delete(sample);
      if (asked.made !== null) track = judge(track, asked.made, { waitMs: waitMsOf(sample), date: sample.date });
      if (!concerns(sample)) return;
      baselines.called(sample);
      count(tally, sample, asked);
    },
  });
  return {
    learned: { tickets: training.length, queued: queued.length, scope: model.scope },
    ...figuresOf(tally),
  };
}

function emptyTally(): Tally {
  const outcomes = new Map(METHODS.map((method) => [method, []]));
  return { outcomes, free: [], widthMs: 0, hits: 0, withheld: 0, shownHits: 0, littleData: 0 };
}

function count(tally: Tally, sample: WaitSample, { made, isWithheld, baselines }: Asked): void {
  const waitMs = waitMsOf(sample);
  if (sample.free) {
    if (made !== null) tally.free.push({ estimateMs: made.estimate.pointMs, waitMs });
    return;
  }
  if (made === null) {
    tally.littleData += 1;
    return;
  }
  const { pointMs, lowMs, highMs } = made.estimate;
  const isHit = waitMs >= lowMs && waitMs <= highMs;
  tally.widthMs += highMs - lowMs;
  if (isHit) tally.hits += 1;
  if (isWithheld) tally.withheld += 1;
  else if (isHit) tally.shownHits += 1;
  for (const method of METHODS) {
    const estimateMs = method === MODEL_NAME ? pointMs : baselines[method];
    tally.outcomes.get(method)!.push({ estimateMs, waitMs });
  }
}

function figuresOf(tally: Tally): Omit<Evaluation, 'learned'> {
  const judged = tally.outcomes.get(MODEL_NAME)!.length;
  const { hits, withheld, shownHits, littleData, widthMs } = tally;
  return {
    methods: METHODS.map((method) => ({ method, ...errorFigures(tally.outcomes.get(method)!) })),
    band: { judged, hits, meanWidthMs: judged === 0 ? null : widthMs / judged, withheld, shownHits },
    littleData,
    free: errorFigures(tally.free),
  };
}
