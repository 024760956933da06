import { z } from 'zod';
import { epochMsSchema, slugSchema } from '#contract/ids.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { sheetSchema, type Sheet } from '#rubric/scorecards/sheet.ts';
import type { InspectionState } from '../lifecycle.ts';

/** What the inspector's form and head office say to each other. Pages import the types only. */

/** A stopwatch that was run. `ms` is what counts; both clocks are kept, for they differ when the phone slept. */
const runSchema = z.strictObject({
  item: slugSchema,
  startedAt: epochMsSchema,
  ms: z.int().min(0).max(86_400_000),
  /** By the phone's clock on the wall. */
  wallMs: z.int().min(-86_400_000).max(86_400_000),
  /** The page was loaded again while it ran. */
  bridged: z.boolean(),
});

/** When things happened, by the device's clock. */
export const timersSchema = z.strictObject({
  /** Minutes that local time at the branch is ahead of UTC. */
  offsetMinutes: z.int().min(-840).max(840),
  startedAt: epochMsSchema.nullable(),
  endedAt: epochMsSchema.nullable(),
  /** When each section was first opened. */
  sections: z.record(slugSchema, epochMsSchema),
  runs: z.array(runSchema).max(1_000),
});
export type Timers = z.infer<typeof timersSchema>;

/** As stored: the device's times, and the same by head office's clock. */
export interface StoredTimers extends Timers {
  readonly corrected: Pick<Timers, 'startedAt' | 'endedAt' | 'sections'>;
}

const deviceSchema = z.string().regex(/^[0-9a-f-]{16,40}$/, '16–40 characters of 0–9, a–f and "-"');
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 as 64 hex digits');

/** PUT …/sheet */
export const savingSchema = z.strictObject({
  device: deviceSchema,
  /** Of the sheet at head office that this builds upon; 0 = there was none. */
  revision: z.int().min(0),
  body: sheetSchema,
  timers: timersSchema,
  /** The device's clock when it sends. */
  deviceNow: epochMsSchema,
  /**
   * What to do where another device holds the sheet: nothing; go on here with these answers; or leave the sheet as it
   * is and only put these answers on record.
   */
  choice: z.enum(['go-on', 'take-over', 'set-aside']).default('go-on'),
  /** Why answers change after the sheet was returned. */
  reason: z.string().trim().min(1).max(500).optional(),
});
export type Saving = z.infer<typeof savingSchema>;

export interface Saved {
  readonly revision: number;
  /** SHA-256 of the sheet's text. */
  readonly digest: string;
  readonly savedAt: number;
  readonly skewMs: number;
}

/** POST …/sign */
export const signingSchema = z.strictObject({
  revision: z.int().min(1),
  digest: hashSchema,
  deviceNow: epochMsSchema,
});
export type Signing = z.infer<typeof signingSchema>;

export interface Signed {
  readonly signedAt: number;
  readonly digest: string;
  /** In 1/10,000 of what is attainable. */
  readonly share: number | null;
  readonly grade: string | null;
}

/** Who fills the sheet: the inspector, or a second scorer who sees nothing of the first. */
export type FormEntry = 'own' | 'second-scorer';

/** GET /api/assignments */
export interface AssignmentSummary {
  readonly branch: string;
  readonly branchName: { readonly zh: string; readonly en: string };
  readonly inspection: string;
  readonly kind: 'announced' | 'mystery' | 'intercept' | 'hotline' | 'monthly';
  readonly entry: FormEntry;
  readonly state: InspectionState;
  readonly card: { readonly id: string; readonly version: number };
  readonly from: string;
  readonly to: string;
  readonly sheet: { readonly revision: number; readonly savedAt: number; readonly signedAt: number | null } | null;
}

export interface Assignments {
  readonly serverNow: number;
  readonly assignments: readonly AssignmentSummary[];
}

/** GET /api/branches/:branch/assignments/:inspection */
export interface AssignmentDetail {
  readonly serverNow: number;
  readonly assignment: AssignmentSummary;
  readonly card: Scorecard;
  readonly sheet: SheetState | null;
  /** References of evidence that head office has. */
  readonly evidence: readonly EvidenceRecord[];
  /** Why it came back; null unless it was returned. */
  readonly returned: string | null;
}

export interface SheetState extends Saved {
  readonly device: string;
  readonly body: Sheet;
  readonly timers: StoredTimers;
  readonly signedAt: number | null;
}

export interface EvidenceRecord {
  /** SHA-256 of the bytes as sent: what sheets refer to. */
  readonly ref: string;
  readonly item: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly takenAt: number | null;
  readonly removedAt: number | null;
}

/** GET /api/branches/:branch/inspections/:inspection/changes */
export interface SheetChangesReply {
  readonly sheets: readonly {
    readonly entry: string;
    readonly account: string;
    readonly signedAt: number | null;
    /** The device's clock minus head office's. */
    readonly skewMs: number | null;
    readonly isSkewed: boolean;
    readonly timers: StoredTimers | null;
  }[];
  readonly changes: readonly SheetChange[];
}

export interface SheetChange {
  readonly entry: string;
  readonly seq: number;
  readonly at: number;
  readonly account: string;
  readonly cell: string;
  /** JSON of the entry; null = there was no answer. */
  readonly before: string | null;
  readonly after: string | null;
  /** What a person wrote, or one of REASONS. */
  readonly reason: string;
}

/** Reasons that head office writes itself. */
export const REASONS = {
  edited: 'edited',
  takenOver: 'taken-over',
  /** Followed by the digest of the sheet that was set aside. */
  setAside: 'set-aside',
} as const;
