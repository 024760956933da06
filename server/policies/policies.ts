import type { Clock } from '#contract/clock.ts';
import type { Problem } from '#contract/problems.ts';
import { appendAudit } from '../audit/audit.ts';
import { WHOLE_BANK, type Viewer } from '../auth/viewer.ts';
import type { Database, Reader, Writing } from '../store/database.ts';
import { approvedDays } from '../store/policies/approved-days.ts';
import { findPolicy } from '../store/policies/find-policy.ts';
import { lastReleasedVisit } from '../store/policies/last-released-visit.ts';
import { lastVersion } from '../store/policies/last-version.ts';
import { insertPolicy, updatePolicy } from '../store/policies/save-policy.ts';
import { scoredPeriods } from '../store/policies/scored-periods.ts';
import type { PolicyKey, PolicyKind, PolicyRow } from '../store/policies/tables.ts';
import { effectiveProblems, lastDayOfPeriod } from './effective.ts';
import { nextPolicyState, type PolicyEvent } from './lifecycle.ts';
import { digestOf, lintPolicy, parsedBody, storedBody, type JsonObject } from './policy-json.ts';

/** What people do with versions of policies; every change stands in the audit log, in the same transaction. */

export type Refusal =
  | { readonly code: 'no-such-version' }
  /** Not in the state that this needs; or changed by somebody since it was read. */
  | { readonly code: 'not-now'; readonly state: PolicyRow['state'] }
  | { readonly code: 'changed-meanwhile'; readonly digest: string }
  /** Who wrote in it does not approve it. */
  | { readonly code: 'own-work' }
  /** Its text is not what was stored: somebody changed the row. */
  | { readonly code: 'damaged' }
  | { readonly code: 'problems'; readonly problems: readonly Problem[] };

export type Outcome = { readonly ok: true; readonly row: PolicyRow } | { readonly ok: false; readonly why: Refusal };

export interface PolicyDesk {
  readonly database: Database;
  readonly clock: Clock;
  readonly viewer: Viewer;
}

/** A new draft: the next version of its id, whatever the JSON says about version and approval. */
export function beginDraft(desk: PolicyDesk, kind: PolicyKind, draft: JsonObject & { readonly id: string }) {
  const { viewer, clock, database } = desk;
  return database.write(async (writing): Promise<PolicyRow> => {
    const version = (await lastVersion(writing, kind, draft.id)) + 1;
    const row: PolicyRow = {
      kind,
      id: draft.id,
      version,
      state: 'draft',
      author: viewer.account,
      editors: JSON.stringify([viewer.account]),
      submitted_at: null,
      approver: null,
      approved_at: null,
      updated_at: clock.now(),
      ...storedBody({ ...draft, version, approval: null }),
    };
    await insertPolicy(writing, row);
    await tell(desk, writing, row, 'policy.begun', {});
    return row;
  });
}

/** `base`: digest of what was changed, so that nobody's work is overwritten unseen. */
export function saveDraft(desk: PolicyDesk, key: PolicyKey, { base, json }: { base: string; json: JsonObject }) {
  return change(desk, key, 'save', (row) => {
    if (row.digest !== base) return refusal({ code: 'changed-meanwhile', digest: row.digest });
    const stored = storedBody({ ...json, id: key.id, version: key.version, approval: null });
    return { ...stored, editors: withEditor(row, desk.viewer) };
  });
}

/** Handed on for approval when nothing is wrong with it. */
export function submitDraft(desk: PolicyDesk, key: PolicyKey) {
  return change(desk, key, 'submit', async (row, writing) => {
    const problems = await allProblems(writing, row, desk.clock.now());
    if (problems.length > 0) return refusal({ code: 'problems', problems });
    return { submitted_at: desk.clock.now(), editors: withEditor(row, desk.viewer) };
  });
}

/** Back to its authors, with a reason. */
export function returnDraft(desk: PolicyDesk, key: PolicyKey, reason: string) {
  return change(desk, key, 'return', () => ({ submitted_at: null }), { reason });
}

export function withdraw(desk: PolicyDesk, key: PolicyKey, reason: string) {
  return change(desk, key, 'withdraw', () => ({}), { reason });
}

