import { createHash } from 'node:crypto';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Sheet } from '#rubric/scorecards/sheet.ts';
import type { Tables } from '../store/tables.ts';
import type { NetworkBranch } from './branches.ts';
import { businessDays } from './business-days.ts';
import { filledSheet } from './filled-sheet.ts';
import { opensAt } from './hall-day.ts';
import type { Quarter } from './periods.ts';
import { dateAfter } from '../inspections/planning/quarter.ts';
import { chanceOf, type Chance } from './random.ts';

/** Inspections of a quarter at one branch: one announced (some on paper), two or three mystery visits. */

export interface VisitParts {
  readonly branch: NetworkBranch;
  readonly quarter: Quarter;
  /** Visits before this day were made; those within the last week are not reviewed yet. */
  readonly today: string;
  readonly plan: string;
  readonly announced: Scorecard;
  readonly mystery: Scorecard;
  readonly inspectors: readonly string[];
  /** Two who type in paper sheets, and who settles what they differ in. */
  readonly clerks: readonly [string, string, string];
  readonly seed: number;
}

export interface Visits {
  readonly inspections: readonly Tables['inspection'][];
  readonly sheets: readonly Tables['sheet'][];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REVIEW_DAYS = 7;
const UNSETTLED_DAYS = 21;

export function visitsOf(parts: VisitParts): Visits {
  const { branch, quarter, seed } = parts;
  const chance = chanceOf(`visits ${branch.id} ${quarter.quarter}`, seed);
  const mystery = chance.whole(2, 3);
  const made = [
    visitOf(parts, { kind: 'announced', number: 1, chance }),
    ...Array.from({ length: mystery }, (_, index) => visitOf(parts, { kind: 'mystery', number: index + 1, chance })),
  ];
  return { inspections: made.map(({ inspection }) => inspection), sheets: made.flatMap(({ sheets }) => sheets) };
}

interface Wanted {
  readonly kind: 'announced' | 'mystery';
  readonly number: number;
  readonly chance: Chance;
}

/** Who does what at one visit, and when. */
interface Visit {
  readonly parts: VisitParts;
  readonly kind: 'announced' | 'mystery';
  readonly id: string;
  readonly card: Scorecard;
  readonly chance: Chance;
  readonly inspector: string;
  readonly second: string | null;
  readonly isPaper: boolean;
  readonly visitedOn: string;
  readonly signedAt: number;
}

function visitOf(
  parts: VisitParts,
  { kind, number, chance }: Wanted,
): { readonly inspection: Tables['inspection']; readonly sheets: readonly Tables['sheet'][] } {
  const { quarter, today, inspectors } = parts;
  const visitedOn = chance.one(businessDays(quarter.from, quarter.to));
  const place = chance.whole(0, inspectors.length - 1);
  const isRescored = kind === 'mystery' && chance.happens(0.08);
  const visit: Visit = {
    parts,
    kind,
    id: `${quarter.quarter.toLowerCase()}-${kind}-${String(number)}`,
    card: kind === 'announced' ? parts.announced : parts.mystery,
    chance,
    inspector: inspectors[place]!,
    second: isRescored ? inspectors[(place + 1) % inspectors.length]! : null,
    isPaper: kind === 'announced' && chance.happens(0.25),
    visitedOn,
    signedAt: opensAt(visitedOn) + 8 * HOUR,
  };
  const open = { ...planned(visit), state: 'assigned', visited_on: null, signed_at: null, released_at: null } as const;
  if (visitedOn >= today) return { inspection: { ...open, result: null }, sheets: [] };
  const { result, sheets } = sheetsOf(visit);
  if (result === null) return { inspection: { ...open, state: 'mismatch', visited_on: visitedOn, result }, sheets };
  return { inspection: { ...planned(visit), ...signed(visit, result) }, sheets };
}

type Planned = Omit<Tables['inspection'], 'state' | 'visited_on' | 'signed_at' | 'released_at' | 'result'>;

function planned({ parts: { branch, quarter, plan }, kind, id, card, inspector, second, isPaper }: Visit): Planned {
  return {
    branch: branch.id,
    id,
    plan,
    kind,
    card: card.id,
    card_version: card.version,
    inspector,
    second,
    from_on: quarter.from,
    to_on: businessDays(quarter.from, quarter.to).at(-1)!,
    announced_at: kind === 'announced' ? opensAt(quarter.from) - 7 * DAY : null,
    mode: isPaper ? 'paper' : 'digital',
    respondents: null,
  };
}

function signed({ parts, visitedOn, signedAt }: Visit, result: string): Omit<Tables['inspection'], keyof Planned> {
  const releasedAt = signedAt + REVIEW_DAYS * DAY;
  const isReleased = releasedAt < opensAt(parts.today);
  return {
    state: isReleased ? 'released' : 'signed',
    visited_on: visitedOn,
    signed_at: signedAt,
    released_at: isReleased ? releasedAt : null,
    result,
  };
}

interface Made {
  /** Null while two entries of paper differ. */
  readonly result: string | null;
  readonly sheets: readonly Tables['sheet'][];
}

function sheetsOf(visit: Visit): Made {
  const { parts, card, chance, inspector, second, isPaper } = visit;
  const care = careAt(parts, chance);
  const sheet = filledSheet(card, care, chance);
  if (isPaper) return typedTwice(visit, sheet);
  const own = rowOf(visit, { entry: 'own', account: inspector, sheet });
  const result = resultOf(card, sheet);
  if (second === null) return { result, sheets: [own] };
  // Two people see most things alike.
  const others = filledSheet(card, care, chance).entries;
  const entries = sheet.entries.map((entry, index) => (chance.happens(0.85) ? entry : others[index]!));
  const other = rowOf(visit, { entry: 'second-scorer', account: second, sheet: { ...sheet, entries } });
  return { result, sheets: [own, other] };
}

/** One in three papers is typed in differently in one place; the latest of those are not settled yet. */
function typedTwice(visit: Visit, sheet: Sheet): Made {
  const { parts, card, chance, visitedOn } = visit;
  const [first, other, third] = parts.clerks;
  const entries = [rowOf(visit, { entry: 'first-entry', account: first, sheet })];
  const slip = chance.happens(0.33) ? chance.whole(0, sheet.entries.length - 1) : -1;
  const typed: Sheet = {
    ...sheet,
    entries: sheet.entries.map((entry, index) => (index === slip ? { ...entry, note: '字迹不清' } : entry)),
  };
  entries.push(rowOf(visit, { entry: 'second-entry', account: other, sheet: typed }));
  if (slip >= 0 && visitedOn >= dateAfter(parts.today, -UNSETTLED_DAYS)) return { result: null, sheets: entries };
  if (slip >= 0) entries.push(rowOf(visit, { entry: 'settled', account: third, sheet }));
  return { result: resultOf(card, sheet), sheets: entries };
}

function resultOf(card: Scorecard, sheet: Sheet): string {
  const evaluated = evaluateSheet(card, sheet);
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.problems));
  return JSON.stringify(evaluated.result);
}

