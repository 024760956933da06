import { z } from 'zod';
import { localizedTextSchema, slugSchema } from '#contract/ids.ts';
import { problemsOf, type Problem } from '#contract/problems.ts';
import { framingSchema, hexSchema } from '#devices/framing/framing-schema.ts';
import { NEUTRAL_NAMES } from '#devices/framing/neutral.ts';
import { checkReferences } from '#devices/framing/profile-references.ts';

/**
 * A device profile: everything the agent must know about one model, as one JSON file in devices/profiles.
 * What a key *means* in a hall is not in here but in the site map.
 */

const directionSchema = z.enum(['from-device', 'to-device', 'shared']);

const linkSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('serial'),
    baudRate: z.int().min(50).max(4_000_000).default(9_600),
    dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
    parity: z.enum(['none', 'even', 'odd']).default('none'),
    stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
    /** Rest between two frames that we send, ms. */
    gapMs: z.int().min(0).max(5_000).default(0),
  }),
  z.strictObject({
    type: z.literal('hid'),
    reportBytes: z.int().min(1).max(1_024),
  }),
]);

/** How a port may be recognised. Nothing here: the site map names the port by hand. */
const matchSchema = z.strictObject({
  usb: z
    .array(z.strictObject({ vendorId: z.int().min(0).max(0xffff), productId: z.int().min(0).max(0xffff) }))
    .default([]),
  hidUsage: z.strictObject({ page: z.int().min(0).max(0xffff), usage: z.int().min(0).max(0xffff) }).optional(),
  /** Names under which the same thing is sold. */
  soldAs: z.array(z.string().min(1).max(80)).default([]),
});

const scalar = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);

/** A number: equal. A text: pattern on the whole value, whose named groups can be used as values. */
const conditionSchema = z.union([
  z.number(),
  z.string().min(1).max(200),
  z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
  z.strictObject({ in: z.array(z.number()).min(1) }),
  z.strictObject({ not: z.array(z.number()).min(1) }),
]);
export type Condition = z.infer<typeof conditionSchema>;

/** "$field" or "$group" reads a value, anything else stands for itself; `map` translates what was read. */
const valueSchema = z.union([
  scalar,
  z.strictObject({ from: z.string().regex(/^\$/), map: z.record(z.string(), scalar) }),
]);
export type ValueSpec = z.infer<typeof valueSchema>;

/** First rule that holds gives the message. A frame that no rule knows becomes `other`. */
const ruleSchema = z.strictObject({
  name: z.enum(NEUTRAL_NAMES),
  kind: slugSchema,
  /** Only on lines of these directions. */
  direction: z.array(directionSchema).min(1).optional(),
  when: z.record(z.string(), conditionSchema).default({}),
  set: z.record(z.string(), valueSchema).default({}),
});
export type RuleSpec = z.infer<typeof ruleSchema>;

const argumentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('uint'), min: z.int().min(0), max: z.int().min(0).max(0xff) }),
  /** A number written as one byte 00–09 per decimal digit, with leading zeros to `width`. */
  z.strictObject({ type: z.literal('decimal'), min: z.int().min(0), max: z.int(), width: z.int().min(1).optional() }),
  /** A text of digits, one byte 00–09 each; `padTo` fills with 0A (blank) on the left. */
  z.strictObject({
    type: z.literal('digits'),
    min: z.int().min(0),
    max: z.int().min(1).max(64),
    padTo: z.int().min(1).max(64).optional(),
  }),
  z.strictObject({ type: z.literal('choice'), values: z.record(z.string(), hexSchema) }),
  z.strictObject({
    type: z.literal('text'),
    encoding: z.enum(['ascii', 'gb18030', 'gb18030-coloured']),
    maxBytes: z.int().min(1).max(65_536),
  }),
]);
export type ArgumentSpec = z.infer<typeof argumentSchema>;

const commandSchema = z.strictObject({
  /** Frame kind whose length and checksum are filled in; absent: the bytes go out as they stand. */
  kind: slugSchema.optional(),
  args: z.record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/), argumentSchema).default({}),
  /** Whole frame: hex bytes, {argument}, and ".." for a byte that the framing fills in. */
  bytes: z
    .string()
    .regex(
      /^([0-9A-F]{2}|\.\.|\{[a-zA-Z0-9]+\})( ([0-9A-F]{2}|\.\.|\{[a-zA-Z0-9]+\}))*$/,
      'like "FF 68 {address} .. 16"',
    ),
});
export type CommandSpec = z.infer<typeof commandSchema>;

