import { z } from 'zod';
import { dateSchema, slugSchema } from '#contract/ids.ts';
import { pointsSchema } from './points.ts';

/**
 * A scorecard (评分表) as data: banks set their own items and points, so nothing of one stands in code. Sections form a
 * tree by `parent`; items hang in a section. What can be wrong beyond the shape is found in `lint.ts`.
 */

/** Text shown to people, longer than a label. */
export const textSchema = z.strictObject({
  zh: z.string().trim().min(1).max(600),
  en: z.string().trim().min(1).max(800),
});

/** What an inspector fills in. Limits are inclusive: "within three minutes" is met at exactly 180 s. */
const answerKindSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pass-fail') }),
  /** Points by judgement, in steps. In a deduction card they are points taken off. */
  z.strictObject({ type: z.literal('points'), step: pointsSchema.optional() }),
  /** Met from this number on; without a limit it is only recorded. */
  z.strictObject({ type: z.literal('count'), atLeast: z.int().min(1).max(10_000).optional() }),
  /** Met up to and including this time; without a limit it is only recorded. */
  z.strictObject({ type: z.literal('timer'), atMostSeconds: z.int().min(1).max(86_400).optional() }),
  z.strictObject({
    type: z.literal('choice'),
    options: z
      .array(z.strictObject({ id: slugSchema, title: textSchema, points: pointsSchema.optional() }))
      .min(2)
      .max(20),
  }),
  /** Recorded word for word (原话记录), never scored. */
  z.strictObject({ type: z.literal('text') }),
]);

export const itemSchema = z.strictObject({
  id: slugSchema,
  section: slugSchema,
  title: textSchema,
  /** What has to be so. */
  criterion: textSchema.optional(),
  /** What a failure is called in the report. */
  finding: textSchema.optional(),
  answer: answerKindSchema,
  /** What the item is worth; missing where the source prints none. In a deduction card: what a failure takes off. */
  points: pointsSchema.optional(),
  /** Adds to the total and not to what is attainable. */
  bonus: z.literal(true).optional(),
  /** A failure caps the grade, whatever the points. */
  veto: z.strictObject({ capsAt: slugSchema }).optional(),
  allowNotApplicable: z.boolean().default(true),
  evidenceOnFail: z.boolean().default(false),
  /**
   * Judges whether customers were led to self-service. Never counts for elderly customers: supervision asks for no
   * such indicator on their use of the counter (NFRA, 2024-11-14).
   */
  diversion: z.literal(true).optional(),
  /** Who answers for it (负责人) unless the sheet names another. */
  responsibleRole: slugSchema.optional(),
  /** Role-deduction cards: the roles that have this cell; all where none is named. */
  roles: z.array(slugSchema).min(1).max(12).optional(),
  /** Imported with old sheets, shown to nobody and never computed with: fines on wages are not ours to compute. */
  penaltyAmount: z.union([z.string().max(40), z.number()]).optional(),
});
export type Item = z.infer<typeof itemSchema>;

/** How the parts of something relate to the points printed for the whole. */
const partsSchema = z.enum([
  'sum', // they add up to it
  'may-exceed', // more can be collected than counts
  'partly-known', // the source does not show all of them
]);

export const sectionSchema = z.strictObject({
  id: slugSchema,
  parent: slugSchema.optional(),
  title: textSchema,
  /** What the section is worth; it never counts (or takes off) more than that. */
  points: pointsSchema.optional(),
  parts: partsSchema.default('sum'),
  /** All bonus items below together add at most this. */
  bonusCap: pointsSchema.optional(),
});
export type Section = z.infer<typeof sectionSchema>;

export const roleSchema = z.strictObject({ id: slugSchema, title: textSchema });

/** Reached from this share of the attainable points on, in percent. Best grade first, the last from "0". */
export const gradeSchema = z.strictObject({ id: slugSchema, title: textSchema, from: pointsSchema });
export type Grade = z.infer<typeof gradeSchema>;

export const CARD_KINDS = [
  'additive', // points are collected
  'deduction', // points are taken off a base
  'role-deduction', // points are taken off per indicator and role
  'profile', // measured dimensions, each with its maximum
  'questionnaire', // mostly recorded, some items judged
  'skeleton', // modules whose items a bank fills in
] as const;

/** First and last day on which a version is used; without a last day it holds until a later version begins. */
export const effectiveSchema = z
  .strictObject({ from: dateSchema, to: dateSchema.nullable() })
  .refine(({ from, to }) => to === null || from <= to, { path: ['to'], message: 'not before "from"' });

/** Who put a version into force, and when; null = a draft or a template. */
export const approvalSchema = z.strictObject({ approver: z.string().trim().min(1).max(80), on: dateSchema }).nullable();

export const scorecardSchema = z.strictObject({
  /** Version of this file format. */
  scorecard: z.literal(1),
  id: slugSchema,
  version: z.int().min(1).max(9_999),
  effective: effectiveSchema,
  approval: approvalSchema,
  kind: z.enum(CARD_KINDS),
  title: textSchema,
  /** Where items and points come from, and what that source leaves open. */
  source: textSchema,
  /** Grand total as printed; all sections together never count for more. */
  points: pointsSchema.optional(),
  parts: partsSchema.default('sum'),
  /** Deduction cards: what is taken off from. Without it only the deductions are known, no share. */
  base: pointsSchema.optional(),
  bonusCap: pointsSchema.optional(),
  /** Every deduction must name who answers for it. */
  responsibleRequired: z.boolean().default(false),
  roles: z.array(roleSchema).max(12).default([]),
  grades: z.array(gradeSchema).max(10).default([]),
  sections: z.array(sectionSchema).min(1).max(100),
  items: z.array(itemSchema).max(1_000),
});
export type Scorecard = z.infer<typeof scorecardSchema>;

/** Points are taken off rather than collected. */
export function takesOff(kind: Scorecard['kind']): boolean {
  return kind === 'deduction' || kind === 'role-deduction';
}
