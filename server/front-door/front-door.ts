import type { DownMessage } from '#contract/down.ts';
import type { BranchId } from '#contract/ids.ts';
import type { RetainedKind } from '../store/store.ts';

/** Where branches come in: our own broker, or one that the bank runs. The broker is never trusted with durability. */
export interface FrontDoor {
  /** Address for branches; null when they connect to the bank's own broker. */
  readonly mqttUrl: string | null;
  down(branch: BranchId, message: DownMessage): void;
  /** Ready to hear from branches. */
  ready(): boolean;
  stop(): Promise<void>;
}

export interface FrontDoorHandlers {
  /** Resolves after the commit; the embedded broker confirms the publish only then. */
  up(branch: BranchId, payload: Uint8Array): Promise<void>;
  /** Resolves when it is kept; never rejects. */
  retained(branch: BranchId, kind: RetainedKind, payload: Uint8Array): Promise<void>;
  /** Somebody was turned away; `branch` if we know as whom he came. Never rejects. */
  refused(branch: BranchId | null, reason: string): Promise<void>;
}
