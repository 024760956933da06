import { z } from 'zod';
import { branchIdSchema, epochIdSchema, epochMsSchema, slugSchema } from './ids.ts';

/** Health of one device port, in words a person at the branch understands. */
export const deviceHealthSchema = z.strictObject({
  port: slugSchema,
  profile: slugSchema,
  state: z.enum(['closed', 'opening', 'running', 'backing-off', 'disabled']),
  /** Why, and what to do about it; empty while running. */
  reason: z.string().max(300),
  lastByteAt: epochMsSchema.nullable(),
  bytes: z.int().min(0),
  messages: z.int().min(0),
  discardedBytes: z.int().min(0),
});
export type DeviceHealth = z.infer<typeof deviceHealthSchema>;

/** Topic `status`, retained: birth on connect, changed on device health, last will `online: false`. */
export const statusMessageSchema = z.strictObject({
  v: z.literal(1),
  branch: branchIdSchema,
  online: z.boolean(),
  at: epochMsSchema,
  /** Drawn anew at each agent start: two boots alternating means two agents with one identity. */
  boot: z.string().regex(/^[0-9a-f]{16}$/, '16 hex digits'),
  epoch: epochIdSchema,
  agent: z.string().max(32),
  rubric: z.string().max(32),
  devices: z.array(deviceHealthSchema).max(64),
  /** Version of head office's configuration in force; null = the site map's own settings. */
  config: z.int().min(1).nullable().optional(),
  /** A version that this agent cannot work by, and why. */
  configProblem: z.strictObject({ version: z.int().min(1), text: z.string().max(300) }).optional(),
});
export type StatusMessage = z.infer<typeof statusMessageSchema>;
