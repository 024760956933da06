import type { IngestTables } from './ingest/tables.ts';
import type { InspectionsTables } from './inspections/tables.ts';
import type { PeopleTables } from './people/tables.ts';
import type { PoliciesTables } from './policies/tables.ts';
import type { ScoringTables } from './scoring/tables.ts';

/** Rows as they stand in the database, one interface per area. Times are epoch ms, dates YYYY-MM-DD, JSON is text. */
export type Tables = IngestTables & PeopleTables & PoliciesTables & InspectionsTables & ScoringTables;
