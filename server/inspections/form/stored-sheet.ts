import { createHash } from 'node:crypto';
import { sheetSchema, type Sheet } from '#rubric/scorecards/sheet.ts';
import type { InspectionsTables } from '../../store/inspections/tables.ts';
import { timersSchema, type SheetState, type StoredTimers } from './wire.ts';

type Row = InspectionsTables['sheet'];

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function bodyOf({ body }: Pick<Row, 'body'>): Sheet {
  return sheetSchema.parse(JSON.parse(body));
}

/** Null for sheets that were not filled in on a device. */
export function storedTimersOf({ timers }: Pick<Row, 'timers'>): StoredTimers | null {
  const { corrected, ...device } = JSON.parse(timers) as Partial<StoredTimers>;
  const parsed = timersSchema.safeParse(device);
  return parsed.success && corrected !== undefined ? { ...parsed.data, corrected } : null;
}

/** The sheet as its writer is given it; null for one that no form has written. */
export function sheetStateOf(row: Row): SheetState | null {
  const timers = storedTimersOf(row);
  if (timers === null) return null;
  return {
    revision: row.revision,
    digest: digestOf(row.body),
    savedAt: row.saved_at,
    skewMs: row.skew_ms ?? 0,
    device: row.device,
    body: bodyOf(row),
    timers,
    signedAt: row.state === 'signed' ? row.signed_at : null,
  };
}
