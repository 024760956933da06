import { z } from 'zod';
import { localizedTextSchema, slugSchema } from './ids.ts';

/**
 * What a feedback kiosk asks and how it behaves. Stands in the branch's site map; head office may replace it (topic
 * `down`, message `config`). Contradictions are refused as a whole: a kiosk never runs half of a configuration.
 */

export const scaleSchema = z.union([z.literal(3), z.literal(4), z.literal(5)]);
export type Scale = z.infer<typeof scaleSchema>;

/** Local time of day, HH:MM. */
const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM, 00:00–23:59');

/** A question may be longer than a name. */
export const questionTextSchema = z.strictObject({
  zh: z.string().min(1).max(160),
  en: z.string().min(1).max(160),
});

/** A reason chip; `for` says after which ratings it is offered: satisfied and better, fair and worse, or both. */
export const reasonSchema = z.strictObject({
  id: slugSchema,
  name: localizedTextSchema,
  for: z.enum(['good', 'bad', 'any']).default('any'),
});
export type Reason = z.infer<typeof reasonSchema>;

const questionHead = { id: slugSchema, text: questionTextSchema };
const questionSchema = z.discriminatedUnion('kind', [
  /** Faces, 1 = most negative … `scale`. */
  z.strictObject({ kind: z.literal('scale'), ...questionHead, scale: scaleSchema }),
  z.strictObject({
    kind: z.literal('choice'),
    ...questionHead,
    /** More than one option may be chosen. */
    multiple: z.boolean().default(false),
    options: z
      .array(z.strictObject({ id: slugSchema, name: localizedTextSchema }))
      .min(2)
      .max(12),
  }),
  z.strictObject({ kind: z.literal('text'), ...questionHead }),
]);
export type SurveyQuestion = z.infer<typeof questionSchema>;

/** A questionnaire of several dimensions, e.g. of an intercept survey. Another wording is another version. */
export const surveySchema = z.strictObject({
  id: slugSchema,
  version: z.int().min(1).max(9_999),
  title: localizedTextSchema,
  questions: z.array(questionSchema).min(1).max(24),
});
export type Survey = z.infer<typeof surveySchema>;

export const MOST_REASONS = 6;

export const kioskSettingsSchema = z
  .strictObject({
    scale: scaleSchema,
    /** Words under the faces, most negative first; the usual ones when absent. */
    words: z.array(localizedTextSchema).max(5).optional(),
    /** What is left untouched for this long belongs to someone who has gone. */
    idleSeconds: z.int().min(3).max(300),
    /** How long the thank-you, with its undo, stays when nobody touches it. */
    thanksSeconds: z.int().min(2).max(10).default(4),
    reasons: z.array(reasonSchema).max(12).default([]),
    /** Offers a short comment. */
    comment: z.boolean().default(true),
    /** Offers to say which counter it was. */
    counters: z.boolean().default(true),
    /** Takes ticket numbers from a scanner that types (QR code on the ticket). */
    tickets: z.boolean().default(true),
    /** Offers spoken prompts. */
    voice: z.boolean().default(true),
    /** Starts in large print, with its controls in the lower half of the screen. */
    elder: z.boolean().default(false),
    reach: z.boolean().default(false),
    surveys: z.array(surveySchema).max(8).default([]),
    /** The page loads itself anew at this time of day, when nobody uses it. */
    reloadAt: timeOfDaySchema.default('03:00'),
  })
  .superRefine((kiosk, context) => {
    for (const { path, message } of kioskContradictions(kiosk)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
export type KioskSettings = z.infer<typeof kioskSettingsSchema>;

interface Contradiction {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface Contradictable {
  readonly scale: Scale;
  readonly words?: readonly unknown[] | undefined;
  readonly reasons: readonly Reason[];
  readonly surveys: readonly Survey[];
}

function kioskContradictions({ scale, words, reasons, surveys }: Contradictable): Contradiction[] {
  const found: Contradiction[] = [];
  if (words !== undefined && words.length !== scale) {
    found.push({ path: ['words'], message: `${words.length} words for a scale of ${scale}; expected one per face` });
  }
  for (const mood of ['good', 'bad'] as const) {
    const offered = reasons.filter((reason) => reason.for === mood || reason.for === 'any').length;
    if (offered > MOST_REASONS) {
      found.push({ path: ['reasons'], message: `${offered} reasons after a ${mood} rating, at most ${MOST_REASONS}` });
    }
  }
  found.push(...doubled(reasons, ['reasons']), ...doubled(surveys, ['surveys']));
  surveys.forEach(({ questions }, at) => {
    found.push(...doubled(questions, ['surveys', at, 'questions']));
    questions.forEach((question, index) => {
      if (question.kind !== 'choice') return;
      found.push(...doubled(question.options, ['surveys', at, 'questions', index, 'options']));
    });
  });
  return found;
}

function doubled(list: readonly { readonly id: string }[], path: Contradiction['path']): Contradiction[] {
  const ids = list.map(({ id }) => id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...twice].map((id) => ({ path, message: `"${id}" is listed twice` }));
}
