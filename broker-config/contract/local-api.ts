import { z } from 'zod';
import { MOST_COMMENT, MOST_DELAY_MS, surveyAnswersSchema } from './events.ts';
import { counterIdSchema, localizedTextSchema, ratingIdSchema, slugSchema, ticketNumberSchema } from './ids.ts';
import { reasonSchema, scaleSchema, surveySchema } from './kiosk-settings.ts';

/** HTTP between the edge agent and the pages it serves: configuration, ratings, surveys, errors. */

const delayedMs = z.int().min(0).max(MOST_DELAY_MS).optional();

/** POST /api/ratings. Answered 201 once the event is durable; repeating the same `rating` answers 200, stored once. */
export const ratingRequestSchema = z
  .strictObject({
    /** Made by the page, one per tap; the retry key. */
    rating: ratingIdSchema,
    level: z.int().min(1).max(5),
    scale: scaleSchema,
    /** Which of several kiosks; absent where there is one. */
    kiosk: slugSchema.max(24).optional(),
    /** Binds to the ticket finished last at this counter, if that is not long ago. */
    counter: counterIdSchema.optional(),
    /** Binds to this ticket (QR code), if it was served today. */
    ticket: ticketNumberSchema.optional(),
    reasons: z.array(slugSchema).max(6).optional(),
    comment: z.string().max(MOST_COMMENT).optional(),
    /** How long the page had to keep it, ms. */
    delayedMs,
  })
  .refine(({ level, scale }) => level <= scale, { path: ['level'], error: 'at most the scale' });
export type RatingRequest = z.infer<typeof ratingRequestSchema>;

export const ratingReplySchema = z.strictObject({
  rating: z.string(),
  /** Journal seq of the stored event. */
  seq: z.int().min(1),
  stored: z.enum(['now', 'before']),
});
export type RatingReply = z.infer<typeof ratingReplySchema>;

/** PUT /api/ratings/:rating/detail: the whole of what was added so far. Same answer as for the rating. */
export const ratingDetailRequestSchema = z.strictObject({
  reasons: z.array(slugSchema).max(6),
  comment: z.string().max(MOST_COMMENT),
});
export type RatingDetailRequest = z.infer<typeof ratingDetailRequestSchema>;

/** PUT /api/surveys/:response: the whole of what is answered so far. Same answer as for a rating. */
export const surveyRequestSchema = z.strictObject({
  survey: slugSchema,
  version: z.int().min(1).max(9_999),
  complete: z.boolean(),
  answers: surveyAnswersSchema,
  kiosk: slugSchema.max(24).optional(),
  counter: counterIdSchema.optional(),
  ticket: ticketNumberSchema.optional(),
  delayedMs,
});
export type SurveyRequest = z.infer<typeof surveyRequestSchema>;

/** GET /api/hall: what a page needs to know once, and again when it changes. */
export const hallConfigSchema = z.strictObject({
  branch: z.strictObject({ id: z.string(), name: localizedTextSchema }),
  timeZone: z.string(),
  services: z.record(slugSchema, localizedTextSchema),
  classes: z.record(slugSchema, z.strictObject({ name: localizedTextSchema, targetMs: z.int().min(1) })),
  counters: z.array(z.strictObject({ id: counterIdSchema, name: localizedTextSchema })),
  kiosk: z.strictObject({
    scale: scaleSchema,
    /** Words under the faces, most negative first; null = the usual ones. */
    words: z.array(localizedTextSchema).nullable(),
    /** Return to the start after this long without a touch. */
    idleMs: z.int().min(1_000),
    thanksMs: z.int().min(1_000),
    reasons: z.array(reasonSchema.required()).max(12),
    comment: z.boolean(),
    counters: z.boolean(),
    tickets: z.boolean(),
    voice: z.boolean(),
    elder: z.boolean(),
    reach: z.boolean(),
    surveys: z.array(surveySchema).max(8),
    /** Local time of day, HH:MM. */
    reloadAt: z.string(),
  }),
});
export type HallConfig = z.infer<typeof hallConfigSchema>;

/** Body of every 4xx and 5xx answer, at the branch and at head office. */
export const errorReplySchema = z.strictObject({
  error: z.strictObject({
    code: slugSchema,
    message: z.string(),
    problems: z.array(z.strictObject({ path: z.string(), expected: z.string() })).optional(),
  }),
});
export type ErrorReply = z.infer<typeof errorReplySchema>;
