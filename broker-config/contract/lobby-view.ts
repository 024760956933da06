import { z } from 'zod';
import { alertKindSchema } from './alert.ts';
import { estimateAccuracySchema, estimateReasonSchema, estimateSchema } from './estimate.ts';
import { counterIdSchema, epochMsSchema, slugSchema, ticketNumberSchema } from './ids.ts';
import { liveSnapshotSchema } from './live.ts';
import { deviceHealthSchema } from './status.ts';

/** What the lobby manager's board shows. Durations in ms; shares in 1/10,000. */

const count = z.int().min(0);
const durationMs = z.int().min(0);

export const waitingTicketSchema = z.strictObject({
  ticket: ticketNumberSchema,
  service: slugSchema,
  class: slugSchema,
  issuedAt: epochMsSchema,
});
export type WaitingTicket = z.infer<typeof waitingTicketSchema>;

/** Expected wait of the next person to join a queue. `reason` stands exactly where there is no estimate. */
export const queueEstimateSchema = z.strictObject({
  service: slugSchema,
  class: slugSchema,
  waiting: count,
  estimate: estimateSchema.nullable(),
  reason: estimateReasonSchema.nullable(),
});
export type QueueEstimate = z.infer<typeof queueEstimateSchema>;

export const lobbyAlertSchema = z.strictObject({
  alert: slugSchema,
  kind: alertKindSchema,
  raisedAt: epochMsSchema,
  service: slugSchema.nullable(),
  class: slugSchema.nullable(),
  counter: counterIdSchema.nullable(),
  device: slugSchema.nullable(),
  ticket: ticketNumberSchema.nullable(),
  value: count.nullable(),
  limit: count.nullable(),
  detail: z.string().max(200),
  acknowledgedAt: epochMsSchema.nullable(),
  comment: z.string().max(200).nullable(),
});
export type LobbyAlert = z.infer<typeof lobbyAlertSchema>;

/** Next action, most useful first. The figures are its reason; the page puts them into words. */
export const adviceSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('open-counter'),
    counter: counterIdSchema,
    service: slugSchema,
    class: slugSchema,
    waiting: count,
    /** What somebody who comes now must expect, without and with the counter; null = cannot be estimated. */
    estimate: estimateSchema.nullable(),
    p90Ms: durationMs.nullable(),
    p90WithMs: durationMs.nullable(),
    busy: z.array(counterIdSchema).max(127),
  }),
  /** A counter is open, idle, and people it could serve wait. */
  z.strictObject({
    action: z.literal('call-next'),
    counter: counterIdSchema,
    service: slugSchema,
    class: slugSchema,
    waiting: count,
    longestMs: durationMs,
    idleMs: durationMs,
  }),
  /** One service has lasted far longer than usual: ask whether help is needed. */
  z.strictObject({
    action: z.literal('check-service'),
    counter: counterIdSchema,
    ticket: ticketNumberSchema,
    servingMs: durationMs,
    usualMs: durationMs,
  }),
  /** This ticket waits beyond its target: look after the person. */
  z.strictObject({
    action: z.literal('look-after'),
    ticket: ticketNumberSchema,
    service: slugSchema,
    class: slugSchema,
    waitMs: durationMs,
    targetMs: durationMs,
  }),
  /** Nobody waits or soon will: one counter is enough fewer. */
  z.strictObject({
    action: z.literal('close-counter'),
    counter: counterIdSchema,
    p90Ms: durationMs,
    p90WithoutMs: durationMs,
    idleMs: durationMs,
  }),
]);
export type Advice = z.infer<typeof adviceSchema>;

/** The next half hour played through from how the hall stands, with today's arrivals and service times. */
export const whatIfSchema = z.strictObject({
  horizonMs: durationMs,
  /** Open counters now. */
  counters: count,
  /** 90th percentile of the waits of those who come within the horizon, or wait already. */
  p90Ms: durationMs,
  p90MoreMs: durationMs,
  /** Null with one counter open. */
  p90FewerMs: durationMs.nullable(),
  /** What it rests on. */
  arrivalsPerHour: z.number().min(0),
  meanServiceMs: durationMs,
  services: count,
  runs: count,
});
export type WhatIf = z.infer<typeof whatIfSchema>;

