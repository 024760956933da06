import { z } from 'zod';
import { slugSchema } from './ids.ts';
import { kioskSettingsSchema } from './kiosk-settings.ts';

/** When the lobby manager is told. 0 = no limit. */
export const thresholdsSchema = z.strictObject({
  /** People waiting in one queue (人数预警阈值). */
  waiting: z.int().min(0).max(1_000).default(15),
  /** Nobody called for this long although somebody waits and a counter is open. */
  stalledMinutes: z.int().min(0).max(240).default(10),
  /** Ratings at or below this level of four (1 = dissatisfied) alert at once; 0 = none. */
  lowRating: z.int().min(0).max(4).default(1),
  /** Own limits of one queue; the wait limit (等待时间预警阈值) is the target of the class where none is given. */
  queues: z
    .array(
      z.strictObject({
        service: slugSchema,
        class: slugSchema.optional(),
        waiting: z.int().min(0).max(1_000).optional(),
        waitMinutes: z.int().min(0).max(480).optional(),
      }),
    )
    .max(64)
    .default([]),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** What head office may set at a branch: each part replaces the one of the site map as a whole. */
export const branchConfigSchema = z.strictObject({
  kiosk: kioskSettingsSchema.optional(),
  thresholds: thresholdsSchema.optional(),
});
export type BranchConfig = z.infer<typeof branchConfigSchema>;
