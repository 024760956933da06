import { z } from 'zod';
import { slugSchema } from '#contract/ids.ts';
import { CHECKSUMS } from '#devices/framing/checksum.ts';
import { HEX_PATTERN, HEX_TEXT } from '#devices/framing/hex.ts';

/**
 * The `framing` part of a device profile: how bytes become frames. Three engines: `frames` (binary frames described
 * by data), `escpos` (a ticket printer's stream), `boot-keyboard` (8-byte HID reports).
 * Offsets count bytes from the start of the frame; negative offsets count back from its end (-1 = last byte).
 */

export const hexSchema = z.string().regex(HEX_TEXT, 'hex bytes like "FF 68", upper case, one blank between');
const patternSchema = z.string().regex(HEX_PATTERN, 'byte pattern like "FF ?? 6?", upper case, one blank between');

const offset = z.int().min(-8_192).max(8_192);
const byteOrder = z.enum(['big', 'little']);

/** total frame bytes = value × perUnit + plus. */
const lengthSchema = z.strictObject({
  at: z.int().min(0).max(64),
  bytes: z.union([z.literal(1), z.literal(2), z.literal(4)]).default(1),
  /** `ascii`: decimal digits as text. */
  as: z.enum(['uint', 'ascii']).default('uint'),
  order: byteOrder.default('big'),
  /** What one step of the higher byte is worth; one real strip protocol uses 255. */
  base: z.int().min(2).max(256).default(256),
  /** The same value stands here a second time and must be equal. */
  copyAt: z.int().min(0).max(64).optional(),
  perUnit: z.int().min(1).max(8).default(1),
  /** Bytes of the frame that the value does not count. */
  plus: z.int().min(-64).max(64),
  min: z.int().min(0).default(0),
});
export type LengthField = z.infer<typeof lengthSchema>;

const tailSchema = z.strictObject({
  bytes: hexSchema,
  /** Other tails that fielded devices are known to send; `when` restricts one to frames that start so. */
  alternatives: z.array(z.strictObject({ bytes: hexSchema, when: patternSchema.optional() })).default([]),
});

const checksumSchema = z.strictObject({
  algorithm: z.enum(CHECKSUMS),
  /** Sums bytes [from, to). */
  from: offset,
  to: offset,
  at: offset,
  order: byteOrder.default('big'),
});

/** One value read from a frame. A value that cannot be read (odd bytes, frame too short) matches no rule. */
const fieldSchema = z.strictObject({
  from: offset,
  /** Exclusive end; without it `bytes` counts. */
  to: offset.optional(),
  bytes: z.int().min(1).max(8_192).default(1),
  /**
   * uint: unsigned number up to 4 bytes. hex: "0A0C". digits: one digit per byte, 00–09, and 0A as "_".
   * bcd: two digits per byte. ascii, gb18030: text. ascii-dec: decimal digits as text → number.
   * gb18030-coloured: after each character one colour byte, which is dropped.
   */
  decode: z.enum(['uint', 'hex', 'digits', 'bcd', 'ascii', 'ascii-dec', 'gb18030', 'gb18030-coloured']),
  order: byteOrder.default('big'),
  /** uint only: keeps these bits, moved down to bit 0. */
  mask: z
    .string()
    .regex(/^[0-9A-F]{2}( [0-9A-F]{2}){0,3}$/, '1–4 hex bytes')
    .optional(),
});
export type FieldSpec = z.infer<typeof fieldSchema>;

const kindSchema = z.strictObject({
  id: slugSchema,
  /** First bytes of the frame; constants further inside belong here or in `constants`. */
  head: patternSchema.optional(),
  /** What ends a frame. */
  size: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('fixed'), bytes: z.int().min(1).max(8_192) }),
    z.strictObject({ by: z.literal('length') }),
    z.strictObject({ by: z.literal('terminator'), bytes: hexSchema }),
  ]),
  /** With a terminator: checked, on the transformed frame. */
  length: lengthSchema.optional(),
  constants: z.array(z.strictObject({ at: offset, bytes: patternSchema })).default([]),
  tail: tailSchema.optional(),
  /**
   * nibble-split: in [from, to) every byte stands as two, each nibble + 30. Needs a terminator; length, constants,
   * checksums and fields then count in the frame put together again.
   */
  transform: z
    .strictObject({ type: z.literal('nibble-split'), from: z.int().min(0).max(64), to: z.int().min(-64).max(-1) })
    .optional(),
  checksums: z.array(checksumSchema).max(2).default([]),
  /** Longest frame on the wire. Also bounds how long a false head can hold up what follows. */
  maxBytes: z.int().min(1).max(8_192),
  fields: z.record(z.string().regex(/^[a-z][a-zA-Z0-9]{0,31}$/, 'name of letters and digits'), fieldSchema).default({}),
});
export type KindSpec = z.infer<typeof kindSchema>;

const framesSchema = z.strictObject({
  engine: z.literal('frames'),
  /** Half a frame is given up when nothing follows for this long. */
  idleMs: z.int().min(10).max(60_000).default(250),
  /** Tried in this order at every byte. */
  kinds: z.array(kindSchema).max(16),
});
export type FramesSpec = z.infer<typeof framesSchema>;

const escposSchema = z.strictObject({
  engine: z.literal('escpos'),
  /** A job without a cut ends when nothing follows for this long. */
  idleMs: z.int().min(10).max(60_000).default(800),
  maxJobBytes: z.int().min(256).max(4_194_304).default(262_144),
});
export type EscposSpec = z.infer<typeof escposSchema>;

const bootKeyboardSchema = z.strictObject({
  engine: z.literal('boot-keyboard'),
  /** HID usage (hex) → key name; other usages become "usage-XX". */
  keys: z.record(z.string().regex(/^[0-9A-F]{2}$/, 'HID usage, two hex digits'), z.string().min(1).max(16)),
});
export type BootKeyboardSpec = z.infer<typeof bootKeyboardSchema>;

export const framingSchema = z.discriminatedUnion('engine', [framesSchema, escposSchema, bootKeyboardSchema]);