/** What the bytes say, in the words of devices/message.ts, without `at` and `port`. */
const decodeVectorSchema = z.strictObject({
  title: z.string().min(1).max(120),
  /** Where the bytes come from: `source` stands in a public document or capture, `computed` follows its rule. */
  origin: z.enum(['source', 'computed']).default('computed'),
  direction: directionSchema.optional(),
  /** A list = chunks, or HID reports, one after the other. */
  bytes: z.union([hexSchema, z.array(hexSchema).min(1)]),
  messages: z.array(z.looseObject({ name: z.enum(NEUTRAL_NAMES) })),
  discarded: z.array(z.strictObject({ reason: z.string(), bytes: hexSchema })).default([]),
});
export type DecodeVector = z.infer<typeof decodeVectorSchema>;

const encodeVectorSchema = z.strictObject({
  title: z.string().min(1).max(120),
  command: z.string(),
  args: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  bytes: hexSchema,
});
export type EncodeVector = z.infer<typeof encodeVectorSchema>;

const profileSchema = z.strictObject({
  profile: z.literal(1),
  /** File name without .json. */
  id: slugSchema,
  title: localizedTextSchema,
  /** high: two or more independent implementations agree; medium: one complete one; low: partly inferred. */
  confidence: z.enum(['high', 'medium', 'low']),
  notes: z.array(z.string().max(400)).default([]),
  match: matchSchema.prefault({}),
  link: linkSchema,
  /** Which way bytes go on the usual line of this device. */
  direction: directionSchema,
  /** Profiles of other devices that live on the same wire: their frames, messages and commands count here too. */
  includes: z.array(slugSchema).max(8).default([]),
  framing: framingSchema,
  messages: z.array(ruleSchema).max(64).default([]),
  /** The same frame again within the window is the host's acknowledgement or a retransmission. */
  echo: z
    .strictObject({ windowMs: z.int().min(1).max(10_000), messages: z.array(z.enum(NEUTRAL_NAMES)).min(1) })
    .optional(),
  commands: z.record(slugSchema, commandSchema).default({}),
  /** Known bytes and their meaning; run by lint, by the tests, and used by simulators. */
  vectors: z.strictObject({
    decode: z.array(decodeVectorSchema).default([]),
    encode: z.array(encodeVectorSchema).default([]),
  }),
});
export type Profile = z.infer<typeof profileSchema>;

export type ParsedProfile =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Checks a profile's JSON and resolves `includes` through `included` (id → profile, null if unknown).
 * Gives all problems at once, each with path and expectation; never throws.
 */
export function parseProfile(json: unknown, included: (id: string) => Profile | null = () => null): ParsedProfile {
  const parsed = profileSchema.safeParse(json);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const others = parsed.data.includes.map(included);
  const problems = [
    ...others.flatMap((other, index) => includeProblems(parsed.data, other, index)),
    ...checkReferences(parsed.data),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, profile: others.reduce<Profile>((all, other) => merge(all, other!), parsed.data) };
}

function includeProblems(profile: Profile, other: Profile | null, index: number): Problem[] {
  const path = `includes.${index}`;
  const id = profile.includes[index]!;
  if (other === null) return [{ path, expected: `id of a known profile, "${id}" is not one` }];
  if (other.framing.engine !== 'frames' || profile.framing.engine !== 'frames') {
    return [{ path, expected: 'only profiles of engine "frames" share a wire' }];
  }
  const own = new Set(profile.framing.kinds.map((kind) => kind.id));
  const doubled = other.framing.kinds.filter((kind) => own.has(kind.id)).map((kind) => `frame kind "${kind.id}"`);
  const commands = Object.keys(other.commands).filter((name) => name in profile.commands);
  return [...doubled, ...commands.map((name) => `command "${name}"`)].map((what) => ({
    path,
    expected: `${what} only once, "${id}" has it too`,
  }));
}

function merge(profile: Profile, other: Profile): Profile {
  if (other.framing.engine !== 'frames' || profile.framing.engine !== 'frames') return profile;
  return {
    ...profile,
    framing: { ...profile.framing, kinds: [...profile.framing.kinds, ...other.framing.kinds] },
    messages: [...profile.messages, ...other.messages],
    commands: { ...profile.commands, ...other.commands },
    vectors: {
      decode: [...profile.vectors.decode, ...other.vectors.decode],
      encode: [...profile.vectors.encode, ...other.vectors.encode],
    },
  };
}
