import type { HallEvent, EventBody } from '#contract/events.ts';
import type { Slide } from '#contract/display-view.ts';
import type { BranchId, EpochId } from '#contract/ids.ts';
import type { LiveSnapshot } from '#contract/live.ts';
import type { ScoreMessage } from '#contract/score.ts';
import type { StatusMessage } from '#contract/status.ts';
import type { Cancel } from '#contract/clock.ts';

/** The seams of the agent: each is implemented in one folder, wired in app.ts, and faked in tests. */

/** One journal row: the exact bytes that were hashed, and the chain hash after them. */
export interface JournalRow {
  readonly seq: number;
  readonly line: string;
  readonly hash: string;
}

/** The branch's single truth. Everything returned by `append` is on disk (synchronous=FULL). */
export interface Journal {
  readonly branch: BranchId;
  readonly epoch: EpochId;
  /** One transaction for all bodies; throws when the disk refuses, and then none is stored. */
  append(bodies: readonly EventBody[]): readonly HallEvent[];
  /** Rows with seq ≥ `from`, ascending, at most `limit`. */
  read(from: number, limit: number): readonly JournalRow[];
  /** Last stored seq, 0 when empty. */
  last(): number;
  /** Chain hash after `seq` (`seq` 0 = chain start). */
  hashAfter(seq: number): string;
  /** Head office holds everything up to here. */
  acked(): number;
  setAcked(seq: number): void;
  /** Where a hall rebuild may start: seq of the last `day.opened` before which nothing was open. */
  checkpoint(): number;
  setCheckpoint(seq: number): void;
  /** The seq of a stored `rating.given` by its id, null if unknown: makes retries from pages idempotent. */
  findRating(rating: string): number | null;
  /** The seq of the last stored `survey.answered` of a response, null if unknown. */
  findSurvey(response: string): number | null;
  /** First seq whose line does not fit the chain, null when the whole journal is sound. */
  verify(): number | null;
  close(): void;
}

/** Delivery to head office. Reads the journal itself; holds nothing that is not there. */
export interface Uplink {
  start(): void;
  /** Resolves when the connection is closed; pending events stay in the journal. */
  stop(): Promise<void>;
  /** New rows are in the journal. */
  notify(): void;
  publish(kind: 'live', message: LiveSnapshot): void;
  publish(kind: 'score', message: ScoreMessage): void;
  publish(kind: 'status', message: StatusMessage): void;
  state(): { readonly connected: boolean; readonly pending: number; readonly reason: string };
}

/** Pictures and notices for the hall display. */
export interface Slides {
  /** In the order of their names. */
  list(): readonly Slide[];
  /** By the id in its address; null for everything else. */
  picture(id: string): Promise<{ readonly type: string; readonly bytes: Buffer } | null>;
  onChange(listener: () => void): Cancel;
}

export type SpeechLanguage = 'zh' | 'en';

export type Spoken =
  | { readonly ok: true; readonly wav: Buffer }
  | { readonly ok: false; readonly code: 'no-voice' | 'voice-busy' | 'voice-failed' };

/** Speech made on this PC, for screens whose browser has no voice. */
export interface Speech {
  say(text: string, language: SpeechLanguage): Promise<Spoken>;
}
