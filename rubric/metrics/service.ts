import type { WindowScore } from '#contract/score.ts';
import type { Visit } from '../hall/visit.ts';
import { basisPoints } from '../statistics/exact.ts';
import { meanMs, waitOf } from './wait.ts';

/**
 * Service time (办理时间) of a leg in ms: end − start, time on hold apart; the start is the last call where the device
 * reports none. Null while it runs, and when nobody reported the end.
 */
export function serviceOf(visit: Visit): number | null {
  if (visit.startedAt === null || visit.finishedAt === null || visit.finishInferred) return null;
  if (visit.outcome !== 'served' && visit.outcome !== 'transferred') return null;
  return Math.max(0, visit.finishedAt - visit.startedAt - visit.heldMs);
}

/** Walk-up gap in ms: start − last call; null where the device reports no start. */
export function walkUpGapOf(visit: Visit): number | null {
  if (visit.startedAt === null || visit.lastCalledAt === null || visit.startAtCall) return null;
  return Math.max(0, visit.startedAt - visit.lastCalledAt);
}

/** Customer's time (客户用时) in ms: wait + service. */
export function customerTimeOf(visit: Visit): number | null {
  const [wait, service] = [waitOf(visit), serviceOf(visit)];
  return wait === null || service === null ? null : wait + service;
}

/**
 * Effective-time rate (有效时间率), service / (wait + service) in 1/10,000. The bank report prints the column without
 * its formula: this one is assumed, and must be shown as assumed.
 */
export function assumedEffectiveTimeRate(waitMs: number, serviceMs: number): number {
  return basisPoints(serviceMs, waitMs + serviceMs);
}

export function serviceMetrics(visits: readonly Visit[]): WindowScore['service'] {
  const services = visits.flatMap((visit) => serviceOf(visit) ?? []);
  return { n: services.length, meanMs: meanMs(services) };
}

/**
 * Open-counter rate (窗口开放率) in 1/10,000: time that counters were open / (installed counters × business time).
 * Intervals of one counter must not overlap; what lies outside business hours does not count.
 */
export function openCounterRate(
  open: readonly { readonly from: number; readonly to: number }[],
  hall: { readonly counters: number; readonly opensAt: number; readonly closesAt: number },
): number {
  const openMs = open.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, hall.closesAt) - Math.max(from, hall.opensAt)),
    0,
  );
  return basisPoints(openMs, hall.counters * Math.max(0, hall.closesAt - hall.opensAt));
}
