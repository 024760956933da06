import { z } from 'zod';
import { slugSchema } from '#contract/ids.ts';
import type { Problem } from '#contract/problems.ts';
import { rolesOf } from './card-tree.ts';
import { parsePoints, pointsSchema } from './points.ts';
import type { Item, Scorecard } from './schema.ts';

/** A filled-in scorecard: what one inspector wrote down at one branch. */

const answerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pass') }),
  z.strictObject({ type: z.literal('fail') }),
  /** Points reached; on a deduction card points taken off. */
  z.strictObject({ type: z.literal('points'), points: pointsSchema }),
  z.strictObject({ type: z.literal('count'), count: z.int().min(0).max(1_000_000) }),
  z.strictObject({ type: z.literal('timer'), ms: z.int().min(0).max(86_400_000) }),
  z.strictObject({ type: z.literal('choice'), option: slugSchema }),
  z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(4_000) }),
  z.strictObject({ type: z.literal('not-applicable') }),
]);
export type Answer = z.infer<typeof answerSchema>;

const entrySchema = z.strictObject({
  item: slugSchema,
  /** Role-deduction cards: whose cell it is. */
  role: slugSchema.optional(),
  answer: answerSchema,
  /** References of evidence files. */
  evidence: z.array(z.string().min(1).max(128)).max(20).default([]),
  /** Pseudonym of who answers for it. */
  responsible: z.string().min(1).max(64).optional(),
  /** The customer concerned was elderly: diversion items do not count. */
  elderly: z.literal(true).optional(),
  note: z.string().max(1_000).optional(),
  /** As on imported sheets; never computed with. */
  penaltyAmount: z.union([z.string().max(40), z.number()]).optional(),
});
export type SheetEntry = z.infer<typeof entrySchema>;

/** Totals that stand on an imported sheet: compared, never used. Deduction cards: points taken off. */
const printedSchema = z.strictObject({
  total: pointsSchema.optional(),
  sections: z.record(slugSchema, pointsSchema).default({}),
  items: z.record(slugSchema, pointsSchema).default({}),
  roles: z.record(slugSchema, pointsSchema).default({}),
});

export const sheetSchema = z.strictObject({
  scorecard: slugSchema,
  version: z.int().min(1),
  entries: z.array(entrySchema).max(10_000),
  printed: printedSchema.optional(),
});
export type Sheet = z.infer<typeof sheetSchema>;

/** Key of a cell: an item, or an item and a role. */
export function cellOf(item: string, role: string | undefined): string {
  return role === undefined ? item : `${item}/${role}`;
}

/** Everything about a sheet that does not fit its card, with paths. Empty = it can be evaluated. */
export function sheetProblems(card: Scorecard, sheet: Sheet): readonly Problem[] {
  const problems: Problem[] = [];
  if (sheet.scorecard !== card.id) problems.push({ path: 'scorecard', expected: `"${card.id}"` });
  if (sheet.version !== card.version) problems.push({ path: 'version', expected: String(card.version) });
  const seen = new Set<string>();
  sheet.entries.forEach((entry, index) => {
    const cell = cellOf(entry.item, entry.role);
    const found = entryProblems(card, entry);
    if (seen.has(cell)) found.push({ path: 'item', expected: `one answer for ${cell}` });
    seen.add(cell);
    problems.push(...found.map(({ path, expected }) => ({ path: `entries.${String(index)}.${path}`, expected })));
  });
  return [...problems, ...printedProblems(card, sheet)];
}

function entryProblems(card: Scorecard, entry: SheetEntry): Problem[] {
  const item = card.items.find(({ id }) => id === entry.item);
  if (item === undefined) return [{ path: 'item', expected: `an item of the card, there is no "${entry.item}"` }];
  const roles = rolesOf(card, item);
  if (!roles.includes(entry.role)) {
    const expected = roles[0] === undefined ? 'nothing: this card has no cell per role' : `one of ${roles.join(', ')}`;
    return [{ path: 'role', expected }];
  }
  return answerProblems(item, entry.answer);
}

/** Answers that each kind of item takes, beside "not applicable". */
const TAKES: Readonly<Record<Item['answer']['type'], readonly Answer['type'][]>> = {
  'pass-fail': ['pass', 'fail'],
  points: ['points'],
  count: ['count'],
  timer: ['timer'],
  choice: ['choice'],
  text: ['text'],
};

function answerProblems(item: Item, answer: Answer): Problem[] {
  if (answer.type === 'not-applicable') {
    return item.allowNotApplicable ? [] : [{ path: 'answer.type', expected: 'an answer: this item always applies' }];
  }
  const taken = TAKES[item.answer.type];
  if (!taken.includes(answer.type)) return [{ path: 'answer.type', expected: `one of ${taken.join(', ')}` }];
  if (answer.type === 'points') return pointsAnswerProblems(item, parsePoints(answer.points));
  if (answer.type === 'choice' && item.answer.type === 'choice') {
    const options = item.answer.options.map(({ id }) => id);
    if (!options.includes(answer.option)) return [{ path: 'answer.option', expected: `one of ${options.join(', ')}` }];
  }
  return [];
}

function pointsAnswerProblems(item: Item, given: number): Problem[] {
  const problems: Problem[] = [];
  if (item.points !== undefined && given > parsePoints(item.points)) {
    problems.push({ path: 'answer.points', expected: `at most ${item.points}` });
  }
  const step = item.answer.type === 'points' ? item.answer.step : undefined;
  if (step !== undefined && given % parsePoints(step) !== 0) {
    problems.push({ path: 'answer.points', expected: `steps of ${step}` });
  }
  return problems;
}

function printedProblems(card: Scorecard, { printed }: Sheet): readonly Problem[] {
  if (printed === undefined) return [];
  return (['sections', 'items', 'roles'] as const).flatMap((list) => {
    const ids = card[list].map(({ id }) => id);
    return Object.keys(printed[list])
      .filter((id) => !ids.includes(id))
      .map((id) => ({ path: `printed.${list}.${id}`, expected: `one of the ${list} of the card` }));
  });
}
