import { join } from 'node:path';
import type { Clock } from '#contract/clock.ts';
import type { Database } from '../../store/database.ts';
import type { InspectionsTables } from '../../store/inspections/tables.ts';
import { Turns } from '../../store/turns.ts';
import type { EvidenceRecord } from '../form/wire.ts';
import { EvidenceFolder } from './evidence-folder.ts';

/** Days that evidence is kept from its arrival on. */
export interface KeepDays {
  readonly photos: number;
  readonly recordings: number;
}

export const KEEP_DAYS: KeepDays = { photos: 365, recordings: 90 };

export interface EvidenceParts {
  readonly database: Database;
  readonly folder: EvidenceFolder;
  readonly clock: Clock;
  /** Of everybody who adds or removes files. */
  readonly turns: Turns;
  readonly keepDays: KeepDays;
}

export function openEvidence(
  { dataDir, evidence }: { readonly dataDir: string; readonly evidence?: KeepDays | undefined },
  { database, clock }: Pick<EvidenceParts, 'database' | 'clock'>,
): EvidenceParts {
  const folder = new EvidenceFolder(join(dataDir, 'evidence'));
  return { database, folder, clock, turns: new Turns(), keepDays: evidence ?? KEEP_DAYS };
}

export function recordOf(row: InspectionsTables['evidence']): EvidenceRecord {
  return {
    ref: row.original,
    item: row.item,
    mediaType: row.media_type,
    bytes: row.bytes,
    takenAt: row.taken_at,
    removedAt: row.removed_at,
  };
}
