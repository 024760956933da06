import type { CounterId } from '#contract/ids.ts';
import type { RatingRequest } from '#contract/local-api.ts';

/**
 * What the feedback screen does, without the screen.
 *
 * One tap on a face is a complete rating. It is kept on the device at that tap and must reach head office within two
 * seconds, yet a stored rating cannot be changed, so reasons have to be known before it leaves. Therefore the reasons
 * stand beside the faces from the start: whoever wants to think chooses them first, without any time limit, and the
 * face then sends everything at once. Whoever taps the face first has a short moment to add a reason, and each reason
 * renews that moment. Nobody has to wait, confirm or dismiss anything, and an unfinished answer counts as it stands.
 */

/** After the face, and after each reason: time to add (another) one. */
export const ASK_MS = 1_200;
export const THANKS_MS = 4_000;

export interface FlowConfig {
  readonly scale: RatingRequest['scale'];
  /** Set for a screen that stands at one counter. */
  readonly fixedCounter: CounterId | null;
  readonly asksReasons: boolean;
  /** Choices left alone for this long belong to someone who has gone. */
  readonly idleMs: number;
}

interface Choices {
  readonly counter: CounterId | null;
  readonly reasons: readonly string[];
}

export type FlowState =
  | (Choices & { readonly name: 'start'; /** Null = nothing chosen yet. */ readonly touchedAt: number | null })
  | (Choices & { readonly name: 'asking'; readonly rating: string; readonly level: number; readonly sendAt: number })
  | { readonly name: 'thanks'; readonly rating: string; readonly level: number; readonly until: number };

export type FlowEvent =
  /** `rating` is a fresh id; it is used when this tap begins a rating. */
  | { readonly type: 'face'; readonly level: number; readonly rating: string }
  | { readonly type: 'reason'; readonly id: string }
  | { readonly type: 'counter'; readonly id: CounterId }
  /** Any other touch that shows that somebody is there. */
  | { readonly type: 'touch' }
  /** Leave the thank-you. */
  | { readonly type: 'again' }
  /** `wakeAt` is reached. */
  | { readonly type: 'time' };

export type FlowEffect =
  /** Keep this rating on the device now and send it at `sendAt`; the same id again replaces it until then. */
  | { readonly type: 'keep'; readonly request: RatingRequest; readonly sendAt: number }
  /** The next person starts afresh: language back to the page's own. */
  | { readonly type: 'next-person' };

export interface FlowStep {
  readonly state: FlowState;
  readonly effects: readonly FlowEffect[];
}

export type FlowTransition = (state: FlowState, event: FlowEvent, now: number) => FlowStep;

type Start = Extract<FlowState, { name: 'start' }>;
type Asking = Extract<FlowState, { name: 'asking' }>;

export const START: Start = { name: 'start', counter: null, reasons: [], touchedAt: null };

/** When the state wants the event `time`, null = never. */
export function wakeAt(state: FlowState, { idleMs }: FlowConfig): number | null {
  switch (state.name) {
    case 'start':
      return state.touchedAt === null ? null : state.touchedAt + idleMs;
    case 'asking':
      return state.sendAt;
    default:
      return state.until;
  }
}

export function feedbackFlow(config: FlowConfig): FlowTransition {
  return (state, event, now) => {
    switch (state.name) {
      case 'start':
        return atStart(config, state, event, now);
      case 'asking':
        return whileAsking(config, state, event, now);
      default:
        return event.type === 'again' || (event.type === 'time' && now >= state.until) ? toStart() : stay(state);
    }
  };
}

function atStart(config: FlowConfig, state: Start, event: FlowEvent, now: number): FlowStep {
  switch (event.type) {
    case 'face': {
      const { counter, reasons } = state;
      const wait = config.asksReasons && reasons.length === 0 ? ASK_MS : 0;
      return ask(
        config,
        { name: 'asking', counter, reasons, rating: event.rating, level: event.level, sendAt: now + wait },
        now,
      );
    }
    case 'reason':
      return stay({ ...state, reasons: toggled(state.reasons, event.id), touchedAt: now });
    case 'counter':
      return stay({ ...state, counter: state.counter === event.id ? null : event.id, touchedAt: now });
    case 'touch':
      return stay({ ...state, touchedAt: now });
    case 'time':
      return state.touchedAt !== null && now >= state.touchedAt + config.idleMs ? toStart() : stay(state);
    default:
      return stay(state);
  }
}

function whileAsking(config: FlowConfig, state: Asking, event: FlowEvent, now: number): FlowStep {
  // The rating may already be on its way: what comes now is too late, also when the timer is.
  if (now >= state.sendAt) return thank(state, now);
  switch (event.type) {
    case 'face':
      // Another face corrects the first tap; the same face again says "that is all".
      return ask(
        config,
        { ...state, level: event.level, sendAt: event.level === state.level ? now : now + ASK_MS },
        now,
      );
    case 'reason':
      return ask(config, { ...state, reasons: toggled(state.reasons, event.id), sendAt: now + ASK_MS }, now);
    case 'counter':
      return ask(config, { ...state, counter: event.id, sendAt: now + ASK_MS }, now);
    default:
      return stay(state);
  }
}

function ask(config: FlowConfig, state: Asking, now: number): FlowStep {
  const keep: FlowEffect = { type: 'keep', request: requestOf(config, state), sendAt: state.sendAt };
  const next = state.sendAt <= now ? thank(state, now).state : state;
  return { state: next, effects: [keep] };
}

function requestOf(config: FlowConfig, state: Asking): RatingRequest {
  const counter = config.fixedCounter ?? state.counter;
  return {
    rating: state.rating,
    level: state.level,
    scale: config.scale,
    ...(counter === null ? {} : { counter }),
    ...(state.reasons.length === 0 ? {} : { reasons: [...state.reasons] }),
  };
}

function thank(state: Asking, now: number): FlowStep {
  return stay({ name: 'thanks', rating: state.rating, level: state.level, until: now + THANKS_MS });
}

function toStart(): FlowStep {
  return { state: START, effects: [{ type: 'next-person' }] };
}

function stay(state: FlowState): FlowStep {
  return { state, effects: [] };
}

function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}
