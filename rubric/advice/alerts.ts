import type { AlertKind } from '#contract/alert.ts';
import type { Thresholds } from '#contract/branch-config.ts';
import type { EventOf, HallEvent } from '#contract/events.ts';
import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { ScreenHealth } from '#contract/lobby-view.ts';
import { screenDevice } from '#contract/screens.ts';
import type { DeviceHealth } from '#contract/status.ts';
import { takesService } from '../hall/queue.ts';
import { toFourSteps } from '../hall/visit.ts';
import { stalledLimitMs, waitingLimit, waitLimitMs } from './limits.ts';
import { isOpenCounter, queuesNow, type HallPicture, type QueueNow } from './picture.ts';

/** What the lobby manager is to be told without asking. Conditions hold or do not; when to tell is decided elsewhere. */

/** The fields of `alert.raised` that say what it is about; `detail` is plain English for whoever reads the journal. */
export interface AlertAbout {
  readonly kind: AlertKind;
  readonly service?: string;
  readonly class?: string;
  readonly counter?: CounterId;
  readonly device?: string;
  readonly ticket?: TicketNumber;
  readonly value?: number;
  readonly limit?: number;
  readonly detail: string;
}

export interface AlertFacts {
  readonly picture: HallPicture;
  readonly thresholds: Thresholds;
  readonly devices: readonly DeviceHealth[];
  readonly screens: readonly ScreenHealth[];
}

const MOST_DETAIL = 200;

/** Two conditions of one key are the same trouble: a queue, a stalled service, a silent device. */
export function alertKey({ kind, service, class: customerClass, device }: Omit<AlertAbout, 'detail'>): string {
  return [kind, service ?? '', customerClass ?? '', device ?? ''].join(' ');
}

/** Every condition that holds now, each key once; none while no business day is open. */
export function alertsDue(facts: AlertFacts): readonly AlertAbout[] {
  if (!facts.picture.isOpen) return [];
  return [
    ...queuesNow(facts.picture.waiting).flatMap((queue) => queueAlerts(facts, queue)),
    ...stalledServices(facts),
    ...silentDevices(facts),
  ];
}

function queueAlerts({ picture, thresholds }: AlertFacts, queue: QueueNow): readonly AlertAbout[] {
  const { service, class: customerClass, waiting, longest } = queue;
  const about = { service, class: customerClass };
  const name = `${service}/${customerClass}`;
  const due: AlertAbout[] = [];
  const people = waitingLimit(thresholds, queue);
  if (people !== null && waiting > people) {
    const detail = `${waiting} wait for ${name}, limit ${people}`;
    due.push({ kind: 'queue-long', ...about, value: waiting, limit: people, detail });
  }
  const limit = waitLimitMs(thresholds, picture.targets, queue);
  if (limit !== null && longest.ageMs > limit) {
    const { ticket, ageMs: value } = longest;
    const detail = `${ticket} has waited ${minutes(value)} min for ${name}, limit ${minutes(limit)}`;
    due.push({ kind: 'wait-over', ...about, ticket, value, limit, detail });
  }
  return due;
}

function minutes(ms: number): number {
  return Math.round(ms / 6_000) / 10;
}

/** By service: where gold is called while ordinary waits, the queue moves, if unfairly; that shows as a long wait. */
function stalledServices({ picture, thresholds }: AlertFacts): readonly AlertAbout[] {
  const limit = stalledLimitMs(thresholds);
  if (limit === null) return [];
  const longest = new Map(picture.waiting.toReversed().map((each) => [each.service, each]));
  return [...longest.values()].flatMap(({ service, ageMs }): AlertAbout[] => {
    const value = Math.min(ageMs, stillForMs(picture, service));
    if (value <= limit) return [];
    const detail = `Nobody was called for ${service} in ${minutes(value)} min, limit ${minutes(limit)}`;
    return [{ kind: 'queue-stalled', service, value, limit, detail }];
  });
}

/** How long a counter that takes this service has been open without anybody called for it; 0 = none is open. */
function stillForMs({ at, opensAt, counters, visits }: HallPicture, service: string): number {
  const open = counters.filter((each) => isOpenCounter(each) && takesService(each, service));
  const openFor = open.reduce((longest, { forMs }) => Math.max(longest, forMs), 0);
  const lastCallAt = visits.reduce(
    (last, visit) => (visit.service === service ? Math.max(last, visit.lastCalledAt ?? 0) : last),
    opensAt ?? 0,
  );
  return Math.max(0, Math.min(openFor, at - lastCallAt));
}

function silentDevices({ devices, screens }: AlertFacts): readonly AlertAbout[] {
  const down = devices.filter(({ state }) => state === 'backing-off' || state === 'disabled');
  const silent = screens.filter(({ state }) => state === 'silent');
  return [
    ...down.map(({ port, reason }) => deviceDown(port, reason === '' ? `${port} cannot be reached` : reason)),
    ...silent.map((each) => deviceDown(screenDevice(each), `The ${each.role} screen ${each.screen} is silent`)),
  ];
}

function deviceDown(device: string, detail: string): AlertAbout {
  return { kind: 'device-down', device, detail: detail.slice(0, MOST_DETAIL) };
}

const HELPERS = { security: 1, manager: 2, adviser: 3 } as const;

/**
 * What one event alone is worth telling: a low rating (`isCounted` says whether the rules took it for one), a teller
 * who asks for help, ticket paper. Null for everything else.
 */
export function alertOfEvent(
  event: HallEvent,
  thresholds: Thresholds,
  isCounted: (rating: string) => boolean,
): AlertAbout | null {
  switch (event.type) {
    case 'rating.given':
      return lowRating(event, thresholds, isCounted);
    case 'assistance.requested': {
      const { counter, kind } = event;
      return { kind: 'assistance', counter, value: HELPERS[kind], detail: `Counter ${counter} asks for the ${kind}` };
    }
    case 'device.paper-low':
      return { kind: 'paper', device: event.device, value: 1, detail: `Paper of ${event.device} is low` };
    case 'device.paper-out':
      return { kind: 'paper', device: event.device, value: 0, detail: `Paper of ${event.device} is out` };
    default:
      return null;
  }
}

function lowRating(
  { rating, level, scale, counter, ticket }: EventOf<'rating.given'>,
  { lowRating: limit }: Thresholds,
  isCounted: (rating: string) => boolean,
): AlertAbout | null {
  const value = toFourSteps(level, scale);
  if (value > limit || !isCounted(rating)) return null;
  const where = counter === undefined ? 'in the hall' : `at counter ${counter}`;
  return {
    kind: 'low-rating',
    ...(counter === undefined ? {} : { counter }),
    ...(ticket === undefined ? {} : { ticket }),
    value,
    limit,
    detail: `Rated ${level} of ${scale} ${where}`,
  };
}
