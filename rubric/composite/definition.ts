import { z } from 'zod';
import { slugSchema } from '#contract/ids.ts';
import type { Problem } from '#contract/problems.ts';
import { gradeProblems } from '../scorecards/grades.ts';
import { doubled } from '../scorecards/lint-references.ts';
import { textProblems } from '../scorecards/lint-texts.ts';
import { parsePoints, pointsSchema } from '../scorecards/points.ts';
import { shapeProblems } from '../scorecards/shape-problems.ts';
import { approvalSchema, effectiveSchema, gradeSchema, textSchema } from '../scorecards/schema.ts';

/**
 * How four pillars become one score: a policy, so it is data with a version, an approver and a date. Percentages are
 * decimal text. The goalposts of waits and ratings are those of the rubric, which branches compute with themselves.
 */

const percentSchema = pointsSchema.refine((text) => !(Number(text) > 100), 'a percentage up to "100"');

/** At most two decimals, so that it is a whole number of 1/10,000. */
const weightSchema = percentSchema.refine((text) => /^\d+(?:\.\d{1,2})?$/.test(text), 'at most two decimals');

/** `floor` is worth 0 and `target` 100; the weight is a share of the pillar. */
const indicatorSchema = z
  .strictObject({ weight: weightSchema, floor: percentSchema, target: percentSchema })
  .refine(({ floor, target }) => floor !== target, { path: ['target'], message: 'another value than the floor' });
export type IndicatorRule = z.infer<typeof indicatorSchema>;

export const compositeSchema = z.strictObject({
  /** Version of this file format. */
  composite: z.literal(1),
  id: slugSchema,
  version: z.int().min(1).max(9_999),
  effective: effectiveSchema,
  approval: approvalSchema,
  title: textSchema,
  source: textSchema,
  weights: z.strictObject({
    wait: weightSchema,
    ratings: weightSchema,
    inspection: weightSchema,
    complaints: weightSchema,
  }),
  /** Shares of the attainable points: the mean of announced inspections and that of mystery visits. */
  inspection: z.strictObject({ announced: indicatorSchema, mystery: indicatorSchema }),
  /** Complaints answered in time; problems put right (整改). None at all is as good as all: nothing was left undone. */
  complaints: z.strictObject({ 'on-time': indicatorSchema, rectified: indicatorSchema }),
  /** With less than this a pillar has no value. */
  minimum: z.strictObject({
    waits: z.int().min(1),
    ratings: z.int().min(1),
    announced: z.int().min(1),
    mystery: z.int().min(1),
  }),
  /** Best first, by points of the composite. */
  grades: z.array(gradeSchema).min(1).max(10),
  /** Best grade of a branch where an inspection found a veto. */
  vetoCapsAt: slugSchema,
});
export type CompositeDefinition = z.infer<typeof compositeSchema>;

export const PILLARS = ['wait', 'ratings', 'inspection', 'complaints'] as const;
export type PillarId = (typeof PILLARS)[number];

export type ReadComposite =
  | { readonly ok: true; readonly definition: CompositeDefinition }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A composite definition from its JSON, or everything that is wrong with it. Never throws. */
export function readComposite(json: unknown): ReadComposite {
  const parsed = compositeSchema.safeParse(json);
  if (!parsed.success) return { ok: false, problems: shapeProblems(parsed.error) };
  const { grades } = parsed.data;
  const problems = [
    ...weightProblems(parsed.data),
    ...doubled(
      'grades',
      grades.map(({ id }) => id),
    ),
    ...gradeProblems(grades),
    ...vetoProblems(parsed.data),
    ...textProblems(json),
  ];
  return problems.length === 0 ? { ok: true, definition: parsed.data } : { ok: false, problems };
}

function weightProblems(definition: CompositeDefinition): Problem[] {
  const weightsOf = (rules: Readonly<Record<string, IndicatorRule>>): string[] =>
    Object.values(rules).map(({ weight }) => weight);
  const lists = [
    ['weights', Object.values(definition.weights)],
    ['inspection', weightsOf(definition.inspection)],
    ['complaints', weightsOf(definition.complaints)],
  ] as const;
  return lists.flatMap(([path, weights]) => {
    const sum = weights.reduce((total, weight) => total + parsePoints(weight), 0);
    if (sum === 100_000) return [];
    const [expected, zh] = [
      `weights that add up to 100, not ${String(sum / 1000)}`,
      `权重合计须为100，现为${String(sum / 1000)}`,
    ];
    return [{ path, expected, zh }];
  });
}

function vetoProblems({ grades, vetoCapsAt }: CompositeDefinition): readonly Problem[] {
  if (grades.some(({ id }) => id === vetoCapsAt)) return [];
  return [
    { path: 'vetoCapsAt', expected: `one of the grades, there is no "${vetoCapsAt}"`, zh: `没有等级“${vetoCapsAt}”` },
  ];
}
