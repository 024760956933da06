import { isSameQueue, type Queue } from '../hall/queue.ts';

/** What an estimate of a wait rests on, and what a past wait teaches. */

/** Tickets of one queue that wait. */
export interface WaitingGroup extends Queue {
  readonly count: number;
}

/** Somebody joins a queue: how long until the call? */
export interface WaitQuestion extends Queue {
  /** Local hour of the day, 0–23. */
  readonly hour: number;
  /** Who waits already, by queue; without those whose counters never serve this service. */
  readonly ahead: readonly WaitingGroup[];
  /** Nobody stands before it and a counter that takes it is free. */
  readonly free: boolean;
}

/** A question and how it came out. Times in epoch ms. */
export interface WaitSample extends WaitQuestion {
  /** Business day. */
  readonly date: string;
  readonly issuedAt: number;
  /** First call. */
  readonly calledAt: number;
  /** Of each group ahead, how many were called before this ticket: the others left, or were overtaken. */
  readonly calledBefore: readonly number[];
  /** How long the ticket that waited longest had waited; 0 when nobody did. */
  readonly oldestAheadMs: number;
}

/** `free`: walks up to a counter. `queued`: has to wait for one. They are learned apart. */
export type Lane = 'free' | 'queued';

export function laneOf(question: WaitQuestion): Lane {
  return question.free ? 'free' : 'queued';
}

export function waitMsOf(sample: WaitSample): number {
  return sample.calledAt - sample.issuedAt;
}

/** Tickets ahead in the queue of the question itself. */
export function aheadInQueue(question: WaitQuestion): number {
  return question.ahead.find((group) => isSameQueue(group, question))?.count ?? 0;
}
