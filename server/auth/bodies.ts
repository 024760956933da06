import { z } from 'zod';

/** Parts of what people send about accounts. */

export const loginSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,63}$/, '2–64 letters, digits, dots, hyphens, underscores or @');
export const nameSchema = z.string().trim().min(1, 'a name').max(80, 'at most 80 characters');
/** As typed: what a password must be is judged where it is chosen. Long ones are cut off before they cost time. */
export const typedPasswordSchema = z.string().max(1_000, 'at most 1,000 characters');
export const codeSchema = z.string().max(200, 'at most 200 characters');
