import { z } from 'zod';
import { dateSchema } from '#contract/ids.ts';
import { sheetSchema, type Sheet } from '#rubric/scorecards/sheet.ts';
import type { EntryRow } from '../../store/double-entry/find-readable-entries.ts';
import type { TypedSheet } from './typed-sheet.ts';

/** What an entry's row holds besides the sheet: of a paper there is only the day written on it. */
const timersSchema = z.strictObject({ visitedOn: dateSchema.nullable() });

export function sheetOf({ body }: Pick<EntryRow, 'body'>): Sheet {
  return sheetSchema.parse(JSON.parse(body));
}

export function typedOf({ body, timers }: Pick<EntryRow, 'body' | 'timers'>): TypedSheet {
  const { visitedOn } = timersSchema.parse(JSON.parse(timers));
  return { sheet: sheetOf({ body }), visitedOn };
}

export function rowOf({ sheet, visitedOn }: TypedSheet): Pick<EntryRow, 'body' | 'timers'> {
  return { body: JSON.stringify(sheet), timers: JSON.stringify({ visitedOn }) };
}
