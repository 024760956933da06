import type { EventBody } from '#contract/events.ts';
import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { KeyMeaning, Site } from '#devices/sites/site.ts';
import type { CounterService } from './hall-view.ts';
import type { TapNote, TapNoteCode } from './notes.ts';

/** How far a call has come. Nothing is called before the host shows it. */
export type CallPhase =
  | { readonly phase: 'idle' }
  /** Key down, no number shown yet. */
  | (PendingCall & {
      readonly phase: 'pressed';
      /** The number already standing at the counter was shown again; a new one may still follow. */
      readonly recalled: boolean;
    })
  /** A number was shown that could mean several tickets or none; the strip may still say which. */
  | (PendingCall & {
      readonly phase: 'shown';
      readonly digits: string;
      readonly candidates: readonly TicketNumber[];
    });

/**
 * What the teller asked the host for: the next ticket, one whose number was typed, one that had not come when it was
 * called, or a suspended one.
 */
export type CallIntent = 'call' | 'call-number' | 'recall' | 'resume';

export interface PendingCall {
  readonly intent: CallIntent;
  /** Of the key frame; becomes the time of the call. */
  readonly at: number;
  readonly src: string;
  readonly until: number;
}

export interface Invitation {
  readonly src: string;
  readonly ticket: TicketNumber | null;
  readonly until: number;
}

/** What the tap remembers of one counter; ticket and service live in the hall. */
export interface CounterState {
  /** Pseudonym of whoever logged in. */
  readonly teller: string | null;
  readonly call: CallPhase;
  readonly invitation: Invitation | null;
  /** The last invitation ended without a rating. */
  readonly unanswered: boolean;
  /** The ticket here that has been rated: a second press belongs to the same customer. */
  readonly rated: TicketNumber | null;
  readonly suspended: readonly TicketNumber[];
  /** Last press of the keypad, epoch ms. */
  readonly keypadAt: number | null;
}

export const NEW_COUNTER: CounterState = {
  teller: null,
  call: { phase: 'idle' },
  invitation: null,
  unanswered: false,
  rated: null,
  suspended: [],
  keypadAt: null,
};

interface Occurrence {
  /** Epoch ms. */
  readonly at: number;
  /** Port id. */
  readonly src: string;
}

export type CounterInput =
  | (Occurrence & { readonly kind: 'key'; readonly meaning: KeyMeaning; readonly digits: string })
  /** The host shows a number on the numeric display. */
  | (Occurrence & { readonly kind: 'display'; readonly digits: string })
  /** The host announces a full ticket number on strip or text display. */
  | (Occurrence & { readonly kind: 'announcement'; readonly ticket: TicketNumber })
  /** The host answers "failed". */
  | (Occurrence & { readonly kind: 'refusal' })
  /** The host starts the evaluator. */
  | (Occurrence & { readonly kind: 'invitation' })
  | (Occurrence & {
      readonly kind: 'rating';
      readonly channel: 'evaluator' | 'keypad';
      readonly level: number;
      readonly raw: number | null;
    })
  /** Time has come to `at`: whatever was due until then is over. */
  | { readonly kind: 'time'; readonly at: number };

/** What a counter needs to know around it. */
export interface Scene {
  readonly counter: CounterId;
  readonly hasStrip: boolean;
  readonly timing: Site['timing'];
  readonly scale: Site['grades']['scale'];
  waiting(): readonly TicketNumber[];
  /** Called and not come: they may be called again. */
  missed(): readonly TicketNumber[];
  counterByDigits(digits: string): CounterId | null;
  pseudonym(staffNumber: string): string;
  newRatingId(): string;
}

export type Effect =
  | { readonly kind: 'event'; readonly event: EventBody }
  | { readonly kind: 'note'; readonly note: TapNote };

/** One transition while it is being worked out. */
export interface Turn {
  readonly scene: Scene;
  readonly effects: Effect[];
  state: CounterState;
  /** The counter's service as it is after the effects so far. */
  service: CounterService | null;
}

export type Cause = Occurrence;

export function emit(turn: Turn, event: EventBody): void {
  turn.effects.push({ kind: 'event', event });
}

export function note(turn: Turn, code: TapNoteCode, cause: { at: number; src: string | null }, detail: string): void {
  const where = `counter ${turn.scene.counter}: ${detail}`;
  turn.effects.push({ kind: 'note', note: { at: cause.at, code, port: cause.src, detail: where } });
}

/** The service that is still going on, null if none or finished. */
export function openService(turn: Turn): CounterService | null {
  return turn.service === null || turn.service.state === 'finished' ? null : turn.service;
}

export function finish(turn: Turn, cause: Cause, how: FinishReason): void {
  const service = openService(turn);
  if (service === null) return;
  const event = { type: 'ticket.finished', at: cause.at, src: cause.src } as const;
  const body = { ticket: service.ticket, counter: turn.scene.counter, reason: how };
  emit(turn, how === 'evaluate' ? { ...event, ...body } : { ...event, inferred: true, ...body });
  turn.service = { ...service, state: 'finished' };
}
type FinishReason = 'evaluate' | 'next-call' | 'logout';
