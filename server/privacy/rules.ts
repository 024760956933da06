import { z } from 'zod';

/** How long what is kept. Sums, scores, signed inspections and the audit log have no end: results rest on them. */
export const retentionSchema = z.strictObject({
  /** Single tickets: visits, ratings, journal lines. A branch may send again what is up to 35 days old. */
  ticketsDays: z
    .int()
    .min(90, 'at least 90 days, so that nothing a branch still sends is missing')
    .max(3_650)
    .default(400),
  /** Sessions and one-time codes after their end. */
  sessionsDays: z.int().min(0).max(365).default(7),
});
export type RetentionConfig = z.infer<typeof retentionSchema>;

export const DEFAULT_RETENTION: RetentionConfig = { ticketsDays: 400, sessionsDays: 7 };
