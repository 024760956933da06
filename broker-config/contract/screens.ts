import { z } from 'zod';
import { epochMsSchema, slugSchema } from './ids.ts';

/** Screens of the hall: who they are, whether they live, and how they are let in. */

/** Least privilege: a kiosk gives ratings, a display shows calls, a lobby board sees and does what its manager may. */
export const screenRoleSchema = z.enum(['kiosk', 'display', 'lobby']);
export type ScreenRole = z.infer<typeof screenRoleSchema>;

/** What a screen is called as a device, in events and alerts: "kiosk-east", or "kiosk" where it has no other name. */
export function screenDevice({ role, screen }: { readonly role: ScreenRole; readonly screen: string }): string {
  return screen === role ? role : `${role}-${screen}`;
}

/** POST /api/screens/heartbeat, every 15 s. */
export const heartbeatRequestSchema = z.strictObject({
  /** Which one of its role, e.g. the kiosk's name. Short, for `screenDevice`. */
  screen: slugSchema.max(24),
  role: screenRoleSchema,
  /** Ratings waiting to be delivered, and refused for good. */
  pending: z.int().min(0).max(100_000),
  refused: z.int().min(0).max(100_000),
});
export type HeartbeatRequest = z.infer<typeof heartbeatRequestSchema>;

/** Its answer. A page that hears another build than the first one it heard has been replaced: it loads itself anew. */
export const heartbeatReplySchema = z.strictObject({
  /** Names the built page of this role; null when there are no built pages. */
  build: z
    .string()
    .regex(/^[0-9a-f]{16}$/, '16 hex digits')
    .nullable(),
});
export type HeartbeatReply = z.infer<typeof heartbeatReplySchema>;

/** POST /api/kiosk/unlock: the PIN of the kiosk's settings. Wrong ones are slowed down, then locked out for a while. */
export const unlockRequestSchema = z.strictObject({ pin: z.string().regex(/^\d{4,12}$/, '4–12 digits') });
export type UnlockRequest = z.infer<typeof unlockRequestSchema>;

/** POST /api/pair, from a screen elsewhere in the branch: the code that the branch PC shows. */
export const pairRequestSchema = z.strictObject({
  code: z.string().regex(/^\d{6}$/, '6 digits'),
  name: z.string().trim().min(1).max(40),
});
export type PairRequest = z.infer<typeof pairRequestSchema>;

export const pairReplySchema = z.strictObject({ role: screenRoleSchema, name: z.string() });
export type PairReply = z.infer<typeof pairReplySchema>;

/** POST /api/pairing/codes, on the branch PC only: a code for one screen, used once. */
export const pairingCodeRequestSchema = z.strictObject({ role: screenRoleSchema });
export const pairingCodeSchema = z.strictObject({
  code: z.string().regex(/^\d{6}$/),
  role: screenRoleSchema,
  expiresAt: epochMsSchema,
});
export type PairingCode = z.infer<typeof pairingCodeSchema>;

/** GET /api/pairing, on the branch PC only. */
export const pairedScreensSchema = z.strictObject({
  /** Where a device elsewhere in the branch enters its code; empty when the agent listens on the branch PC only. */
  addresses: z.array(z.url()).max(16),
  screens: z.array(
    z.strictObject({
      id: slugSchema,
      name: z.string(),
      role: screenRoleSchema,
      pairedAt: epochMsSchema,
      lastSeenAt: epochMsSchema.nullable(),
    }),
  ),
});
export type PairedScreens = z.infer<typeof pairedScreensSchema>;
