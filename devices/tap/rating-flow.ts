import type { EventOf, Flag } from '#contract/events.ts';
import type { TicketNumber } from '#contract/ids.ts';
import { emit, note, openService, type Cause, type CounterInput, type Turn } from './counter-state.ts';

type Press = Extract<CounterInput, { kind: 'rating' }>;

export function invite(turn: Turn, cause: Cause): void {
  const ticket = turn.service?.ticket ?? null;
  const until = cause.at + turn.scene.timing.ratingMs;
  turn.state = { ...turn.state, invitation: { src: cause.src, ticket, until } };
  emit(turn, {
    type: 'rating.invited',
    at: cause.at,
    src: cause.src,
    counter: turn.scene.counter,
    ...(ticket === null ? {} : { ticket }),
  });
}

/** Ends an open invitation without a rating. */
export function expireInvitation(turn: Turn, at: number): void {
  const { invitation } = turn.state;
  if (invitation === null) return;
  turn.state = { ...turn.state, invitation: null, unanswered: true };
  emit(turn, {
    type: 'rating.expired',
    at,
    src: invitation.src,
    counter: turn.scene.counter,
    ...(invitation.ticket === null ? {} : { ticket: invitation.ticket }),
  });
}

export function rate(turn: Turn, press: Press): void {
  if (press.channel === 'keypad' && isRepeat(turn, press)) return;
  const { ticket, flags } = attribute(turn, press.channel);
  const solicited = turn.state.invitation !== null;
  turn.state = {
    ...turn.state,
    invitation: null,
    unanswered: solicited ? false : turn.state.unanswered,
    rated: ticket ?? turn.state.rated,
  };
  const event: EventOf<'rating.given'> = {
    type: 'rating.given',
    at: press.at,
    src: press.src,
    rating: turn.scene.newRatingId(),
    channel: press.channel,
    counter: turn.scene.counter,
    ...(ticket === null ? {} : { ticket }),
    level: press.level,
    scale: turn.scene.scale,
    ...(press.raw === null ? {} : { raw: press.raw }),
    ...(flags.length === 0 ? {} : { flags }),
  };
  emit(turn, event);
}

/** Every press moves the window on, so that hammering counts once however long it lasts. */
function isRepeat(turn: Turn, press: Press): boolean {
  const before = turn.state.keypadAt;
  turn.state = { ...turn.state, keypadAt: press.at };
  const repeated = before !== null && Math.abs(press.at - before) < turn.scene.timing.repeatMs;
  if (repeated) note(turn, 'repeat', press, `pressed again ${press.at - before} ms later`);
  return repeated;
}

/**
 * Whose rating is it? With an open invitation, that ticket's. Without one, a press during a service is never bound to
 * it: otherwise a press by the teller would use up the rating of the customer, whose own press would be the duplicate.
 */
function attribute(turn: Turn, channel: Press['channel']): { ticket: TicketNumber | null; flags: Flag[] } {
  const { invitation, rated, unanswered } = turn.state;
  const { service } = turn;
  if (invitation !== null) {
    if (invitation.ticket === null) return { ticket: null, flags: ['no-ticket'] };
    return { ticket: invitation.ticket, flags: invitation.ticket === rated ? ['duplicate'] : [] };
  }
  if (service === null) return { ticket: null, flags: ['unsolicited', 'no-ticket'] };
  if (openService(turn) !== null) {
    return { ticket: null, flags: unanswered ? ['unsolicited', 'after-next-call'] : ['unsolicited'] };
  }
  if (service.ticket === rated) return { ticket: service.ticket, flags: ['duplicate'] };
  // A keypad stands there for anyone to press; only evaluators are switched on by an invitation.
  return channel === 'keypad' ? { ticket: service.ticket, flags: [] } : { ticket: null, flags: ['unsolicited'] };
}
