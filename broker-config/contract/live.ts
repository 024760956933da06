import { z } from 'zod';
import { branchIdSchema, counterIdSchema, dateSchema, epochMsSchema, slugSchema, ticketNumberSchema } from './ids.ts';

/**
 * Topic `live`: the hall now, without any row per waiting ticket (those stay at the branch). The counters and last
 * calls repeat what the hall's own displays show to everyone.
 */

const count = z.int().min(0);

export const liveQueueSchema = z.strictObject({
  service: slugSchema,
  class: slugSchema,
  waiting: count,
  /** Issue time of the ticket that has waited longest, null when nobody waits. */
  oldestIssuedAt: epochMsSchema.nullable(),
});

export const counterStateSchema = z.enum(['closed', 'idle', 'called', 'serving', 'rating', 'paused']);
export type CounterStateName = z.infer<typeof counterStateSchema>;

export const liveCounterSchema = z.strictObject({
  counter: counterIdSchema,
  state: counterStateSchema,
  ticket: ticketNumberSchema.nullable(),
  teller: z.string().max(16).nullable(),
  /** When the state began. */
  since: epochMsSchema.nullable(),
});

export const liveSnapshotSchema = z.strictObject({
  v: z.literal(1),
  branch: branchIdSchema,
  at: epochMsSchema,
  date: dateSchema,
  /** Last journal seq reflected here. */
  upto: count,
  queues: z.array(liveQueueSchema).max(256),
  counters: z.array(liveCounterSchema).max(256),
  lastCalls: z
    .array(z.strictObject({ ticket: ticketNumberSchema, counter: counterIdSchema, at: epochMsSchema }))
    .max(8),
  lastRatings: z
    .array(
      z.strictObject({
        at: epochMsSchema,
        level: z.int().min(1).max(5),
        scale: z.int().min(3).max(5),
        channel: z.enum(['evaluator', 'keypad', 'kiosk']),
        counter: counterIdSchema.nullable(),
      }),
    )
    .max(8),
  today: z.strictObject({
    issued: count,
    served: count,
    abandoned: count,
    waiting: count,
    overtime: count,
    meanWaitMs: z.int().min(0).nullable(),
    p90WaitMs: z.int().min(0).nullable(),
    ratings: z.strictObject({ invited: count, given: count, satisfied: count }),
  }),
});
export type LiveSnapshot = z.infer<typeof liveSnapshotSchema>;
export type LiveQueue = z.infer<typeof liveQueueSchema>;
export type LiveCounter = z.infer<typeof liveCounterSchema>;
