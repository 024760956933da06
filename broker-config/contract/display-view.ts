import { z } from 'zod';
import { estimateReasonSchema, estimateSchema } from './estimate.ts';
import { counterIdSchema, dateSchema, epochMsSchema, slugSchema, ticketNumberSchema } from './ids.ts';

/**
 * What everybody in the hall may see: ticket numbers, counters, how many wait and how long it will take. Nothing
 * about a person, a teller or a rating leaves the agent towards the hall display.
 */

const count = z.int().min(0);

export const displayCallSchema = z.strictObject({
  ticket: ticketNumberSchema,
  counter: counterIdSchema,
  /** When it was called, or called again last. */
  at: epochMsSchema,
  /** 1 = first call, more = called again: announced again. */
  times: z.int().min(1),
});
export type DisplayCall = z.infer<typeof displayCallSchema>;

/** A picture, or a notice of a few lines in either language. */
export const slideSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('picture'),
    /** Path at the agent, changes with the content. */
    url: z.string().max(300),
    alt: z.strictObject({ zh: z.string().max(120), en: z.string().max(120) }),
  }),
  z.strictObject({
    kind: z.literal('notice'),
    title: z.strictObject({ zh: z.string().max(80), en: z.string().max(80) }),
    text: z.strictObject({ zh: z.string().max(400), en: z.string().max(400) }),
  }),
]);
export type Slide = z.infer<typeof slideSchema>;

/** GET /api/display, and event `display` of GET /api/display/stream. */
export const displayViewSchema = z.strictObject({
  at: epochMsSchema,
  date: dateSchema,
  upto: count,
  /** Newest first. */
  calls: z.array(displayCallSchema).max(8),
  queues: z
    .array(
      z.strictObject({
        service: slugSchema,
        waiting: count,
        estimate: estimateSchema.nullable(),
        reason: estimateReasonSchema.nullable(),
      }),
    )
    .max(64),
  openCounters: count,
  slides: z.array(slideSchema).max(50),
});
export type DisplayView = z.infer<typeof displayViewSchema>;
