import { z } from 'zod';
import { branchIdSchema, dateSchema, epochIdSchema, epochMsSchema, slugSchema } from './ids.ts';
import { liveSnapshotSchema } from './live.ts';
import { windowScoreSchema } from './score.ts';
import { statusMessageSchema } from './status.ts';

/** JSON API of head office. Units as in score.ts: integer milliseconds, shares in 1/10,000. */

const count = z.int().min(0);

/** GET /api/branches → BranchSummary[] */
export const branchSummarySchema = z.strictObject({
  id: branchIdSchema,
  name: z.string(),
  online: z.boolean(),
  lastSeenAt: epochMsSchema.nullable(),
  /** Business day the figures are about, null before the first. */
  date: dateSchema.nullable(),
  waiting: count,
  served: count,
  meanWaitMs: z.int().min(0).nullable(),
  /** Those that count. */
  ratings: count,
  /** Hundredths of a point, null = insufficient data. */
  scores: z.strictObject({ wait: z.int().nullable(), ratings: z.int().nullable() }),
  /** Open alarms: quarantined events, gaps, duplicate agents, differing scores. */
  alarms: count,
});
export type BranchSummary = z.infer<typeof branchSummarySchema>;

export const alarmSchema = z.strictObject({
  kind: z.enum(['quarantine', 'gap', 'chain', 'duplicate-agent', 'score-differs', 'malformed', 'refused']),
  at: epochMsSchema,
  detail: z.string(),
  count,
});
export type Alarm = z.infer<typeof alarmSchema>;

/** GET /api/branches/:id/live, and event `live` of GET /api/stream. */
export const branchLiveSchema = z.strictObject({
  id: branchIdSchema,
  name: z.string(),
  /** Of the last business day, null before the first. */
  timeZone: z.string().max(64).nullable(),
  status: statusMessageSchema.nullable(),
  live: liveSnapshotSchema.nullable(),
  /** What head office holds of each journal epoch. */
  cursors: z.array(z.strictObject({ epoch: epochIdSchema, upto: count, highest: count, missing: count })),
  alarms: z.array(alarmSchema),
});
export type BranchLive = z.infer<typeof branchLiveSchema>;

/** GET /api/branches/:id/days/:date */
export const dayReportSchema = z.strictObject({
  id: branchIdSchema,
  date: dateSchema,
  timeZone: z.string(),
  closed: z.boolean(),
  /** Recomputed at head office from the stored events: percentiles from raw rows. */
  day: windowScoreSchema,
  /** The same percentiles read from the 30-second histogram, with the bin width they are uncertain by. */
  histogram: z.strictObject({
    binMs: z.int().min(1),
    p50Ms: z.int().nullable(),
    p80Ms: z.int().nullable(),
    p90Ms: z.int().nullable(),
  }),
  byClass: z.array(
    z.strictObject({
      service: z.string(),
      class: z.string(),
      issued: count,
      served: count,
      meanWaitMs: z.int().nullable(),
    }),
  ),
  /** Ratings that do not count, by the rule that set them aside; one that several rules caught stands under each. */
  setAside: z.array(z.strictObject({ rule: slugSchema, ratings: z.int().min(1) })),
  /** Closed half-hours: what the branch computed, and whether head office came to the same. */
  windows: z.array(
    z.strictObject({
      from: epochMsSchema,
      edge: windowScoreSchema,
      agrees: z.boolean(),
      differences: z.array(z.string()),
    }),
  ),
});
export type DayReport = z.infer<typeof dayReportSchema>;
