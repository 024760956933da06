import type { InspectionsTables } from '../inspections/tables.ts';

/** One inspection, by the key of its table. */
export interface InspectionKey {
  readonly branch: string;
  readonly inspection: string;
}

type Columns = InspectionsTables['inspection'];

/** An inspection on paper, with the names of its branch. */
export type PaperInspection = Pick<
  Columns,
  'branch' | 'kind' | 'card' | 'card_version' | 'inspector' | 'from_on' | 'to_on' | 'state'
> & { readonly inspection: string; readonly name_zh: string; readonly name_en: string };

/** What the two who type and the one who settles have handed in. */
export const PAPER_ENTRIES = ['first-entry', 'second-entry', 'settled'] as const;
export type PaperEntry = (typeof PAPER_ENTRIES)[number];

/** Who holds an entry, without what is written in it. */
export interface EntryState {
  readonly entry: PaperEntry;
  readonly account: string;
  readonly state: 'draft' | 'signed';
  readonly revision: number;
}

export const PAPER_COLUMNS = [
  'inspection.branch',
  'inspection.id as inspection',
  'inspection.kind',
  'inspection.card',
  'inspection.card_version',
  'inspection.inspector',
  'inspection.from_on',
  'inspection.to_on',
  'inspection.state',
  'unit.name_zh',
  'unit.name_en',
] as const;
