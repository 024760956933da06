import { localHour } from '../hall/days.ts';
import { isPassedOver } from '../hall/passed-over.ts';
import { queueKey, type Queue } from '../hall/queue.ts';
import type { Hall } from '../hall/state.ts';
import type { Visit } from '../hall/visit.ts';
import type { WaitingGroup, WaitQuestion } from './question.ts';
import type { ServiceRules } from './service-rules.ts';

/** Who waits and is still to be called, so that whoever comes now stands behind them. */
export function stillWaiting(hall: Hall): readonly Visit[] {
  return [...hall.waiting].map((leg) => leg.visit).filter((visit) => !isPassedOver(hall, visit));
}

/** Tickets by queue, in the order in which the queues first appear. */
export function groupWaiting(tickets: Iterable<Queue>): readonly WaitingGroup[] {
  const groups = new Map<string, { service: string; class: string; count: number }>();
  for (const ticket of tickets) {
    const key = queueKey(ticket);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { service: ticket.service, class: ticket.class, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()];
}

/** The question of somebody who joins `queue` at `at` (epoch ms), behind everybody in `waiting`. */
export function questionAt(
  hall: Hall,
  rules: ServiceRules,
  { queue, at, waiting }: { readonly queue: Queue; readonly at: number; readonly waiting: readonly WaitingGroup[] },
): WaitQuestion {
  const { service, class: customerClass } = queue;
  const ahead = waiting.filter((group) => rules.share(group.service, service));
  const free = ahead.length === 0 && rules.standing(hall, service) === 'idle';
  return { service, class: customerClass, hour: localHour(at, hall.timeZone), ahead, free };
}
