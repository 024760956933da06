import { z } from 'zod';
import { thresholdsSchema } from '#contract/branch-config.ts';
import { counterIdSchema, localizedTextSchema, slugSchema, branchIdSchema } from '#contract/ids.ts';
import { kioskSettingsSchema } from '#contract/kiosk-settings.ts';
import { problemsOf, type Problem } from '#contract/problems.ts';
import { BASE_KEYS } from '#devices/message.ts';
import { checkSite } from './site-checks.ts';

/**
 * Site map: what one hall's wiring means. The same frame is a no-show in one hall and a call for the guard in
 * another, so this stands above the protocol profile and is edited at the branch.
 */

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM, 00:00–24:00');

const linkSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('serial'),
    /** Device node, by-id link or COM name. */
    path: z.string().min(1),
    /** Overrides the profile's line speed. */
    baudRate: z.int().min(50).max(4_000_000).optional(),
  }),
  z.strictObject({ type: z.literal('tcp'), host: z.string().min(1), port: z.int().min(1).max(65_535) }),
  z.strictObject({
    type: z.literal('hid'),
    vendorId: z.int().min(0).max(0xffff),
    productId: z.int().min(0).max(0xffff),
    /** Where several of one kind are plugged in: serial number, or the stable USB path. */
    serialNumber: z.string().min(1).optional(),
    usbPath: z.string().min(1).optional(),
  }),
  /** Bytes come from a capture file being replayed. */
  z.strictObject({ type: z.literal('capture') }),
]);
export type LinkConfig = z.infer<typeof linkSchema>;

const portSchema = z.strictObject({
  id: slugSchema,
  /** Profile id, file name in devices/profiles without .json. */
  profile: slugSchema,
  link: linkSchema,
  /** `shared`: one wire, both directions (RS-485). */
  direction: z.enum(['from-device', 'to-device', 'shared']),
});
export type SitePort = z.infer<typeof portSchema>;

const onPort = z.strictObject({ port: slugSchema, address: z.int().min(0).max(65_535) });

const siteCounterSchema = z.strictObject({
  id: counterIdSchema,
  name: localizedTextSchema,
  terminal: onPort.optional(),
  evaluator: onPort.optional(),
  strip: onPort.optional(),
  /** Port of a HID keypad that stands at this counter. */
  keypad: slugSchema.optional(),
  /** Services that this counter takes; all of them when absent. */
  services: z.array(slugSchema).min(1).max(64).optional(),
});
export type SiteCounter = z.infer<typeof siteCounterSchema>;

export const KEY_MEANINGS = [
  'call',
  'recall',
  'evaluate',
  'start',
  'no-show',
  'suspend',
  'resume-ticket',
  'transfer',
  'cancel',
  'prepare',
  'pause',
  'open',
  'login',
  'logout',
  'assist-security',
  'assist-manager',
  'assist-adviser',
  'ignore',
] as const;
export type KeyMeaning = (typeof KEY_MEANINGS)[number];

/** First rule that matches wins. `digits` is a full-match pattern on the typed digits, absent = no digits. */
const keyRuleSchema = z.strictObject({
  key: z.enum(BASE_KEYS),
  digits: z.string().max(60).optional(),
  means: z.enum(KEY_MEANINGS),
});

/** What one device code means as a grade. */
const gradeSchema = z.strictObject({ raw: z.int().min(0).max(255), level: z.int().min(1).max(5) });
const keypadGradeSchema = z.strictObject({ key: z.string().min(1).max(16), level: z.int().min(1).max(5) });

export const siteSchema = z
  .strictObject({
    site: z.literal(1),
    branch: z.strictObject({ id: branchIdSchema, name: localizedTextSchema }),
    timeZone: z.string().min(1).max(64),
    hours: z.strictObject({
      open: timeOfDay,
      close: timeOfDay,
      /** The day is closed at this time, or after the last service if one is still open then. */
      dayClose: timeOfDay,
    }),
    services: z.record(slugSchema, localizedTextSchema),
    classes: z.record(
      slugSchema,
      z.strictObject({ name: localizedTextSchema, targetMinutes: z.number().positive().max(240) }),
    ),
    /** Ticket prefix → service and customer class; longest matching prefix wins. */
    tickets: z.array(z.strictObject({ prefix: z.string().max(4), service: slugSchema, class: slugSchema })).min(1),
    ticketText: z.strictObject({
      /**
       * Patterns (Unicode mode) on the lines of a print job: named group `ticket`; `time` reads the named groups `time`
       * (HH:MM or HH:MM:SS) and, where printed, `date` (year, month, day).
       */
      ticket: z.string().min(1).max(200),
      time: z.string().min(1).max(200).optional(),
      /** Pattern on strip and display texts that announce a call; named group `ticket`. */
      call: z.string().min(1).max(200),
    }),
    ports: z.array(portSchema).min(1).max(64),
    counters: z.array(siteCounterSchema).min(1).max(127),
    keys: z.array(keyRuleSchema).min(1).max(64),
    grades: z.strictObject({
      scale: z.union([z.literal(3), z.literal(4), z.literal(5)]),
      evaluator: z.array(gradeSchema),
      keypad: z.array(keypadGradeSchema),
    }),
    timing: z.strictObject({
      /** A call key counts when the host's display follows within this time. */
      confirmMs: z.int().min(100).max(60_000),
      /** After a numeric display that fits several tickets, wait this long for the strip to say which. */
      stripMs: z.int().min(0).max(60_000),
      /** An invitation without a rating expires after this time. */
      ratingMs: z.int().min(1_000).max(600_000),
      /** Keypad presses closer than this at one counter are one rating. */
      repeatMs: z.int().min(0).max(60_000),
    }),
    kiosk: kioskSettingsSchema,
    /** When the lobby manager is told. */
    thresholds: thresholdsSchema.prefault({}),
  })
  .superRefine((site, context) => {
    checkSite(site, (path, message) => context.addIssue({ code: 'custom', path: [...path], message }));
  });
export type Site = z.infer<typeof siteSchema>;

export type ParsedSite =
  | { readonly ok: true; readonly site: Site }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks a site map read from JSON; all problems at once, each with its path and what was expected there. */
export function parseSite(value: unknown): ParsedSite {
  const result = siteSchema.safeParse(value);
  return result.success ? { ok: true, site: result.data } : { ok: false, problems: problemsOf(result.error) };
}
