import type { Cancel, Clock } from '#contract/clock.ts';
import type { BranchId } from '#contract/ids.ts';
import { topicOf, topicRule } from '#contract/topics.ts';
import type { Logger } from '../log.ts';
import type { MqttSession } from './mqtt-port.ts';

export type RetainedKind = 'status' | 'score' | 'live';
const KINDS: readonly RetainedKind[] = ['status', 'score', 'live'];

/** Least time between two messages of a kind. */
const GAP_MS: Readonly<Record<RetainedKind, number>> = { status: 0, score: 0, live: 1_000 };

interface Slot {
  payload: Buffer | null;
  /** The payload has not been sent on this connection. */
  isDue: boolean;
  /** One is on its way: the next waits, so that a slow line carries the latest instead of a queue. */
  isBusy: boolean;
  sentAt: number;
  wake: Cancel | null;
}

/** The latest message of each retained topic: sent when it changes, and again after every reconnect. */
export class RetainedMessages {
  readonly #branch: BranchId;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #slots: Readonly<Record<RetainedKind, Slot>> = { status: slot(), score: slot(), live: slot() };
  #session: MqttSession | null = null;

  constructor(branch: BranchId, clock: Clock, log: Logger) {
    this.#branch = branch;
    this.#clock = clock;
    this.#log = log;
  }

  offer(kind: RetainedKind, message: object): void {
    const payload = Buffer.from(JSON.stringify(message));
    const { maxBytes } = topicRule(kind);
    if (payload.length > maxBytes) {
      // A broker answers an oversized packet by dropping the connection, again and again.
      this.#log.write('uplink.too-large', { kind, bytes: payload.length, maxBytes });
      return;
    }
    this.#slots[kind].payload = payload;
    this.resend(kind);
  }

  /** Sends the latest once more, e.g. because head office asked. */
  resend(kind: RetainedKind): void {
    this.#slots[kind].isDue = true;
    this.#flush(kind);
  }

  connected(session: MqttSession): void {
    this.#session = session;
    for (const kind of KINDS) {
      Object.assign(this.#slots[kind], { isDue: true, isBusy: false });
      this.#flush(kind);
    }
  }

  disconnected(): void {
    this.#session = null;
    for (const kind of KINDS) {
      this.#slots[kind].wake?.();
      this.#slots[kind].wake = null;
    }
  }

  #flush(kind: RetainedKind): void {
    const target = this.#slots[kind];
    const session = this.#session;
    if (session === null || target.payload === null || !target.isDue || target.isBusy || target.wake !== null) return;
    const now = this.#clock.now();
    const waitMs = target.sentAt + GAP_MS[kind] - now;
    // A clock that was set back must not silence the topic.
    if (waitMs > 0 && waitMs <= GAP_MS[kind]) {
      target.wake = this.#clock.after(waitMs, () => {
        target.wake = null;
        this.#flush(kind);
      });
      return;
    }
    Object.assign(target, { isDue: false, isBusy: true, sentAt: now });
    const { qos, retain } = topicRule(kind);
    session.publish(topicOf(this.#branch, kind), target.payload, { qos, retain }, () => {
      if (this.#session !== session) return;
      target.isBusy = false;
      this.#flush(kind);
    });
  }
}

function slot(): Slot {
  return { payload: null, isDue: false, isBusy: false, sentAt: Number.NEGATIVE_INFINITY, wake: null };
}
