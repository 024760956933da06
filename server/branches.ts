import type { Alarm, BranchLive, BranchSummary } from '#contract/head-office-api.ts';
import type { BranchId } from '#contract/ids.ts';
import { liveSnapshotSchema, type LiveSnapshot } from '#contract/live.ts';
import { scoreMessageSchema, type ScoreMessage } from '#contract/score.ts';
import { statusMessageSchema, type StatusMessage } from '#contract/status.ts';
import type { NewAlarm, Reads, RetainedKind, Store } from './store/store.ts';

/** A gap that is not filled within this time is an alarm; shorter ones are the normal course of catching up. */
const GAP_ALARM_MS = 60_000;

interface Known {
  readonly name: string;
  status: StatusMessage | null;
  score: ScoreMessage | null;
  live: LiveSnapshot | null;
  lastSeenAt: number | null;
  /** Boot ids that have been replaced by another one. */
  readonly formerBoots: Set<string>;
}

const SCHEMAS = { live: liveSnapshotSchema, score: scoreMessageSchema, status: statusMessageSchema } as const;

/** What the store says about a branch; read again only after a change. */
interface Stored {
  readonly figures: Pick<BranchSummary, 'date' | 'served' | 'meanWaitMs' | 'ratings'>;
  readonly timeZone: string | null;
  readonly cursors: BranchLive['cursors'];
  readonly alarms: readonly Alarm[];
  readonly gaps: Awaited<ReturnType<Reads['openGaps']>>;
}

export interface BranchesOptions {
  readonly branches: readonly { readonly id: BranchId; readonly name: string }[];
  readonly store: Store;
  readonly now: () => number;
}

/** Starts from the retained messages as they were when head office stopped. */
export async function rememberBranches({ branches, store, now }: BranchesOptions): Promise<Branches> {
  const known = new Map(branches.map(({ id, name }) => [id, emptyKnown(name)]));
  for (const { branch, kind, at, payload } of await store.latest()) {
    const own = known.get(branch);
    if (own === undefined) continue;
    own.lastSeenAt = Math.max(own.lastSeenAt ?? 0, at);
    // Whether it is still online we learn when it speaks again.
    if (kind === 'status') own.status = { ...(JSON.parse(payload) as StatusMessage), online: false };
    if (kind === 'score') own.score = JSON.parse(payload) as ScoreMessage;
  }
  return new Branches(known, store, now);
}

/** What head office knows of each branch now: the retained messages, and summaries over the store. */
export class Branches {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #known: ReadonlyMap<BranchId, Known>;
  readonly #stored = new Map<BranchId, Promise<Stored>>();

  constructor(known: ReadonlyMap<BranchId, Known>, store: Store, now: () => number) {
    this.#known = known;
    this.#store = store;
    this.#now = now;
  }

  has(branch: BranchId): boolean {
    return this.#known.has(branch);
  }

