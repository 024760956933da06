import type { Thresholds } from '#contract/branch-config.ts';
import type { Queue } from '../hall/queue.ts';

/** Limits of one queue. Its own limit for service and class goes before one for the service, then the general one. */

const MINUTE_MS = 60_000;

/** How many may wait (人数预警阈值); null = no limit. */
export function waitingLimit(thresholds: Thresholds, queue: Queue): number | null {
  return limit(own(thresholds, queue, 'waiting') ?? thresholds.waiting);
}

/**
 * How long somebody may wait (等待时间预警阈值), ms; null = no limit. Without an own limit it is the target of the
 * class, given in ms as `day.opened` declared it.
 */
export function waitLimitMs(
  thresholds: Thresholds,
  targets: Readonly<Record<string, number>>,
  queue: Queue,
): number | null {
  const minutes = own(thresholds, queue, 'waitMinutes');
  return limit(minutes === undefined ? targets[queue.class] : minutes * MINUTE_MS);
}

/** Nobody called for this long although somebody waits, ms; null = no limit. */
export function stalledLimitMs({ stalledMinutes }: Thresholds): number | null {
  return limit(stalledMinutes * MINUTE_MS);
}

function own(thresholds: Thresholds, queue: Queue, field: 'waiting' | 'waitMinutes'): number | undefined {
  const rules = thresholds.queues.filter((rule) => rule.service === queue.service && rule[field] !== undefined);
  const rule = rules.find((each) => each.class === queue.class) ?? rules.find((each) => each.class === undefined);
  return rule?.[field];
}

function limit(value: number | undefined): number | null {
  return value === undefined || value === 0 ? null : value;
}
