import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { cellOf, type Answer, type Sheet, type SheetEntry } from '#rubric/scorecards/sheet.ts';
import type { Timers } from '../../inspections/form/wire.ts';
import type { Running } from './stopwatch.ts';

/** What an inspector has typed so far, on the phone. More than a sheet: a note may come before its answer. */
export interface Draft {
  readonly cells: Readonly<Record<string, CellDraft>>;
  readonly timers: Timers;
  readonly running: Running | null;
  /** Screen that was open last. */
  readonly screen: number;
}

export interface CellDraft {
  readonly answer: Answer | null;
  /** References of evidence. */
  readonly evidence: readonly string[];
  readonly note: string;
  readonly responsible: string;
  readonly elderly: boolean;
}

export const EMPTY_CELL: CellDraft = { answer: null, evidence: [], note: '', responsible: '', elderly: false };

export function emptyDraft(offsetMinutes: number): Draft {
  const timers = { offsetMinutes, startedAt: null, endedAt: null, sections: {}, runs: [] };
  return { cells: {}, timers, running: null, screen: 0 };
}

export function cellDraft(draft: Draft, cell: string): CellDraft {
  return draft.cells[cell] ?? EMPTY_CELL;
}

export function withCell(draft: Draft, cell: string, fields: Partial<CellDraft>): Draft {
  return { ...draft, cells: { ...draft.cells, [cell]: { ...cellDraft(draft, cell), ...fields } } };
}

/** The sheet of all cells that have an answer. */
export function sheetOf(card: Pick<Scorecard, 'id' | 'version'>, { cells }: Pick<Draft, 'cells'>): Sheet {
  const entries = Object.entries(cells).flatMap(([cell, typed]) => entryOf(cell, typed));
  return { scorecard: card.id, version: card.version, entries };
}

function entryOf(cell: string, { answer, evidence, note, responsible, elderly }: CellDraft): readonly SheetEntry[] {
  if (answer === null) return [];
  const [item = '', role] = cell.split('/');
  return [
    {
      item,
      ...(role === undefined ? {} : { role }),
      answer,
      evidence: [...evidence],
      ...(responsible.trim() === '' ? {} : { responsible: responsible.trim() }),
      ...(elderly ? { elderly: true } : {}),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    },
  ];
}

/** A draft that goes on from a sheet that head office has. */
export function draftOf(sheet: Sheet, { offsetMinutes, startedAt, endedAt, sections, runs }: Timers): Draft {
  const cells = sheet.entries.map((entry) => {
    const { answer, evidence, note = '', responsible = '', elderly = false } = entry;
    return [cellOf(entry.item, entry.role), { answer, evidence, note, responsible, elderly }] as const;
  });
  const timers = { offsetMinutes, startedAt, endedAt, sections, runs };
  return { cells: Object.fromEntries(cells), timers, running: null, screen: 0 };
}