/** What the branch takes care of in that quarter, seen on one day. */
function careAt({ branch, quarter }: VisitParts, chance: Chance): number {
  const yearsIn = (Number(quarter.quarter.at(-1)) - 1) / 4;
  return Math.min(0.99, Math.max(0.4, branch.care + branch.trend * yearsIn + 0.04 * chance.normal()));
}

interface Written {
  readonly entry: Tables['sheet']['entry'];
  readonly account: string;
  readonly sheet: Sheet;
}

function rowOf(visit: Visit, { entry, account, sheet }: Written): Tables['sheet'] {
  const { parts, id, signedAt } = visit;
  const body = JSON.stringify(sheet);
  return {
    branch: parts.branch.id,
    inspection: id,
    entry,
    account,
    state: 'signed',
    revision: 1,
    device: 'demo-network',
    body,
    timers: JSON.stringify(timersOf(visit, entry)),
    skew_ms: 0,
    begun_at: signedAt - 2 * HOUR,
    saved_at: signedAt,
    signed_at: signedAt,
    digest: createHash('sha256').update(body).digest('hex'),
  };
}

/** Of a paper there is only the day that is written on it. */
function timersOf({ visitedOn, signedAt }: Visit, entry: Written['entry']): object {
  if (entry !== 'own' && entry !== 'second-scorer') return { visitedOn };
  return { offsetMinutes: 480, startedAt: signedAt - 2 * HOUR, endedAt: signedAt - HOUR, sections: {}, runs: [] };
}
