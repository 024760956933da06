import { z } from 'zod';

/**
 * Identifiers that cross the wire. They become MQTT topic levels, file names and primary keys, so the
 * alphabet is the intersection of what all of those accept without quoting.
 */

/** User name of head office on the broker; no branch may be called so. */
export const HEAD_OFFICE_USER = 'head-office';

/** A branch: topic level, MQTT client id, user name and first column of every table. */
export const branchIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '1–32 characters of a–z, 0–9 and "-", not starting with "-"')
  .refine((id) => id !== HEAD_OFFICE_USER, `"${HEAD_OFFICE_USER}" is the user name of head office`)
  .brand<'BranchId'>();
export type BranchId = z.infer<typeof branchIdSchema>;

/** A service position (窗口) as the branch numbers it, e.g. "3". */
export const counterIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,16}$/, '1–16 letters, digits or "-"')
  .brand<'CounterId'>();
export type CounterId = z.infer<typeof counterIdSchema>;

/** A ticket number as printed, e.g. "A001". Numbers restart, so this names a ticket only within a day. */
export const ticketNumberSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,12}$/, '1–12 letters, digits or "-"')
  .brand<'TicketNumber'>();
export type TicketNumber = z.infer<typeof ticketNumberSchema>;

/** One life of a branch journal: 16 hex digits drawn when the journal file is made. */
export const epochIdSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/, '16 hex digits')
  .brand<'EpochId'>();
export type EpochId = z.infer<typeof epochIdSchema>;

/** A business service (业务), a customer class (客户等级) or a device port: a short lower-case slug. */
export const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '1–32 characters of a–z, 0–9 and "-"');

/** Epoch milliseconds, UTC. Upper bound: end of the year 9999. */
export const epochMsSchema = z.int().min(0).max(253_402_300_799_999);

/** Local calendar date of the branch, YYYY-MM-DD. */
export const dateSchema = z.iso.date();

/** Text shown to people: Chinese first, English complete. */
export const localizedTextSchema = z.strictObject({
  zh: z.string().min(1).max(80),
  en: z.string().min(1).max(80),
});
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** Identity of one tap or one questionnaire, made by the page: the retry key that makes delivery happen once. */
export const ratingIdSchema = z.string().regex(/^[A-Za-z0-9-]{8,40}$/, '8–40 letters, digits or "-"');
