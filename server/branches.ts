import type { Alarm, BranchLive, BranchSummary } from '#contract/head-office-api.ts';
import type { BranchId } from '#contract/ids.ts';
import { liveSnapshotSchema, type LiveSnapshot } from '#contract/live.ts';
import { scoreMessageSchema, type ScoreMessage } from '#contract/score.ts';
import { statusMessageSchema, type StatusMessage } from '#contract/status.ts';
import type { RetainedKind, Store } from './store/store.ts';

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

/** What head office knows of each branch now: the retained messages, and summaries over the store. */
export class Branches {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #known = new Map<BranchId, Known>();

  constructor(branches: readonly { id: BranchId; name: string }[], store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    for (const { id, name } of branches) this.#known.set(id, this.#remembered(id, name));
  }

  has(branch: BranchId): boolean {
    return this.#known.has(branch);
  }

  ids(): readonly BranchId[] {
    return [...this.#known.keys()];
  }

  /** A retained message has come; false when it is malformed or speaks for another branch. */
  heard(branch: BranchId, kind: RetainedKind, payload: Uint8Array): boolean {
    const known = this.#known.get(branch);
    const message = parseMessage(kind, payload);
    if (known === undefined || message === null || message.branch !== branch) return false;
    known.lastSeenAt = this.#now();
    if (kind === 'status') this.#watchBoots(branch, known, message as StatusMessage);
    Object.assign(known, { [kind]: message });
    // The live picture is worth nothing after a restart; it comes again within a second.
    if (kind !== 'live') this.#store.saveLatest(branch, kind, known.lastSeenAt, JSON.stringify(message));
    return true;
  }

  seen(branch: BranchId): void {
    const known = this.#known.get(branch);
    if (known !== undefined) known.lastSeenAt = this.#now();
  }

  status(branch: BranchId): StatusMessage | null {
    return this.#known.get(branch)?.status ?? null;
  }

  summary(branch: BranchId): BranchSummary {
    const known = this.#known.get(branch)!;
    const scores = known.score?.day.scores;
    return {
      id: branch,
      name: known.name,
      online: known.status?.online ?? false,
      lastSeenAt: known.lastSeenAt,
      ...this.#dayFigures(branch),
      waiting: known.live?.today.waiting ?? 0,
      scores: { wait: scores?.wait.value ?? null, ratings: scores?.ratings.value ?? null },
      alarms: this.alarms(branch).length,
    };
  }

  /** Sums of the newest business day. */
  #dayFigures(branch: BranchId): Pick<BranchSummary, 'date' | 'served' | 'meanWaitMs' | 'ratings'> {
    const date = this.#store.lastDay(branch)?.date ?? null;
    if (date === null) return { date, served: 0, meanWaitMs: null, ratings: 0 };
    const rollups = this.#store.rollups(branch, date);
    const waitN = sum(rollups.map((row) => row.waitN));
    return {
      date,
      served: sum(rollups.map((row) => row.served)),
      meanWaitMs: waitN === 0 ? null : Math.round(sum(rollups.map((row) => row.waitMs)) / waitN),
      ratings: this.#store.ratingCount(branch, date),
    };
  }

  live(branch: BranchId): BranchLive {
    const known = this.#known.get(branch)!;
    const cursors = this.#store.cursors(branch).map(({ epoch, upto, highest, stored }) => ({
      epoch,
      upto,
      highest,
      missing: highest - stored,
    }));
    return {
      id: branch,
      name: known.name,
      timeZone: this.#store.lastDay(branch)?.timeZone ?? null,
      status: known.status,
      live: known.live,
      cursors,
      alarms: [...this.alarms(branch)],
    };
  }

  alarms(branch: BranchId): readonly Alarm[] {
    const gaps = this.#store
      .openGaps(branch)
      .filter(({ since }) => this.#now() - since >= GAP_ALARM_MS)
      .map(({ epoch, first, since }) => ({
        kind: 'gap' as const,
        at: since,
        detail: `epoch ${epoch}: events from seq ${first} on are missing`,
        count: 1,
      }));
    return [...gaps, ...this.#store.alarms(branch)];
  }

  /** A boot id that comes back after another one took its place: two agents share one identity. */
  #watchBoots(branch: BranchId, known: Known, status: StatusMessage): void {
    const current = known.status?.boot;
    if (!status.online || current === undefined || current === status.boot) return;
    if (known.formerBoots.has(status.boot)) {
      const detail = 'two agents report as this branch; stop one of them (cloned PC or copied configuration)';
      this.#store.raise(branch, { kind: 'duplicate-agent', detail, at: this.#now() });
    }
    known.formerBoots.add(current);
  }

  #remembered(branch: BranchId, name: string): Known {
    const status = this.#store.latest(branch, 'status');
    const score = this.#store.latest(branch, 'score');
    const lastSeenAt = Math.max(status?.at ?? 0, score?.at ?? 0);
    return {
      name,
      // Whether it is still online we learn when it speaks again.
      status: status === null ? null : { ...(JSON.parse(status.payload) as StatusMessage), online: false },
      score: score === null ? null : (JSON.parse(score.payload) as ScoreMessage),
      live: null,
      lastSeenAt: lastSeenAt === 0 ? null : lastSeenAt,
      formerBoots: new Set(),
    };
  }
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
