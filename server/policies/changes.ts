import { isObject, type JsonObject } from './policy-json.ts';

/** What differs between two versions of a policy: by entry and field, for people to read. */

export interface FieldChange {
  /** As `points` or `answer.options.late.points`; entries of lists are named by their id. */
  readonly field: string;
  /** Null: not there. */
  readonly before: string | null;
  readonly after: string | null;
}

export type PolicyChange =
  /** `list` null: a field of the whole. */
  | {
      readonly kind: 'changed';
      readonly list: string | null;
      readonly entry: EntryName | null;
      readonly fields: readonly FieldChange[];
    }
  | {
      readonly kind: 'added' | 'removed';
      readonly list: string;
      readonly entry: EntryName;
      readonly fields: readonly FieldChange[];
    }
  | { readonly kind: 'reordered'; readonly list: string };

export interface EntryName {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

/** Belongs to the version, not to what it says. */
const NOT_COMPARED: readonly string[] = ['version', 'approval', 'scorecard', 'composite'];

const LISTS = ['sections', 'items', 'roles', 'grades'] as const;

export function changesBetween(before: JsonObject, after: JsonObject): readonly PolicyChange[] {
  const own = fieldChanges(leavesOf(rest(before)), leavesOf(rest(after)));
  return [
    ...(own.length === 0 ? [] : [{ kind: 'changed', list: null, entry: null, fields: own } as const]),
    ...LISTS.flatMap((list) => listChanges(list, entriesOf(before[list]), entriesOf(after[list]))),
  ];
}

function rest(json: JsonObject): JsonObject {
  const lists: readonly string[] = LISTS;
  return Object.fromEntries(
    Object.entries(json).filter(([key]) => !lists.includes(key) && !NOT_COMPARED.includes(key)),
  );
}

type Entries = ReadonlyMap<string, JsonObject>;

/** Of two entries with one id, which only drafts have, the last counts. */
function entriesOf(list: unknown): Entries {
  const entries = Array.isArray(list) ? list.filter(isObject) : [];
  return new Map(entries.map((entry, index) => [idOf(entry, index), entry]));
}

function idOf(entry: JsonObject, index: number): string {
  return typeof entry['id'] === 'string' ? entry['id'] : `#${String(index + 1)}`;
}

function listChanges(list: string, before: Entries, after: Entries): readonly PolicyChange[] {
  const changes: PolicyChange[] = [];
  for (const [id, entry] of before) {
    if (after.has(id)) continue;
    changes.push({ kind: 'removed', list, entry: nameOf(id, entry), fields: fieldChanges(leavesOf(entry), new Map()) });
  }
  for (const [id, entry] of after) {
    const old = before.get(id);
    const fields = fieldChanges(old === undefined ? new Map() : leavesOf(old), leavesOf(entry));
    if (old === undefined) changes.push({ kind: 'added', list, entry: nameOf(id, entry), fields });
    else if (fields.length > 0) changes.push({ kind: 'changed', list, entry: nameOf(id, entry), fields });
  }
  const common = [...before.keys()].filter((id) => after.has(id));
  const now = [...after.keys()].filter((id) => before.has(id));
  if (common.some((id, index) => now[index] !== id)) changes.push({ kind: 'reordered', list });
  return changes;
}

function nameOf(id: string, { title }: JsonObject): EntryName {
  const text = (language: string): string => {
    const value = isObject(title) ? title[language] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return { id, zh: text('zh'), en: text('en') };
}

type Leaves = ReadonlyMap<string, string>;

function fieldChanges(before: Leaves, after: Leaves): readonly FieldChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field, before: before.get(field) ?? null, after: after.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

/** Deeper than any policy; drafts may hold anything. */
const DEEPEST = 8;

/** An absent value says this. */
const BY_DEFAULT = /(?:^|\.)(?:allowNotApplicable=true|(?!allowNotApplicable)\w+=false)$/;

/** Every value by its path, as text; without what an absent value says too. */
function leavesOf(value: unknown, path = '', depth = 0): Leaves {
  if (saysNothing(value, path)) return new Map();
  const parts = depth > DEEPEST ? null : partsOf(value);
  if (parts === null) return new Map([[path, textOf(value)]]);
  return new Map(parts.flatMap(([key, part]) => [...leavesOf(part, path === '' ? key : `${path}.${key}`, depth + 1)]));
}

function saysNothing(value: unknown, path: string): boolean {
  if (value === undefined || value === null || path === 'id') return true;
  return typeof value === 'boolean' && BY_DEFAULT.test(`${path}=${String(value)}`);
}

/** Null for what is shown as it is: text, numbers, lists of ids. */
function partsOf(value: unknown): readonly (readonly [string, unknown])[] | null {
  if (isObject(value)) return Object.entries(value);
  if (!Array.isArray(value) || !value.every(isObject)) return null;
  return value.map((each: JsonObject, index) => [idOf(each, index), each]);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value);
}
