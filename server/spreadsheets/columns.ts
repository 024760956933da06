import type { Problem } from '#contract/problems.ts';
import { columnName } from './addresses.ts';
import type { ReadSheet } from './read-workbook.ts';
import type { CellValue, SheetOfCells } from './write-workbook.ts';

/**
 * Entries as rows: each column is one field of the JSON, named in its head by a Chinese word for people and the path of
 * the field for the reader (`分值 points`). An empty cell is an absent field.
 */

export interface Column {
  /** As `title.zh`. */
  readonly path: string;
  readonly zh: string;
  /** How the text of a cell becomes the value of the field. */
  readonly as: 'text' | 'whole-number' | 'yes-no' | 'yes' | 'list' | 'as-is';
  /** In characters. */
  readonly width?: number;
}

type JsonObject = Readonly<Record<string, unknown>>;

const YES = '是 yes';
const NO = '否 no';

export function sheetOf(name: string, columns: readonly Column[], entries: readonly JsonObject[]): SheetOfCells {
  return {
    name,
    widths: columns.map(({ width = 12 }) => width),
    rows: [
      columns.map(({ path, zh }) => `${zh} ${path}`),
      ...entries.map((entry) => columns.map((column) => cellOf(valueAt(entry, column.path)))),
    ],
  };
}

export function valueAt(entry: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as JsonObject)[key];
  }, entry);
}

export function cellOf(value: unknown): CellValue {
  if (typeof value === 'boolean') return value ? YES : NO;
  if (typeof value === 'string' || typeof value === 'number') return value;
  return Array.isArray(value) ? value.map(String).join(', ') : null;
}

export interface ReadEntries {
  readonly entries: readonly { readonly value: JsonObject; readonly row: number }[];
  readonly problems: readonly Problem[];
}

/** The entries of a sheet; problems by address. Cells in columns that nobody knows are not passed over in silence. */
export function entriesOf({ name, rows }: ReadSheet, columns: readonly Column[]): ReadEntries {
  const [head = [], ...body] = rows;
  const problems: Problem[] = [];
  const known = head.map((cell, index) => {
    if (cell === null) return null;
    const path = String(cell).trim().split(/\s+/).at(-1);
    const column = columns.find((each) => each.path === path);
    const at = `${name}!${columnName(index)}1`;
    if (column === undefined)
      problems.push({ path: at, expected: `one of ${columns.map((each) => each.path).join(', ')}`, zh: '没有这一栏' });
    else if (head.slice(0, index).some((other) => String(other).trim().split(/\s+/).at(-1) === path))
      problems.push({ path: at, expected: `"${column.path}" once`, zh: '同一栏出现两次' });
    return column ?? null;
  });
  const entries = body.flatMap((row, index) => {
    if (row.every((cell) => cell === null || cell === '')) return [];
    const number = index + 2;
    const value: Record<string, unknown> = {};
    row.forEach((cell, place) => {
      if (cell === null || cell === '') return;
      const at = `${name}!${columnName(place)}${String(number)}`;
      const column = known[place];
      if (column === null || column === undefined) {
        if (head[place] === null || head[place] === undefined)
          problems.push({ path: at, expected: 'nothing: the column has no head', zh: '这一列没有栏目名' });
        return;
      }
      const read = fieldOf(cell, column);
      if (read.ok) setAt(value, column.path, read.value);
      else problems.push({ path: at, expected: read.expected, zh: read.zh });
    });
    return [{ value, row: number }];
  });
  return { entries, problems };
}

type ReadField =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly expected: string; readonly zh: string };

function fieldOf(cell: string | number | boolean, { as }: Column): ReadField {
  const text = textOf(cell);
  switch (as) {
    case 'whole-number':
      return /^\d{1,9}$/.test(text)
        ? { ok: true, value: Number(text) }
        : { ok: false, expected: 'a whole number', zh: '须为整数' };
    case 'yes-no':
    case 'yes': {
      const isYes = typeof cell === 'boolean' ? cell : yesOrNo(text);
      if (isYes === null) return { ok: false, expected: `"${YES}" or "${NO}"`, zh: '须为“是”或“否”' };
      return { ok: true, value: as === 'yes' && !isYes ? undefined : isYes };
    }
    case 'list':
      return { ok: true, value: text.split(/[,，、;；]\s*/).filter((each) => each !== '') };
    case 'as-is':
      return { ok: true, value: typeof cell === 'boolean' ? text : cell };
    default:
      return { ok: true, value: text };
  }
}

/** Programs store 0.1 as a binary number; its shortest decimal text is what somebody typed. */
function textOf(cell: string | number | boolean): string {
  return typeof cell === 'string' ? cell.trim() : String(cell);
}

function yesOrNo(text: string): boolean | null {
  if (/^(?:是(?: yes)?|yes|y|true|1|√|✓)$/i.test(text)) return true;
  return /^(?:否(?: no)?|no|n|false|0|×)$/i.test(text) ? false : null;
}

export function setAt(target: Record<string, unknown>, path: string, value: unknown): void {
  if (value === undefined) return;
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = (target[key] ?? {}) as Record<string, unknown>;
  target[key] = inner;
  setAt(inner, rest.join('.'), value);
}
