import type { InspectionsTables } from '../inspections/tables.ts';

/** Days [from, to) on which a visit was made. */
export interface VisitWindow {
  readonly from: string;
  readonly to: string;
}

/** A signed sheet of a signed inspection, with who wrote it. */
export interface SignedSheet {
  readonly branch: string;
  readonly inspection: string;
  readonly card: string;
  readonly card_version: number;
  readonly entry: InspectionsTables['sheet']['entry'];
  readonly body: string;
  readonly timers: string;
  /** Name, or the id of an account that is gone. */
  readonly person: string;
}

export const SIGNED = ['signed', 'released'] as const;
