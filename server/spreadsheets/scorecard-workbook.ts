import type { Problem } from '#contract/problems.ts';
import { columnIndex } from './addresses.ts';
import { cellOf, entriesOf, setAt, sheetOf, valueAt, type Column, type ReadEntries } from './columns.ts';
import { readWorkbook, type ReadSheet } from './read-workbook.ts';
import {
  CARD_FIELDS,
  GRADE_COLUMNS,
  ITEM_COLUMNS,
  OPTION_COLUMNS,
  ROLE_COLUMNS,
  SECTION_COLUMNS,
} from './scorecard-columns.ts';
import { writeWorkbook } from './write-workbook.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const LISTS: Readonly<Record<'sections' | 'items' | 'roles' | 'grades', readonly Column[]>> = {
  sections: SECTION_COLUMNS,
  items: ITEM_COLUMNS,
  roles: ROLE_COLUMNS,
  grades: GRADE_COLUMNS,
};
const SHEETS = ['card', 'sections', 'items', 'options', 'roles', 'grades'] as const;

/** The workbook of a scorecard's JSON; of a draft with problems, what can be read of it. */
export function scorecardWorkbook(card: JsonObject): Promise<Buffer> {
  const list = (name: string): readonly JsonObject[] => objectsIn(card[name]);
  const options = list('items').flatMap((item) =>
    objectsIn(valueAt(item, 'answer.options')).map((option) => ({ ...option, item: item['id'] })),
  );
  return writeWorkbook([
    {
      name: 'card',
      widths: [34, 80],
      rows: [
        ['栏目 field', '内容 value'],
        ...CARD_FIELDS.map(({ zh, path }) => [`${zh} ${path}`, cellOf(valueAt(card, path))]),
      ],
    },
    sheetOf('sections', SECTION_COLUMNS, list('sections')),
    sheetOf('items', ITEM_COLUMNS, list('items')),
    sheetOf('options', OPTION_COLUMNS, options),
    sheetOf('roles', ROLE_COLUMNS, list('roles')),
    sheetOf('grades', GRADE_COLUMNS, list('grades')),
  ]);
}

export type ReadScorecardWorkbook =
  | { readonly ok: true; readonly json: JsonObject }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * The JSON of a scorecard from its workbook, or every cell that cannot be read. Whether the card is sound is the
 * business of its lint: what is merely wrong becomes a draft with problems.
 */
export async function readScorecardWorkbook(bytes: Uint8Array): Promise<ReadScorecardWorkbook> {
  const book = await readWorkbook(bytes);
  if (!book.ok) return book;
  const sheet = (name: string): ReadSheet => book.sheets.find((each) => each.name === name) ?? { name, rows: [] };
  const missing = (['card', 'sections', 'items'] as const).filter((name) => sheet(name).rows.length === 0);
  const card = cardFields(sheet('card'));
  const lists = Object.entries(LISTS).map(([name, columns]) => [name, entriesOf(sheet(name), columns)] as const);
  const options = entriesOf(sheet('options'), OPTION_COLUMNS);
  const items = lists.find(([name]) => name === 'items')![1];
  const problems = [
    ...missing.map((name) => ({
      path: name,
      expected: 'a sheet of this name, with its head',
      zh: '缺少此工作表或其栏目行',
    })),
    ...unknownSheets(book.sheets),
    ...card.problems,
    ...lists.flatMap(([, read]) => read.problems),
    ...options.problems,
    ...strayOptions(options, items),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const json = Object.fromEntries(lists.map(([name, { entries }]) => [name, entries.map(({ value }) => value)]));
  return {
    ok: true,
    json: { ...card.value, ...json, items: items.entries.map(({ value }) => withOptions(value, options)) },
  };
}

/** Notes of the bank may stand on sheets of other names; cells of ours under a name with a slip may not get lost. */
function unknownSheets(sheets: readonly ReadSheet[]): readonly Problem[] {
  return sheets
    .filter(({ name }) => !(SHEETS as readonly string[]).includes(name) && SHEETS.some((known) => isSlip(name, known)))
    .map(({ name }) => ({
      path: name,
      expected: `one of ${SHEETS.join(', ')}`,
      zh: `工作表名须为 ${SHEETS.join('、')}`,
    }));
}

function isSlip(name: string, known: string): boolean {
  return name.trim().toLowerCase().replace(/s$/, '') === known.replace(/s$/, '');
}

function cardFields({ name, rows }: ReadSheet): { readonly value: JsonObject; readonly problems: readonly Problem[] } {
  // Laid on its side it is a list with one entry.
  const body = rows.slice(1).filter((row) => row[0] !== null && row[0] !== undefined);
  const lying = { name, rows: [body.map((row) => row[0]!), body.map((row) => row[1] ?? null)] };
  const { entries, problems } = entriesOf(lying, CARD_FIELDS);
  const value: Record<string, unknown> = { ...entries[0]?.value };
  const effective = { ...(value['effective'] as JsonObject | undefined) };
  value['effective'] = { ...effective, to: effective['to'] ?? null };
  value['approval'] ??= null;
  const rowOf = new Map(body.map((row, index) => [index, rows.indexOf(row) + 1]));
  return { value, problems: problems.map((problem) => ({ ...problem, path: standing(problem.path, rowOf) })) };
}

/** Addresses as they stand in the file: columns lying are rows standing. */
function standing(path: string, rowOf: ReadonlyMap<number, number>): string {
  const [, letters = 'A', row = '1'] = /!([A-Z]+)(\d+)$/.exec(path) ?? [];
  return `card!${row === '1' ? 'A' : 'B'}${String(rowOf.get(columnIndex(letters)) ?? 1)}`;
}

function withOptions(item: JsonObject, { entries }: ReadEntries): JsonObject {
  const options = entries.filter(({ value }) => value['item'] === item['id']);
  if (options.length === 0) return item;
  const copy: Record<string, unknown> = { ...item, answer: { ...(item['answer'] as JsonObject | undefined) } };
  setAt(
    copy,
    'answer.options',
    options.map(({ value: { item: _item, ...option } }) => option),
  );
  return copy;
}

function strayOptions({ entries }: ReadEntries, items: ReadEntries): readonly Problem[] {
  const ids = new Set(items.entries.map(({ value }) => value['id']));
  return entries
    .filter(({ value }) => !ids.has(value['item']))
    .map(({ row }) => ({
      path: `options!A${String(row)}`,
      expected: 'the id of an item on the sheet "items"',
      zh: '工作表 items 中没有此项目编号',
    }));
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value)
    ? value.filter((each): each is JsonObject => typeof each === 'object' && each !== null && !Array.isArray(each))
    : [];
}
