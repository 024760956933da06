import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { RatingDetailRequest, RatingRequest } from '#contract/local-api.ts';
import { extended, GUARD_MS, MORE_TIME_MS } from './idle.ts';
import type { Patience } from './idle.ts';

/**
 * What the feedback screen does, without the screen.
 *
 * One tap on a face is a complete rating and leaves at once. Whatever is added on the thank-you screen (reasons, a
 * comment) follows as the detail of that rating, whole after each change, so that nobody has to confirm anything and
 * walking away loses nothing. Taking the rating back is a third message. `now` is the page's steady time, ms.
 */

/** How long "taken back" is shown. */
export const UNDONE_MS = 1_500;
export const MOST_COMMENT = 500;
export const MOST_REASONS = 6;

export interface FlowConfig {
  readonly scale: RatingRequest['scale'];
  /** Set where there are several kiosks. */
  readonly kiosk: string | null;
  /** Set for a screen that stands at one counter. */
  readonly fixedCounter: CounterId | null;
  readonly idleMs: number;
  readonly thanksMs: number;
}

export type FlowState =
  | {
      readonly name: 'start';
      readonly since: number;
      readonly counter: CounterId | null;
      readonly ticket: TicketNumber | null;
      /** Null = nobody has chosen anything. */
      readonly patience: Patience | null;
    }
  | {
      readonly name: 'thanks';
      readonly since: number;
      readonly rating: string;
      readonly level: number;
      readonly reasons: readonly string[];
      readonly comment: string;
      /** The comment field is open. */
      readonly writing: boolean;
      readonly patience: Patience;
    }
  | { readonly name: 'undone'; readonly since: number; readonly patience: Patience };

export type FlowEvent =
  /** `rating` is a fresh id; it is used when this tap begins a rating. */
  | { readonly type: 'face'; readonly level: number; readonly rating: string }
  | { readonly type: 'counter'; readonly id: CounterId }
  /** A ticket was scanned: somebody who has just been served wants to rate. */
  | { readonly type: 'ticket'; readonly ticket: TicketNumber }
  | { readonly type: 'reason'; readonly id: string }
  | { readonly type: 'write' }
  | { readonly type: 'written' }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'undo' }
  /** Leaves the thank-you. */
  | { readonly type: 'done' }
  /** Language, print size and the like were changed: somebody is there. */
  | { readonly type: 'adjust' }
  /** Any other touch or key. */
  | { readonly type: 'touch' }
  | { readonly type: 'more-time' }
  /** The patience of the state may have ended. */
  | { readonly type: 'time' };

export type FlowEffect =
  | { readonly type: 'rate'; readonly request: RatingRequest }
  | { readonly type: 'detail'; readonly rating: string; readonly detail: RatingDetailRequest }
  /** Nothing more will be added: what waits to be sent leaves now. */
  | { readonly type: 'settle'; readonly rating: string }
  | { readonly type: 'withdraw'; readonly rating: string }
  /** Everything back to the kiosk's own: language, print size, reach, voice. */
  | { readonly type: 'next-person' };

export interface FlowStep {
  readonly state: FlowState;
  readonly effects: readonly FlowEffect[];
}

type Start = Extract<FlowState, { name: 'start' }>;
type Thanks = Extract<FlowState, { name: 'thanks' }>;

export const START: Start = { name: 'start', since: -GUARD_MS, counter: null, ticket: null, patience: null };

/** What a finger does, and can do by accident. Scans, typing and time cannot. */
const TAPS: ReadonlySet<FlowEvent['type']> = new Set([
  'face',
  'counter',
  'reason',
  'write',
  'written',
  'undo',
  'done',
  'touch',
  'more-time',
]);

export function feedbackFlow(config: FlowConfig): (state: FlowState, event: FlowEvent, now: number) => FlowStep {
  return (state, event, now) => {
    if (TAPS.has(event.type) && now - state.since < GUARD_MS) return stay(state);
    if (event.type === 'time' && (state.patience === null || now < state.patience.until)) return stay(state);
    switch (state.name) {
      case 'start':
        return atStart(config, state, event, now);
      case 'thanks':
        return whileThanking(config, state, event, now);
      default:
        if (event.type === 'adjust') return stay(state);
        return event.type === 'ticket' ? scanned(config, event.ticket, now) : toStart(now);
    }
  };
}

