import { rolesOf } from '#rubric/scorecards/card-tree.ts';
import { parsePoints } from '#rubric/scorecards/points.ts';
import type { Item, Scorecard } from '#rubric/scorecards/schema.ts';
import { cellOf, sheetProblems, type Answer, type Sheet, type SheetEntry } from '#rubric/scorecards/sheet.ts';

/** What stands in the fields of the form, as typed: kept whole, also where it is no answer yet. */
export interface Fields {
  readonly visitedOn: string;
  /** By cell: an item, or item/role. */
  readonly cells: Readonly<Record<string, CellFields>>;
  /** By `total`, `sections/…`, `items/…`, `roles/…`. */
  readonly printed: Readonly<Record<string, string>>;
}

export interface CellFields {
  /** `pass`, `fail`, the id of an option, a number, a time, a text; empty = blank on the paper. */
  readonly answer: string;
  readonly notApplicable: boolean;
  readonly responsible: string;
  readonly note: string;
  /** With commas between. */
  readonly evidence: string;
  readonly elderly: boolean;
}

export type FieldProblem = 'points' | 'count' | 'time' | 'unfit' | 'date';

export const EMPTY_CELL: CellFields = {
  answer: '',
  notApplicable: false,
  responsible: '',
  note: '',
  evidence: '',
  elderly: false,
};

/** One thing to be typed. */
export interface Cell {
  readonly cell: string;
  readonly item: Item;
  readonly role: string | undefined;
}

export function cellsIn(card: Scorecard): readonly Cell[] {
  return card.items.flatMap((item) => rolesOf(card, item).map((role) => ({ cell: cellOf(item.id, role), item, role })));
}

export interface ReadFields {
  /** What can be read; fields with a problem are not in it. */
  readonly sheet: Sheet;
  readonly visitedOn: string | null;
  /** By cell, `printed:…`. */
  readonly problems: ReadonlyMap<string, FieldProblem>;
  /** Cells with nothing in them. */
  readonly blanks: number;
}

export function readFields(card: Scorecard, fields: Fields): ReadFields {
  const problems = new Map<string, FieldProblem>();
  const read: SheetEntry[] = [];
  let blanks = 0;
  for (const cell of cellsIn(card)) {
    const entry = readCell(cell, fields.cells[cell.cell] ?? EMPTY_CELL);
    if (entry === null) blanks += 1;
    else if (typeof entry === 'string') problems.set(cell.cell, entry);
    else read.push(entry);
  }
  const whole = { scorecard: card.id, version: card.version, entries: read };
  const unfit = unfitEntries(card, whole);
  for (const index of unfit) problems.set(cellName(read[index]!), 'unfit');
  const entries = read.filter((_, index) => !unfit.has(index));
  const printed = readPrinted(fields.printed, problems);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(fields.visitedOn);
  return {
    sheet: { ...whole, entries, ...(printed === null ? {} : { printed }) },
    visitedOn: isDay ? fields.visitedOn : null,
    problems,
    blanks,
  };
}

function unfitEntries(card: Scorecard, sheet: Sheet): ReadonlySet<number> {
  return new Set(sheetProblems(card, sheet).map(({ path }) => Number(path.split('.')[1])));
}

function cellName({ item, role }: SheetEntry): string {
  return cellOf(item, role);
}

/** Null = blank. */
export function readCell({ item, role }: Cell, fields: CellFields): SheetEntry | FieldProblem | null {
  const answer = readAnswer(item, fields);
  if (answer === null || typeof answer === 'string') return answer;
  const evidence = fields.evidence.split(/[,，]/).map((each) => each.trim());
  const [responsible, note] = [fields.responsible.trim(), fields.note.trim()];
  return {
    item: item.id,
    ...(role === undefined ? {} : { role }),
    answer,
    evidence: evidence.filter((each) => each !== ''),
    ...(responsible === '' ? {} : { responsible }),
    ...(fields.elderly ? { elderly: true as const } : {}),
    ...(note === '' ? {} : { note }),
  };
}

