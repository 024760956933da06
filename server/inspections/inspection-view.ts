import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { sheetSchema, type SheetEntry } from '#rubric/scorecards/sheet.ts';
import { scopeOf, type Scope, type Viewer } from '../auth/viewer.ts';
import type { Reader } from '../store/database.ts';
import { findAccountNames } from '../store/inspections/find-account-names.ts';
import { findCountingSheet } from '../store/inspections/find-counting-sheet.ts';
import { findEvidence } from '../store/inspections/find-evidence.ts';
import { findRecordings, findSteps } from '../store/inspections/find-inspection-files.ts';
import { isBranchWithin } from '../store/people/branches-within.ts';
import type { SeenInspection } from '../store/inspections/find-inspections.ts';
import type { CardSource } from './card-source.ts';
import { cardWithoutFines, entriesForBranch, isCovert, resultForBranch, withoutFines } from './redact.ts';
import { paperWorkFor } from './paper-work.ts';
import { hasPartIn, possibleSteps } from './review.ts';
import type { InspectionSummary, InspectionView, ReviewStep } from './wire.ts';

/** Inspections as pages show them. */

type CardOf = (row: SeenInspection) => Scorecard | null;

/** Each version is read once. */
export async function readCards(reader: Reader, cards: CardSource, rows: readonly SeenInspection[]): Promise<CardOf> {
  const found = new Map<string, Scorecard | null>();
  for (const { card, card_version: version } of rows) {
    const key = `${card} ${String(version)}`;
    if (!found.has(key)) found.set(key, await cards.version(reader, card, version));
  }
  return ({ card, card_version: version }) => found.get(`${card} ${String(version)}`) ?? null;
}

export async function summaries(
  reader: Reader,
  cards: CardSource,
  rows: readonly SeenInspection[],
): Promise<readonly InspectionSummary[]> {
  const cardOf = await readCards(reader, cards, rows);
  const nameOf = await findAccountNames(
    reader,
    rows.map(({ inspector }) => inspector),
  );
  return rows.map((row) => summaryOf(row, cardOf(row), nameOf));
}

function summaryOf(
  row: SeenInspection,
  card: Scorecard | null,
  nameOf: (account: string) => string,
): InspectionSummary {
  const { branch, id, kind, state, mode, inspector } = row;
  const result = resultOf(row);
  const title = card?.title ?? { zh: row.card, en: row.card };
  return {
    branch,
    id,
    kind,
    state,
    mode,
    name: { zh: row.branch_zh, en: row.branch_en },
    card: { ...title, id: row.card, version: row.card_version },
    inspector: inspector === null ? null : nameOf(inspector),
    from: row.from_on,
    to: row.to_on,
    visitedOn: row.visited_on,
    share: result?.share ?? null,
    grade: card?.grades.find((grade) => grade.id === result?.grade)?.title ?? null,
    flags: result?.flags.length ?? 0,
  };
}

function resultOf({ result }: SeenInspection): ScorecardResult | null {
  return result === null ? null : (JSON.parse(result) as ScorecardResult);
}

export async function inspectionView(
  reader: Reader,
  { row, viewer, cards }: { readonly row: SeenInspection; readonly viewer: Viewer; readonly cards: CardSource },
): Promise<InspectionView> {
  const cardOf = await readCards(reader, cards, [row]);
  const card = cardOf(row);
  const of = { branch: row.branch, inspection: row.id };
  const filesScope = scopeOf(viewer, 'evidence.read');
  const readScope = scopeOf(viewer, 'inspections.read')!;
  const steps = row.whole ? await findSteps(reader, readScope, of) : [];
  const nameOf = await findAccountNames(reader, [row.inspector, row.second, ...steps.map(({ account }) => account)]);
  const isHidden = !row.whole && isCovert(row.kind);
  const result = resultOf(row);
  return {
    ...summaryOf(row, card, nameOf),
    whole: row.whole,
    second: row.second === null ? null : nameOf(row.second),
    plan: row.plan,
    announcedAt: row.announced_at,
    signedAt: row.signed_at,
    releasedAt: row.released_at,
    respondents: row.respondents,
    scorecard: card === null ? null : cardWithoutFines(card),
    result: isHidden && result !== null ? resultForBranch(result) : result,
    entries: row.result === null ? [] : await entriesOf(reader, readScope, { of, isHidden }),
    ...(filesScope === null || !row.whole ? NO_FILES : await filesOf(reader, filesScope, of)),
    steps: steps.map(({ step, at, account, reason }) => ({ step, at, by: nameOf(account), reason })),
    may: await stepsFor(reader, row, viewer),
    paperWork: await paperWorkFor(reader, row, viewer),
  };
}

interface Of {
  readonly branch: string;
  readonly inspection: string;
}

async function entriesOf(
  reader: Reader,
  scope: Scope,
  { of, isHidden }: { readonly of: Of; readonly isHidden: boolean },
): Promise<readonly SheetEntry[]> {
  const sheet = await findCountingSheet(reader, scope, of);
  if (sheet === null) return [];
  const entries = withoutFines(sheetSchema.parse(JSON.parse(sheet.body)).entries);
  return isHidden ? entriesForBranch(entries) : entries;
}

const NO_FILES: Pick<InspectionView, 'evidence' | 'recordings'> = { evidence: [], recordings: [] };

async function filesOf(reader: Reader, scope: Scope, of: Of): Promise<Pick<InspectionView, 'evidence' | 'recordings'>> {
  const evidence = await findEvidence(reader, scope, of);
  const recordings = await findRecordings(reader, scope, of);
  return {
    evidence: evidence.map(({ original, item, bytes, media_type, received_at, removed_at }) => ({
      ref: original,
      item,
      bytes,
      mediaType: media_type,
      receivedAt: received_at,
      removedAt: removed_at,
    })),
    recordings: recordings.map(({ reference, hash, keep_until }) => ({
      reference,
      sha256: hash,
      keepUntil: keep_until,
    })),
  };
}

async function stepsFor(reader: Reader, row: SeenInspection, viewer: Viewer): Promise<readonly ReviewStep[]> {
  const reviewed = scopeOf(viewer, 'inspections.review');
  if (!row.whole || reviewed === null || !(await isBranchWithin(reader, reviewed, row.branch))) return [];
  return (await hasPartIn(reader, row, viewer.account)) ? [] : possibleSteps(row);
}
