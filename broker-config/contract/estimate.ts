import { z } from 'zod';

const count = z.int().min(0);
const durationMs = z.int().min(0);

/** Expected wait of somebody who joins a queue now: a point for the statistics, a band for people. */
export const estimateSchema = z.strictObject({
  pointMs: durationMs,
  /** Nominal 80 % band. */
  lowMs: durationMs,
  highMs: durationMs,
});
export type Estimate = z.infer<typeof estimateSchema>;

/** Why the hall would rather say nothing. */
export const estimateReasonSchema = z.enum([
  'little-data', // fewer than 30 tickets to learn from
  'poor-coverage', // less than 60 % of the last 50 bands held the wait
  'too-wide', // the band is so wide that it says nothing
  'clock-suspect',
  'no-counter', // nobody serves this queue
]);
export type EstimateReason = z.infer<typeof estimateReasonSchema>;

/** How good the estimates shown were, once the tickets were called. */
export const estimateAccuracySchema = z.strictObject({
  shown: count,
  abstained: count,
  /** Shown to tickets whose wait is known by now. */
  judged: count,
  /** Waits that lay within their band. */
  hits: count,
  meanAbsErrorMs: durationMs.nullable(),
  /** Mean of estimate − wait: positive = waits were shorter than said. */
  biasMs: z.int().nullable(),
});
export type EstimateAccuracy = z.infer<typeof estimateAccuracySchema>;
