import { z } from 'zod';
import { counterIdSchema, epochMsSchema, localizedTextSchema, slugSchema, ticketNumberSchema } from './ids.ts';
import { liveSnapshotSchema } from './live.ts';
import { deviceHealthSchema } from './status.ts';

/** HTTP between the edge agent and the pages it serves, on loopback. */

/** POST /api/ratings. Answered 201 once the event is durable; repeating the same `rating` answers 200, stored once. */
export const ratingRequestSchema = z.strictObject({
  /** Made by the page, one per tap; the retry key. */
  rating: z.string().regex(/^[A-Za-z0-9-]{8,40}$/, '8–40 letters, digits or "-"'),
  level: z.int().min(1).max(5),
  scale: z.union([z.literal(3), z.literal(4), z.literal(5)]),
  counter: counterIdSchema.optional(),
  reasons: z.array(slugSchema).max(6).optional(),
  comment: z.string().max(500).optional(),
});
export type RatingRequest = z.infer<typeof ratingRequestSchema>;

export const ratingReplySchema = z.strictObject({
  rating: z.string(),
  /** Journal seq of the stored event. */
  seq: z.int().min(1),
  stored: z.enum(['now', 'before']),
});
export type RatingReply = z.infer<typeof ratingReplySchema>;

/** GET /api/hall: what a page needs to know once. */
export const hallConfigSchema = z.strictObject({
  branch: z.strictObject({ id: z.string(), name: localizedTextSchema }),
  timeZone: z.string(),
  services: z.record(slugSchema, localizedTextSchema),
  classes: z.record(slugSchema, z.strictObject({ name: localizedTextSchema, targetMs: z.int().min(1) })),
  counters: z.array(z.strictObject({ id: counterIdSchema, name: localizedTextSchema })),
  kiosk: z.strictObject({
    scale: z.union([z.literal(3), z.literal(4), z.literal(5)]),
    /** Return to the start after this long without a touch. */
    idleMs: z.int().min(1_000),
    reasons: z.array(z.strictObject({ id: slugSchema, name: localizedTextSchema })).max(6),
  }),
});
export type HallConfig = z.infer<typeof hallConfigSchema>;

export const waitingTicketSchema = z.strictObject({
  ticket: ticketNumberSchema,
  service: slugSchema,
  class: slugSchema,
  issuedAt: epochMsSchema,
});
export type WaitingTicket = z.infer<typeof waitingTicketSchema>;

/** GET /api/lobby, and event `lobby` of GET /api/stream (server-sent events, `id` = live.upto). */
export const lobbyViewSchema = z.strictObject({
  live: liveSnapshotSchema,
  waiting: z.array(waitingTicketSchema),
  devices: z.array(deviceHealthSchema),
  /** Head office reachable, and how many events it has not yet acknowledged. */
  uplink: z.strictObject({ connected: z.boolean(), pending: z.int().min(0) }),
});
export type LobbyView = z.infer<typeof lobbyViewSchema>;

/** Body of every 4xx and 5xx answer, at the branch and at head office. */
export const errorReplySchema = z.strictObject({
  error: z.strictObject({
    code: slugSchema,
    message: z.string(),
    problems: z.array(z.strictObject({ path: z.string(), expected: z.string() })).optional(),
  }),
});
export type ErrorReply = z.infer<typeof errorReplySchema>;
