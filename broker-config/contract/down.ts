import { z } from 'zod';
import { epochIdSchema } from './ids.ts';

/** Topic `down`: what head office says to one branch. */
export const downMessageSchema = z.discriminatedUnion('type', [
  /** Everything up to and including `upto` is in a committed head-office transaction. Cumulative. */
  z.strictObject({ type: z.literal('ack'), epoch: epochIdSchema, upto: z.int().min(0) }),
  /** Send again from this seq on. */
  z.strictObject({ type: z.literal('want'), epoch: epochIdSchema, from: z.int().min(1) }),
  /** Too fast, or head office is not able to store: pause uploads. */
  z.strictObject({ type: z.literal('retry'), afterMs: z.int().min(1).max(3_600_000) }),
  /** A `branchConfigSchema`, checked by the branch. Versions only grow: an older or equal one is ignored. */
  z.strictObject({
    type: z.literal('config'),
    version: z.int().min(1),
    config: z.record(z.string().max(64), z.unknown()),
  }),
  z.strictObject({
    type: z.literal('command'),
    id: z.string().min(8).max(40),
    name: z.enum(['publish-status', 'publish-score', 'publish-live']),
  }),
]);
export type DownMessage = z.infer<typeof downMessageSchema>;
export type ConfigMessage = DownMessage & { readonly type: 'config' };