/** Puts a version into force. `digest`: of what the approver has read. */
export function approve(desk: PolicyDesk, key: PolicyKey, digest: string) {
  const { viewer, clock } = desk;
  return change(desk, key, 'approve', async (row, writing) => {
    if (editorsOf(row).includes(viewer.account)) return refusal({ code: 'own-work' });
    if (row.digest !== digest) return refusal({ code: 'changed-meanwhile', digest: row.digest });
    const problems = await allProblems(writing, row, clock.now());
    if (problems.length > 0) return refusal({ code: 'problems', problems });
    const approver = (viewer.name.trim() === '' ? viewer.account : viewer.name.trim()).slice(0, 80);
    const on = dayAt(clock.now());
    const json = { ...parsedBody(row), approval: { approver, on } };
    return { ...storedBody(json), approver: viewer.account, approved_at: clock.now() };
  });
}

/** Of the text itself, and of its days beside those of other versions. */
async function allProblems(reader: Reader, row: PolicyRow, now: number): Promise<readonly Problem[]> {
  const { errors } = lintPolicy(row.kind, parsedBody(row));
  return [...errors, ...(await dayProblems(reader, row, now))];
}

/** What keeps a version that is not in force yet from holding when it says. */
export async function dayProblems(reader: Reader, row: PolicyRow, now: number): Promise<readonly Problem[]> {
  const { kind, id, version, from_on, to_on } = row;
  if (from_on === null || row.state === 'approved' || row.state === 'withdrawn') return [];
  return effectiveProblems(
    { kind, id, version, effective: { from: from_on, to: to_on } },
    { approved: await approvedDays(reader, kind), releasedUpto: await releasedUpto(reader, row, now) },
  );
}

async function releasedUpto(reader: Reader, { kind, id }: PolicyKey, now: number): Promise<string | null> {
  if (kind === 'scorecard') return lastReleasedVisit(reader, WHOLE_BANK, id);
  // A period that still runs is computed again every day; one that has ended is what branches were told.
  const today = dayAt(now);
  const ended = (await scoredPeriods(reader, WHOLE_BANK)).flatMap((period) => lastDayOfPeriod(period) ?? []);
  return (
    ended
      .filter((day) => day < today)
      .toSorted()
      .at(-1) ?? null
  );
}

function dayAt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

type Change = Partial<Omit<PolicyRow, keyof PolicyKey | 'state'>>;
type Changing = (row: PolicyRow, writing: Writing) => Promise<Change | Refused> | Change | Refused;
interface Refused {
  readonly refused: Refusal;
}

function refusal(why: Refusal): Refused {
  return { refused: why };
}

const SAID: Readonly<Record<PolicyEvent, string>> = {
  save: 'policy.saved',
  submit: 'policy.submitted',
  return: 'policy.returned',
  approve: 'policy.approved',
  withdraw: 'policy.withdrawn',
};

// oxlint-disable-next-line max-params -- who and what, the event with its work, what the log says beside
function change(
  desk: PolicyDesk,
  key: PolicyKey,
  event: PolicyEvent,
  changing: Changing,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<Outcome> {
  return desk.database.write(async (writing): Promise<Outcome> => {
    const found = await findPolicy(writing, key);
    if (found === null) return { ok: false, why: { code: 'no-such-version' } };
    const state = nextPolicyState(found.state, event);
    if (state === null) return { ok: false, why: { code: 'not-now', state: found.state } };
    if (digestOf(found.body) !== found.digest) return { ok: false, why: { code: 'damaged' } };
    const row: PolicyRow = { ...found, updated_at: desk.clock.now() };
    const changed = await changing(row, writing);
    if ('refused' in changed) return { ok: false, why: changed.refused };
    const next: PolicyRow = { ...row, ...changed, state };
    const { kind: _kind, id: _id, version: _version, ...columns } = next;
    await updatePolicy(writing, key, columns);
    await tell(desk, writing, next, SAID[event], detail);
    return { ok: true, row: next };
  });
}

// oxlint-disable-next-line max-params -- who, where, of what, what
function tell(
  { viewer, clock }: PolicyDesk,
  writing: Writing,
  { kind, id, version, digest }: PolicyRow,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const subject = `${kind}/${id}/${String(version)}`;
  return appendAudit(writing, {
    at: clock.now(),
    account: viewer.account,
    action,
    subject,
    detail: { ...detail, digest },
  });
}

export function editorsOf({ editors }: PolicyRow): readonly string[] {
  const parsed: unknown = JSON.parse(editors);
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : [];
}

function withEditor(row: PolicyRow, { account }: Viewer): string {
  return JSON.stringify([...new Set([...editorsOf(row), account])]);
}