const figureSchema = z.strictObject({ today: count.nullable(), usual: count.nullable() });
/** The day so far against the same weekday of the weeks before, up to the same time of day. */
export const comparisonSchema = z.strictObject({
  /** How many such days it rests on. */
  days: z.int().min(1),
  until: epochMsSchema,
  issued: figureSchema,
  served: figureSchema,
  abandoned: figureSchema,
  meanWaitMs: figureSchema,
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const lobbyRatingSchema = z.strictObject({
  /** Names it in this list only: not the id of the tap, with which it could be taken back. */
  rating: z.string(),
  at: epochMsSchema,
  level: z.int().min(1).max(5),
  scale: z.int().min(3).max(5),
  channel: z.enum(['evaluator', 'keypad', 'kiosk']),
  counter: counterIdSchema.nullable(),
  ticket: ticketNumberSchema.nullable(),
  reasons: z.array(slugSchema).max(6),
  comment: z.string().max(500).nullable(),
  /** False = set aside by the rules in `flags`. */
  counted: z.boolean(),
  flags: z.array(z.string().max(32)).max(16),
});
export type LobbyRating = z.infer<typeof lobbyRatingSchema>;

/** A page that reports to the agent that it is alive. */
export const screenHealthSchema = z.strictObject({
  screen: slugSchema,
  role: z.enum(['kiosk', 'display', 'lobby']),
  state: z.enum(['alive', 'silent']),
  lastSeenAt: epochMsSchema,
  /** Ratings that it has not been able to deliver, and those that the agent refused for good. */
  pending: count,
  refused: count,
});
export type ScreenHealth = z.infer<typeof screenHealthSchema>;

/** GET /api/lobby, and event `lobby` of GET /api/stream (server-sent events, `id` = live.upto). */
export const lobbyViewSchema = z.strictObject({
  live: liveSnapshotSchema,
  waiting: z.array(waitingTicketSchema),
  estimates: z.array(queueEstimateSchema).max(256),
  accuracy: estimateAccuracySchema.nullable(),
  alerts: z.array(lobbyAlertSchema).max(64),
  advice: z.array(adviceSchema).max(8),
  whatIf: whatIfSchema.nullable(),
  comparison: comparisonSchema.nullable(),
  /** Newest first. */
  ratings: z.array(lobbyRatingSchema).max(12),
  devices: z.array(deviceHealthSchema),
  screens: z.array(screenHealthSchema).max(64),
  /** Head office reachable, and how many events it has not yet acknowledged; null = none is configured. */
  uplink: z.strictObject({ connected: z.boolean(), pending: count }).nullable(),
});
export type LobbyView = z.infer<typeof lobbyViewSchema>;

/** POST /api/alerts/:alert/acknowledge */
export const acknowledgeRequestSchema = z.strictObject({ comment: z.string().max(200) });
export type AcknowledgeRequest = z.infer<typeof acknowledgeRequestSchema>;

/** GET /api/tickets/:ticket: what happened to a number today, oldest first; `visits` is empty for an unknown one. */
export const ticketHistorySchema = z.strictObject({
  ticket: ticketNumberSchema,
  /** Several numbers of today could be meant ("12"): ask which; then there are neither visits nor steps. */
  candidates: z.array(ticketNumberSchema).min(2).max(26).optional(),
  visits: z
    .array(
      z.strictObject({
        id: z.string(),
        leg: z.int().min(1),
        service: slugSchema,
        class: slugSchema,
        outcome: z.enum(['waiting', 'called', 'serving', 'held', 'served', 'transferred', 'abandoned']),
        waitMs: durationMs.nullable(),
        serviceMs: durationMs.nullable(),
        estimate: estimateSchema.nullable(),
        flags: z.array(z.string().max(32)).max(16),
      }),
    )
    .max(64),
  steps: z
    .array(
      z.strictObject({
        seq: z.int().min(1),
        at: epochMsSchema,
        type: z.string().max(64),
        counter: counterIdSchema.nullable(),
        inferred: z.boolean(),
      }),
    )
    .max(500),
});
export type TicketHistory = z.infer<typeof ticketHistorySchema>;
