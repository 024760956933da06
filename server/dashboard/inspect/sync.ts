import type { AssignmentDetail, Saved, Saving, Signed } from '../../inspections/form/wire.ts';
import type { Reply } from '../shell/request.ts';
import { sheetOf } from './draft.ts';
import { detailed, isUnsent, sentOf, textOf, type Visit } from './visit.ts';

/** Bringing what is on the phone to head office: evidence first, then the sheet, then the signature. */

/** A file of evidence on the phone. */
export interface EvidenceFile {
  /** SHA-256 of its bytes. */
  readonly ref: string;
  readonly visit: string;
  readonly item: string;
  readonly blob: Blob;
  readonly takenAt: number;
  readonly isSent: boolean;
  /** Why head office would not take it. */
  readonly refused: string | null;
}

export interface SyncParts {
  readonly device: string;
  readonly now: () => number;
  ask<T>(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown): Promise<Reply<T>>;
  /** As it stands now, whatever was typed meanwhile. */
  visit(key: string): Visit | undefined;
  change(key: string, how: (visit: Visit) => Visit): void;
  files(key: string): readonly EvidenceFile[];
  changeFile(file: EvidenceFile): void;
}

/** `held`: somebody has to decide something first. */
export type SyncEnd = 'done' | 'offline' | 'signed-out' | 'held';

export async function syncVisit(parts: SyncParts, key: string): Promise<SyncEnd> {
  const visit = parts.visit(key);
  if (visit === undefined || visit.card === null || visit.draft === null || visit.signing.state === 'done')
    return 'done';
  if (visit.clash !== null) return 'held';
  const sent = await sendFiles(parts, visit);
  if (sent !== 'done') return sent;
  const saved = await sendSheet(parts, key, true);
  if (saved !== 'done') return saved;
  return parts.visit(key)?.signing.state === 'wanted' ? sign(parts, key) : 'done';
}

export function pathOf({ assignment: { branch, inspection } }: Visit): string {
  return `/api/branches/${encodeURIComponent(branch)}/assignments/${encodeURIComponent(inspection)}`;
}

async function sendFiles(parts: SyncParts, visit: Visit): Promise<SyncEnd> {
  for (const file of parts.files(visit.key)) {
    if (file.isSent || file.refused !== null) continue;
    const path = `${pathOf(visit)}/evidence/${file.ref}?item=${file.item}&takenAt=${String(file.takenAt)}`;
    const reply = await parts.ask('PUT', path, file.blob);
    if (reply.ok) parts.changeFile({ ...file, isSent: true });
    else if (isPassing(reply)) return endOf(reply);
    else parts.changeFile({ ...file, refused: reply.message });
  }
  return 'done';
}

type Refused = Reply<unknown> & { readonly ok: false };

/** May go better the next time. */
function isPassing({ status, code }: Refused): boolean {
  return code === 'other-account' || status === 0 || status === 401 || status === 429 || status >= 500;
}

function endOf({ status }: Refused): SyncEnd {
  return status === 401 ? 'signed-out' : 'offline';
}

async function sendSheet(parts: SyncParts, key: string, mayRetry: boolean): Promise<SyncEnd> {
  const visit = parts.visit(key);
  if (visit === undefined || !isUnsent(visit)) return 'done';
  if (visit.returned !== null && visit.reason.trim() === '') return 'held';
  const text = textOf(visit.card!, visit.draft!);
  const reply = await parts.ask<Saved>('PUT', `${pathOf(visit)}/sheet`, savingOf(parts, visit, 'go-on'));
  if (reply.ok) {
    parts.change(key, (now) => ({ ...now, sent: sentOf(reply.value, text), takesOver: false, refused: null }));
    return 'done';
  }
  if (isPassing(reply)) return endOf(reply);
  if (reply.status === 409 && mayRetry) {
    const looked = await look(parts, key);
    return looked === 'done' && parts.visit(key)?.clash === null ? sendSheet(parts, key, false) : orHeld(looked);
  }
  return refuse(parts, key, reply);
}

function orHeld(end: SyncEnd): SyncEnd {
  return end === 'done' ? 'held' : end;
}

function refuse(parts: SyncParts, key: string, { code, message }: Refused): SyncEnd {
  parts.change(key, (now) => ({ ...now, refused: { code, message } }));
  return 'held';
}

export function savingOf({ device, now }: SyncParts, visit: Visit, choice: 'go-on' | 'set-aside'): Saving {
  return {
    account: visit.account,
    device,
    revision: visit.sent.revision,
    body: sheetOf(visit.card!, visit.draft!),
    timers: visit.draft!.timers,
    deviceNow: now(),
    choice: choice === 'go-on' && visit.takesOver ? 'take-over' : choice,
    ...(visit.returned === null || visit.reason.trim() === '' ? {} : { reason: visit.reason.trim() }),
  };
}

/** Looks at head office's state of a visit. */
export async function look(parts: SyncParts, key: string): Promise<SyncEnd> {
  const visit = parts.visit(key);
  if (visit === undefined) return 'done';
  const reply = await parts.ask<AssignmentDetail>('GET', pathOf(visit));
  if (reply.ok && reply.value.account !== visit.account) return 'offline';
  if (reply.ok) parts.change(key, (now) => detailed(now, reply.value, parts.device));
  else if (isPassing(reply)) return endOf(reply);
  else return refuse(parts, key, reply);
  return 'done';
}

async function sign(parts: SyncParts, key: string): Promise<SyncEnd> {
  const visit = parts.visit(key);
  if (visit === undefined || isUnsent(visit)) return 'done';
  const { revision, digest } = visit.sent;
  const reply = await parts.ask<Signed>('POST', `${pathOf(visit)}/sign`, { revision, digest, deviceNow: parts.now() });
  if (reply.ok) {
    parts.change(key, (now) => ({ ...now, signing: { state: 'done', ...reply.value }, draft: null, refused: null }));
    return 'done';
  }
  if (isPassing(reply)) return endOf(reply);
  parts.change(key, (now) => ({ ...now, signing: { state: 'open' } }));
  return reply.code === 'changed-elsewhere' ? orHeld(await look(parts, key)) : refuse(parts, key, reply);
}

/** Gives way to the other phone: what is typed here goes on record at head office, then leaves this phone. */
export async function giveWay(parts: SyncParts, key: string): Promise<SyncEnd> {
  const visit = parts.visit(key);
  if (visit === undefined || visit.clash === null || visit.draft === null) return 'done';
  const reply = await parts.ask<Saved>('PUT', `${pathOf(visit)}/sheet`, savingOf(parts, visit, 'set-aside'));
  if (reply.ok) {
    parts.change(key, (now) => ({ ...now, draft: null }));
    return look(parts, key);
  }
  return isPassing(reply) ? endOf(reply) : refuse(parts, key, reply);
}