function atStart(config: FlowConfig, state: Start, event: FlowEvent, now: number): FlowStep {
  const patience = extended(state.patience, now, config.idleMs);
  switch (event.type) {
    case 'face':
      return rate(config, state, event, now);
    case 'counter':
      return stay({ ...state, counter: state.counter === event.id ? null : event.id, patience });
    case 'ticket':
      return stay({ ...state, ticket: event.ticket, patience });
    case 'adjust':
      return stay({ ...state, patience });
    case 'touch':
      // Nothing was chosen, so nothing has to be put back: no countdown for a touch of the glass.
      return stay(state.patience === null ? state : { ...state, patience });
    case 'more-time':
      return stay({ ...state, patience: extended(state.patience, now, MORE_TIME_MS) });
    case 'time':
      return toStart(now);
    default:
      return stay(state);
  }
}

function rate(
  { scale, kiosk, fixedCounter, thanksMs }: FlowConfig,
  { counter, ticket }: Start,
  { rating, level }: Extract<FlowEvent, { type: 'face' }>,
  now: number,
): FlowStep {
  const at = fixedCounter ?? counter;
  const request: RatingRequest = {
    rating,
    level,
    scale,
    ...(kiosk === null ? {} : { kiosk }),
    ...(at === null ? {} : { counter: at }),
    ...(ticket === null ? {} : { ticket }),
  };
  const patience = { until: now + thanksMs, touched: false };
  return {
    state: { name: 'thanks', since: now, rating, level, reasons: [], comment: '', writing: false, patience },
    effects: [{ type: 'rate', request }],
  };
}

function whileThanking(config: FlowConfig, state: Thanks, event: FlowEvent, now: number): FlowStep {
  const { rating } = state;
  const touched = { ...state, patience: extended(state.patience, now, config.idleMs) };
  switch (event.type) {
    case 'reason':
      return detailed({ ...touched, reasons: toggled(state.reasons, event.id) });
    case 'comment':
      return detailed({ ...touched, comment: clipped(event.text) });
    case 'write':
      return stay({ ...touched, writing: true, since: now });
    case 'written':
      return stay({ ...touched, writing: false, since: now });
    case 'more-time':
      return stay({ ...state, patience: extended(state.patience, now, MORE_TIME_MS) });
    case 'undo':
      return {
        state: { name: 'undone', since: now, patience: { until: now + UNDONE_MS, touched: false } },
        effects: [{ type: 'withdraw', rating }],
      };
    case 'done':
    case 'time':
      return after({ type: 'settle', rating }, toStart(now));
    case 'ticket':
      return after({ type: 'settle', rating }, scanned(config, event.ticket, now));
    case 'face':
      return stay(state);
    default:
      return stay(touched);
  }
}

function detailed(state: Thanks): FlowStep {
  const { rating, reasons, comment } = state;
  return { state, effects: [{ type: 'detail', rating, detail: { reasons: [...reasons], comment: comment.trim() } }] };
}

function toStart(now: number): FlowStep {
  return { state: { ...START, since: now }, effects: [{ type: 'next-person' }] };
}

/** The next person is already there. */
function scanned(config: FlowConfig, ticket: TicketNumber, now: number): FlowStep {
  const start = toStart(now);
  return {
    state: { ...START, since: now, ticket, patience: extended(null, now, config.idleMs) },
    effects: start.effects,
  };
}

function after(effect: FlowEffect, step: FlowStep): FlowStep {
  return { state: step.state, effects: [effect, ...step.effects] };
}

function stay(state: FlowState): FlowStep {
  return { state, effects: [] };
}

function toggled(ids: readonly string[], id: string): readonly string[] {
  if (ids.includes(id)) return ids.filter((other) => other !== id);
  return ids.length < MOST_REASONS ? [...ids, id] : ids;
}

/** At most the contract's length, never half of a character that takes two units. */
export function clipped(text: string): string {
  return text.slice(0, MOST_COMMENT).replace(/[\uD800-\uDBFF]$/, '');
}
