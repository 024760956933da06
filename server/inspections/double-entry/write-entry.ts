import { createHash } from 'node:crypto';
import type { Problem } from '#contract/problems.ts';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { sheetProblems } from '#rubric/scorecards/sheet.ts';
import type { Reader, Writing } from '../../store/database.ts';
import { findReadableEntries, type EntryRow } from '../../store/double-entry/find-readable-entries.ts';
import type { PaperInspection } from '../../store/double-entry/paper.ts';
import { advance, audit, readPaper, type Actor, type SignedColumns } from './actor.ts';
import { compareSheets } from './compare-sheets.ts';
import { rowOf, typedOf } from './entry-json.ts';
import { refused, unfit, type Outcome } from './refusal.ts';
import { bothSigned } from './rules.ts';
import type { TypedSheet } from './typed-sheet.ts';
import type { SavedEntry, SaveEntry, SignedEntry } from './wire.ts';

type TypingEntry = 'first-entry' | 'second-entry';

/** Keeps a draft. It must fit the card as far as it goes; places not typed yet may be missing. */
export async function saveEntry(
  writing: Writing,
  actor: Actor,
  { card, entry, draft }: { readonly card: Scorecard; readonly entry: TypingEntry; readonly draft: SaveEntry },
): Promise<Outcome<SavedEntry>> {
  const own = await ownEntry(writing, actor, entry);
  if (own === null) return refused('no-such-entry');
  if (own.state === 'signed') return refused('locked');
  const row = rowOf(draft);
  // Sent again because the answer was lost.
  const isSame = own.body === row.body && own.timers === row.timers;
  if (own.revision !== draft.revision) {
    return isSame ? { ok: true, value: { revision: own.revision } } : refused('saved-elsewhere');
  }
  const problems = sheetProblems(card, draft.sheet);
  if (problems.length > 0) return unfit(problems.map(({ path, expected }) => ({ path: `sheet.${path}`, expected })));
  if (isSame) return { ok: true, value: { revision: own.revision } };
  const revision = own.revision + 1;
  await updateEntry(writing, actor, entry, { ...row, revision, saved_at: actor.now });
  return { ok: true, value: { revision } };
}

/** Locks an entry. Once both are, they are compared: equal, and the inspection is signed; else a third person settles. */
export async function signEntry(
  writing: Writing,
  actor: Actor,
  { card, entry, revision }: { readonly card: Scorecard; readonly entry: TypingEntry; readonly revision: number },
): Promise<Outcome<SignedEntry>> {
  const found = await readPaper(writing, actor);
  const own = await ownEntry(writing, actor, entry);
  if (found === null || own === null) return refused('no-such-entry');
  const { paper, entries } = found;
  if (own.state === 'signed') {
    return own.revision === revision ? { ok: true, value: { state: paper.state } } : refused('locked');
  }
  if (own.revision !== revision) return refused('saved-elsewhere');
  const problems = dayProblems(paper, typedOf(own), actor.now);
  if (problems.length > 0) return unfit(problems);
  const digest = createHash('sha256').update(own.body).digest('hex');
  await updateEntry(writing, actor, entry, { state: 'signed', signed_at: actor.now, digest });
  await audit(writing, actor, { action: 'entry.signed', detail: { entry, digest } });
  const signed = entries.map((each) => (each.entry === entry ? { ...each, state: 'signed' as const } : each));
  if (!bothSigned(signed)) return { ok: true, value: { state: paper.state } };
  return { ok: true, value: { state: await compareEntries(writing, actor, { card, paper }) } };
}

async function compareEntries(
  writing: Writing,
  actor: Actor,
  { card, paper }: { readonly card: Scorecard; readonly paper: PaperInspection },
): Promise<PaperInspection['state']> {
  const { first, second } = await readBoth(writing, actor);
  const { mismatches } = compareSheets(card, first, second);
  if (mismatches.length === 0) {
    await audit(writing, actor, { action: 'inspection.signed', detail: { by: 'equal entries' } });
    return advance(writing, actor, { from: paper.state, event: { type: 'sign' }, set: signedColumns(card, first) });
  }
  await audit(writing, actor, { action: 'inspection.differs', detail: { cells: mismatches.length } });
  return advance(writing, actor, { from: paper.state, event: { type: 'differ' } });
}

/** Both entries; they must be signed. */
export async function readBoth(
  reader: Reader,
  { key, scope, account }: Pick<Actor, 'key' | 'scope' | 'account'>,
): Promise<{ readonly first: TypedSheet; readonly second: TypedSheet }> {
  const rows = await findReadableEntries(reader, scope, { ...key, account });
  const typed = (entry: TypingEntry): TypedSheet => {
    const row = rows.find((each) => each.entry === entry && each.state === 'signed');
    if (row === undefined) throw new Error(`${key.branch}/${key.inspection} has no signed ${entry}`);
    return typedOf(row);
  };
  return { first: typed('first-entry'), second: typed('second-entry') };
}

/** What the sheet that counts comes to; totals printed on the paper that differ are flagged in it, never repaired. */
export function signedColumns(card: Scorecard, { sheet, visitedOn }: TypedSheet): SignedColumns {
  const evaluated = evaluateSheet(card, sheet);
  if (!evaluated.ok) throw new Error(`a sheet that was checked does not fit ${card.id}`);
  return { visited_on: visitedOn, result: JSON.stringify(evaluated.result) };
}

/** Somewhere on earth it is already the next day. */
const FURTHEST_ZONE_MS = 14 * 3_600_000;

export function latestDay(now: number): string {
  return new Date(now + FURTHEST_ZONE_MS).toISOString().slice(0, 10);
}

function dayProblems(
  { from_on, to_on }: Pick<PaperInspection, 'from_on' | 'to_on'>,
  { visitedOn }: TypedSheet,
  now: number,
): readonly Problem[] {
  const latest = latestDay(now);
  const upto = to_on < latest ? to_on : latest;
  const isDue = visitedOn !== null && from_on <= visitedOn && visitedOn <= upto;
  return isDue ? [] : [{ path: 'visitedOn', expected: `the day of the visit, ${from_on} to ${upto}` }];
}

async function ownEntry(
  writing: Writing,
  { key, scope, account }: Actor,
  entry: TypingEntry,
): Promise<EntryRow | null> {
  const rows = await findReadableEntries(writing, scope, { ...key, account });
  return rows.find((row) => row.entry === entry && row.account === account) ?? null;
}

type Columns = Partial<Pick<EntryRow, 'body' | 'timers' | 'revision' | 'state'>> & {
  readonly saved_at?: number;
  readonly signed_at?: number;
  readonly digest?: string;
};

async function updateEntry(writing: Writing, { key }: Actor, entry: TypingEntry, columns: Columns): Promise<void> {
  await writing
    .updateTable('sheet')
    .set(columns)
    .where('branch', '=', key.branch)
    .where('inspection', '=', key.inspection)
    .where('entry', '=', entry)
    .execute();
}
