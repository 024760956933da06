import type { Writing } from '../database.ts';
import type { InspectionsTables } from './tables.ts';

export async function addEvidence(writing: Writing, row: InspectionsTables['evidence']): Promise<void> {
  await writing.insertInto('evidence').values(row).execute();
}