  ids(): readonly BranchId[] {
    return [...this.#known.keys()];
  }

  /** A retained message has come; false when it is malformed or speaks for another branch. Resolves when it is kept. */
  async heard(branch: BranchId, kind: RetainedKind, payload: Uint8Array): Promise<boolean> {
    const known = this.#known.get(branch);
    const message = parseMessage(kind, payload);
    if (known === undefined || message === null || message.branch !== branch) return false;
    const at = this.#now();
    known.lastSeenAt = at;
    const isDuplicate = kind === 'status' && takesTurns(known, message as StatusMessage);
    Object.assign(known, { [kind]: message });
    if (isDuplicate) {
      const detail = 'two agents report as this branch; stop one of them (cloned PC or copied configuration)';
      await this.raise(branch, { kind: 'duplicate-agent', detail, at });
    }
    // The live picture is worth nothing after a restart; it comes again within a second.
    if (kind !== 'live') await this.#store.saveLatest(branch, kind, at, JSON.stringify(message));
    return true;
  }

  async raise(branch: BranchId, alarm: NewAlarm): Promise<void> {
    await this.#store.raise(branch, alarm);
    this.changed(branch);
  }

  /** The store holds something new about this branch. */
  changed(branch: BranchId): void {
    this.#stored.delete(branch);
  }

  seen(branch: BranchId): void {
    const known = this.#known.get(branch);
    if (known !== undefined) known.lastSeenAt = this.#now();
  }

  status(branch: BranchId): StatusMessage | null {
    return this.#known.get(branch)?.status ?? null;
  }

  async summary(branch: BranchId): Promise<BranchSummary> {
    const known = this.#known.get(branch)!;
    const stored = await this.#storedOf(branch);
    const scores = known.score?.day.scores;
    return {
      id: branch,
      name: known.name,
      online: known.status?.online ?? false,
      lastSeenAt: known.lastSeenAt,
      ...stored.figures,
      waiting: known.live?.today.waiting ?? 0,
      scores: { wait: scores?.wait.value ?? null, ratings: scores?.ratings.value ?? null },
      alarms: this.#alarms(stored).length,
    };
  }

  async summaries(sees: (branch: BranchId) => boolean): Promise<readonly BranchSummary[]> {
    return Promise.all(
      this.ids()
        .filter(sees)
        .map((branch) => this.summary(branch)),
    );
  }

  async live(branch: BranchId): Promise<BranchLive> {
    const known = this.#known.get(branch)!;
    const stored = await this.#storedOf(branch);
    return {
      id: branch,
      name: known.name,
      timeZone: stored.timeZone,
      status: known.status,
      live: known.live,
      cursors: [...stored.cursors],
      alarms: [...this.#alarms(stored)],
    };
  }

  #alarms({ gaps, alarms }: Stored): readonly Alarm[] {
    const open = gaps
      .filter(({ since }) => this.#now() - since >= GAP_ALARM_MS)
      .map(({ epoch, first, since }) => ({
        kind: 'gap' as const,
        at: since,
        detail: `epoch ${epoch}: events from seq ${first} on are missing`,
        count: 1,
      }));
    return [...open, ...alarms];
  }

  #storedOf(branch: BranchId): Promise<Stored> {
    const kept = this.#stored.get(branch);
    if (kept !== undefined) return kept;
    const read = readStored(this.#store, branch);
    this.#stored.set(branch, read);
    // What could not be read is tried again next time.
    read.catch(() => this.#stored.get(branch) === read && this.#stored.delete(branch));
    return read;
  }
}

async function readStored(store: Store, branch: BranchId): Promise<Stored> {
  const [day, cursors, alarms, gaps] = await Promise.all([
    store.lastDay(branch),
    store.cursors(branch),
    store.alarms(branch),
    store.openGaps(branch),
  ]);
  return {
    figures: await dayFigures(store, branch, day?.date ?? null),
    timeZone: day?.timeZone ?? null,
    cursors: cursors.map(({ epoch, upto, highest, stored }) => ({ epoch, upto, highest, missing: highest - stored })),
    alarms,
    gaps,
  };
}

/** Sums of the newest business day. */
async function dayFigures(store: Store, branch: BranchId, date: string | null): Promise<Stored['figures']> {
  if (date === null) return { date, served: 0, meanWaitMs: null, ratings: 0 };
  const [rollups, ratings] = await Promise.all([store.rollups(branch, date), store.ratingCount(branch, date)]);
  const waitN = sum(rollups.map((row) => row.waitN));
  return {
    date,
    served: sum(rollups.map((row) => row.served)),
    meanWaitMs: waitN === 0 ? null : Math.round(sum(rollups.map((row) => row.waitMs)) / waitN),
    ratings,
  };
}

/** A boot id that comes back after another one took its place: two agents share one identity. */
function takesTurns(known: Known, status: StatusMessage): boolean {
  const current = known.status?.boot;
  if (!status.online || current === undefined || current === status.boot) return false;
  const isBack = known.formerBoots.has(status.boot);
  known.formerBoots.add(current);
  return isBack;
}

function emptyKnown(name: string): Known {
  return { name, status: null, score: null, live: null, lastSeenAt: null, formerBoots: new Set() };
}

function parseMessage(kind: RetainedKind, payload: Uint8Array): LiveSnapshot | ScoreMessage | StatusMessage | null {
  try {
    const result = SCHEMAS[kind].safeParse(JSON.parse(Buffer.from(payload).toString('utf8')));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