function readAnswer(item: Item, { answer, notApplicable }: CellFields): Answer | FieldProblem | null {
  if (notApplicable) return { type: 'not-applicable' };
  const typed = answer.trim();
  if (typed === '') return null;
  switch (item.answer.type) {
    case 'pass-fail':
      return { type: typed === 'pass' ? 'pass' : 'fail' };
    case 'choice':
      return { type: 'choice', option: typed };
    case 'text':
      return { type: 'text', text: typed };
    case 'points':
      return isPoints(typed) ? { type: 'points', points: typed } : 'points';
    case 'count':
      return /^\d{1,6}$/.test(typed) ? { type: 'count', count: Number(typed) } : 'count';
    default: {
      const ms = readTime(typed);
      return ms === null ? 'time' : { type: 'timer', ms };
    }
  }
}

function isPoints(text: string): boolean {
  try {
    parsePoints(text);
    return true;
  } catch {
    return false;
  }
}

/** "2:05" or "125" → milliseconds. */
export function readTime(text: string): number | null {
  const match = /^(?:(\d{1,3})[:：](?=\d{2}$))?(\d{1,5})$/.exec(text);
  if (match === null) return null;
  const seconds = Number(match[1] ?? 0) * 60 + Number(match[2]);
  const isClock = match[1] === undefined || Number(match[2]) < 60;
  return isClock && seconds <= 86_400 ? seconds * 1_000 : null;
}

export function formatTime(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

function readPrinted(
  typed: Fields['printed'],
  problems: Map<string, FieldProblem>,
): NonNullable<Sheet['printed']> | null {
  const printed: { sections: Record<string, string>; items: Record<string, string>; roles: Record<string, string> } = {
    sections: {},
    items: {},
    roles: {},
  };
  let total: string | null = null;
  let hasAny = false;
  for (const [place, text] of Object.entries(typed)) {
    const points = text.trim();
    if (points === '') continue;
    if (!isPoints(points)) problems.set(`printed:${place}`, 'points');
    else {
      hasAny = true;
      const [list, id] = place.split('/');
      if (id === undefined) total = points;
      else printed[list as keyof typeof printed][id] = points;
    }
  }
  return hasAny ? { ...(total === null ? {} : { total }), ...printed } : null;
}

/** The fields that a stored sheet fills. */
export function fieldsOf({ sheet, visitedOn }: { readonly sheet: Sheet; readonly visitedOn: string | null }): Fields {
  const { printed } = sheet;
  const lists = printed === undefined ? [] : (['sections', 'items', 'roles'] as const);
  const places = lists.flatMap((list) =>
    Object.entries(printed![list]).map(([id, points]) => [`${list}/${id}`, points] as const),
  );
  return {
    visitedOn: visitedOn ?? '',
    cells: Object.fromEntries(sheet.entries.map((entry) => [cellName(entry), cellFieldsOf(entry)])),
    printed: Object.fromEntries(printed?.total === undefined ? places : [...places, ['total', printed.total]]),
  };
}

export function cellFieldsOf(entry: SheetEntry): CellFields {
  const { answer } = entry;
  return {
    answer: typedAnswer(answer),
    notApplicable: answer.type === 'not-applicable',
    responsible: entry.responsible ?? '',
    note: entry.note ?? '',
    evidence: entry.evidence.join(', '),
    elderly: entry.elderly === true,
  };
}

function typedAnswer(answer: Answer): string {
  switch (answer.type) {
    case 'points':
      return answer.points;
    case 'count':
      return String(answer.count);
    case 'timer':
      return formatTime(answer.ms);
    case 'choice':
      return answer.option;
    case 'text':
      return answer.text;
    case 'not-applicable':
      return '';
    default:
      return answer.type;
  }
}
