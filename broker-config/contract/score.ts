import { z } from 'zod';
import { estimateAccuracySchema } from './estimate.ts';
import { branchIdSchema, dateSchema, epochMsSchema, slugSchema } from './ids.ts';

/**
 * Scored metrics of one window. Published retained on `score` for third parties, and journalled as `score.window`
 * when a half-hour closes, so that head office can recompute it from the same events and show any difference.
 * Durations are integer milliseconds; a score is in hundredths of a point (7218 = 72.18 of 100); null = not enough data.
 */

const count = z.int().min(0);
const durationMs = z.int().min(0);

/** Fixed 30-second-bin histogram, 0–240 min + overflow, right-closed bins; sparse, ascending: [bin, count]. */
export const histogramSchema = z.array(z.tuple([z.int().min(0).max(480), z.int().min(1)])).max(481);
export type SparseHistogram = z.infer<typeof histogramSchema>;

export const waitMetricsSchema = z.strictObject({
  /** Tickets the figures are about. */
  n: count,
  meanMs: durationMs.nullable(),
  p50Ms: durationMs.nullable(),
  p80Ms: durationMs.nullable(),
  p90Ms: durationMs.nullable(),
  /** How many waited longer than one, ten, twenty, thirty minutes. */
  over1m: count,
  over10m: count,
  over20m: count,
  over30m: count,
  /**
   * Product-limit (Kaplan–Meier) mean virtual wait; given when abandonment in the window exceeds 2 %. Tickets whose
   * leaving time is unknown (closed by the day reset) are left out.
   */
  censoredMeanMs: durationMs.nullable(),
  histogram: histogramSchema,
});
export type WaitMetrics = z.infer<typeof waitMetricsSchema>;

export const ratingMetricsSchema = z.strictObject({
  /** Served tickets that could have been rated. */
  served: count,
  invited: count,
  given: count,
  expired: count,
  /** Ratings set aside by a rule, kept and listed. */
  quarantined: count,
  /** Counts by normalised level, most negative first; index = level − 1 on a four-step scale. */
  levels: z.tuple([count, count, count, count]),
  /** Invited / served, in 1/10,000; null with no served ticket. */
  invitationRate: z.int().min(0).max(10_000).nullable(),
  /** Answered invitations / invitations, in 1/10,000; kiosk ratings answer no invitation. */
  responseRate: z.int().min(0).max(10_000).nullable(),
});
export type RatingMetrics = z.infer<typeof ratingMetricsSchema>;

export const pillarScoreSchema = z.strictObject({
  /** Hundredths of a point, 0–10,000; null = insufficient data. */
  value: z.int().min(0).max(10_000).nullable(),
  n: count,
  /** Share of the population that the figure rests on, in 1/10,000. */
  coverage: z.int().min(0).max(10_000),
  /** Why there is no value, or what was left out. */
  note: z.string().max(120).optional(),
  parts: z
    .array(
      z.strictObject({
        indicator: slugSchema,
        /** Measured figure as a share in 1/10,000. */
        share: z.int().min(0).max(10_000),
        n: count,
        /** 0–10,000: hundredths of utility after the goalposts. */
        utility: z.int().min(0).max(10_000),
        /** In 1/10,000 of the pillar. */
        weight: z.int().min(0).max(10_000),
      }),
    )
    .max(12),
});
export type PillarScore = z.infer<typeof pillarScoreSchema>;

export const windowScoreSchema = z.strictObject({
  /** Half-open window [from, to), epoch ms; the day so far has `to` = moment of computation. */
  from: epochMsSchema,
  to: epochMsSchema,
  date: dateSchema,
  kind: z.enum(['half-hour', 'day']),
  /** Last journal seq that was taken into account. */
  upto: count,
  /** Version of the rubric that computed it. */
  rubric: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** Which tickets a window holds: by time of call (half-hours) or by day of issue (day). */
  basis: z.enum(['called', 'issued']),
  tickets: z.strictObject({
    issued: count,
    served: count,
    /** No-show, cancelled, or still unresolved when the day was closed. */
    abandoned: count,
    /** Of the abandoned: closed by the day reset, leaving time unknown. */
    resetAtClose: count,
    waiting: count,
    /** Waiting at the end of the window for longer than the class target. */
    overtime: count,
  }),
  wait: waitMetricsSchema,
  service: z.strictObject({ n: count, meanMs: durationMs.nullable() }),
  ratings: ratingMetricsSchema,
  /** Of the tickets in this window: what the hall told them about their wait, and what became of it. */
  estimates: estimateAccuracySchema.optional(),
  scores: z.strictObject({ wait: pillarScoreSchema, ratings: pillarScoreSchema }),
});
export type WindowScore = z.infer<typeof windowScoreSchema>;

/** Topic `score`: plain readable JSON for anyone the bank lets subscribe. */
export const scoreMessageSchema = z.strictObject({
  v: z.literal(1),
  branch: branchIdSchema,
  at: epochMsSchema,
  current: windowScoreSchema,
  lastClosed: windowScoreSchema.nullable(),
  day: windowScoreSchema,
});
export type ScoreMessage = z.infer<typeof scoreMessageSchema>;
