import type { z } from 'zod';
import type { Problem } from '#contract/problems.ts';
import { itemProblems } from './lint-items.ts';
import { referenceProblems } from './lint-references.ts';
import { sumsProblems, worthProblems } from './lint-points.ts';
import { textProblems } from './lint-texts.ts';
import { shapeProblems } from './shape-problems.ts';
import {
  gradeSchema,
  itemSchema,
  scorecardSchema,
  sectionSchema,
  type Grade,
  type Item,
  type Scorecard,
  type Section,
} from './schema.ts';

/** What is wrong with a scorecard: errors keep it from being used, warnings are shown beside it. */
export interface Lint {
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export type ReadScorecard =
  | { readonly ok: true; readonly card: Scorecard; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** One entry of a list that reads well by itself, with its place in the file. */
export interface Entry<T> {
  readonly path: string;
  readonly value: T;
}

/** What can be read of a card, so that one wrong field does not hide what is wrong elsewhere. */
export interface Draft {
  readonly kind: unknown;
  readonly hasBonusCap: boolean;
  readonly sections: readonly Entry<Section>[];
  readonly items: readonly Entry<Item>[];
  readonly grades: readonly Grade[];
  /** Ids as written, also of entries that are wrong otherwise. */
  readonly ids: Readonly<Record<'sections' | 'items' | 'roles' | 'grades', readonly unknown[]>>;
}

/** A scorecard from its JSON, or everything that is wrong with it. Never throws. */
export function readScorecard(json: unknown): ReadScorecard {
  const parsed = scorecardSchema.safeParse(json);
  const { errors, warnings } = lintParsed(json, parsed);
  return parsed.success && errors.length === 0
    ? { ok: true, card: parsed.data, warnings }
    : { ok: false, problems: errors };
}

/** Everything wrong with a scorecard (its JSON) at once, with paths. Never throws. */
export function lintScorecard(json: unknown): Lint {
  return lintParsed(json, scorecardSchema.safeParse(json));
}

function lintParsed(json: unknown, parsed: z.ZodSafeParseResult<Scorecard>): Lint {
  const draft = draftOf(json);
  const references = referenceProblems(draft);
  const lints = [
    {
      errors: [...(parsed.success ? [] : shapeProblems(parsed.error)), ...references, ...textProblems(json)],
      warnings: [],
    },
    ...draft.items.map((entry) => itemProblems(entry, draft.kind)),
    ...(parsed.success ? [worthProblems(parsed.data)] : []),
    // Sums mean something only when all their parts can be read and found.
    ...(parsed.success && references.length === 0 ? [sumsProblems(parsed.data)] : []),
  ];
  return { errors: lints.flatMap((lint) => lint.errors), warnings: lints.flatMap((lint) => lint.warnings) };
}

/** Longer lists are a problem of the shape; looking for clashes in them would only take time. */
const MOST_ENTRIES = 1_000;

function draftOf(json: unknown): Draft {
  const given = isRecord(json) ? json : {};
  const isLong = Object.values(given).some((value) => asList(value).length > MOST_ENTRIES);
  const raw = isLong ? {} : given;
  const ids = (list: unknown): readonly unknown[] => asList(list).map((each) => (isRecord(each) ? each['id'] : null));
  return {
    kind: raw['kind'],
    hasBonusCap: raw['bonusCap'] !== undefined,
    sections: readable(raw, 'sections', sectionSchema),
    items: readable(raw, 'items', itemSchema),
    grades: readable(raw, 'grades', gradeSchema).map((entry) => entry.value),
    ids: {
      sections: ids(raw['sections']),
      items: ids(raw['items']),
      roles: ids(raw['roles']),
      grades: ids(raw['grades']),
    },
  };
}

function readable<T>(raw: Record<string, unknown>, list: string, schema: z.ZodType<T>): readonly Entry<T>[] {
  return asList(raw[list]).flatMap((each, index) => {
    const parsed = schema.safeParse(each);
    return parsed.success ? [{ path: `${list}.${String(index)}`, value: parsed.data }] : [];
  });
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
