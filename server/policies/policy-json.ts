import { createHash } from 'node:crypto';
import type { Problem } from '#contract/problems.ts';
import { dateSchema } from '#contract/ids.ts';
import { readComposite } from '#rubric/composite/definition.ts';
import { lintScorecard } from '#rubric/scorecards/lint.ts';
import type { PolicyKind, PolicyRow } from '../store/policies/tables.ts';

/** The JSON of a policy as a whole: what it is called, when it holds, whether it is sound. Drafts may be anything. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Everything wrong with it; warnings do not keep it from being used. */
export function lintPolicy(
  kind: PolicyKind,
  body: unknown,
): { readonly errors: readonly Problem[]; readonly warnings: readonly Problem[] } {
  if (kind === 'scorecard') return lintScorecard(body);
  const read = readComposite(body);
  return { errors: read.ok ? [] : read.problems, warnings: [] };
}

export type StoredBody = Pick<PolicyRow, 'title_zh' | 'title_en' | 'from_on' | 'to_on' | 'body' | 'digest'>;

/** As it is stored: the exact text, its digest, and what lists show of it as far as it can be read. */
export function storedBody(json: JsonObject): StoredBody {
  const body = JSON.stringify(json);
  const title = isObject(json['title']) ? json['title'] : {};
  const effective = isObject(json['effective']) ? json['effective'] : {};
  return {
    title_zh: textOf(title['zh']),
    title_en: textOf(title['en']),
    from_on: dayOf(effective['from']),
    to_on: dayOf(effective['to']),
    body,
    digest: digestOf(body),
  };
}

export function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** The JSON of a stored row. Only objects are ever stored; a row that somebody changed may hold anything. */
export function parsedBody({ body }: Pick<PolicyRow, 'body'>): JsonObject {
  try {
    const json: unknown = JSON.parse(body);
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

const TITLE_LIMIT = 200;

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, TITLE_LIMIT) : '';
}

function dayOf(value: unknown): string | null {
  const parsed = dateSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
