import { VirtualClock } from '#contract/clock.ts';
import type { EventType } from '#contract/events.ts';
import type { DeviceHealth } from '#contract/status.ts';
import type { CaptureRecord } from '#devices/capture/capture.ts';
import type { Site } from '#devices/sites/site.ts';
import type { TapNoteCode } from '#devices/tap/notes.ts';
import { createCore, type Core } from './core.ts';
import { openDays } from './hall/day-book.ts';
import type { HallLog } from './health/agent-log.ts';
import { listenOnly } from './links/link.ts';
import { createMemoryLink, type MemoryLink } from './links/memory-link.ts';
import type { Journal } from './ports.ts';
import { NO_RAW_LOG } from './raw-log/raw-log.ts';

export interface ReplayOptions {
  /** In the order of the capture; at one instant that order is cause and effect. */
  readonly records: readonly CaptureRecord[];
  readonly site: Site;
  readonly journal: Journal;
  readonly pseudonym: (staffNumber: string) => string;
  readonly log: HallLog;
  /** Sees the core before the first byte, e.g. to send on what is stored. */
  readonly onCore?: (core: Core) => void;
  /** Called every so often, so that an uplink in real time gets its turn. */
  readonly breathe?: () => Promise<void>;
}

export interface ReplaySummary {
  readonly records: number;
  /** Records of ports that the site does not have. */
  readonly foreign: Readonly<Record<string, number>>;
  /** Records whose time lay before the one in front of them; taken as simultaneous. */
  readonly outOfOrder: number;
  /** First and last seq that the replay stored; `from` > `upto` when nothing was. */
  readonly from: number;
  readonly upto: number;
  readonly events: Readonly<Partial<Record<EventType, number>>>;
  readonly notes: Readonly<Partial<Record<TapNoteCode, number>>>;
  readonly devices: readonly DeviceHealth[];
  /** Own faults and refused events: 0 unless there is a bug. */
  readonly failures: number;
  /** Virtual time at which the last day was closed, epoch ms. */
  readonly endedAt: number;
}

const BREATHE_EVERY = 200;
const STEP_MS = 60_000;

/**
 * Runs a whole capture through the real agent core (sessions, readers, tap, recorder, timers) in virtual time, as fast
 * as the machine allows, and lets time pass until its last day is closed. The same capture always gives the same
 * events. Rejects when the disk refuses.
 */
export async function replayCapture(options: ReplayOptions): Promise<ReplaySummary> {
  const { records, site, journal, log, breathe } = options;
  const clock = new VirtualClock(records[0]?.at ?? 0);
  const links = new Map(site.ports.map((port) => [port.id, createMemoryLink()]));
  const core = createCore({
    site,
    journal,
    clock,
    pace: clock,
    random: () => 0,
    linkFor: (port) => listenOnly(links.get(port.id)!),
    rawLog: NO_RAW_LOG,
    pseudonym: options.pseudonym,
    newRatingId: ratingIds(records[0]?.at ?? 0),
    log,
  });
  const from = journal.last() + 1;
  options.onCore?.(core);
  core.start();
  const delivery = createDelivery(clock, links);
  for (const [index, record] of records.entries()) {
    delivery.deliver(record);
    if (index % BREATHE_EVERY === 0) await breathe?.();
  }
  runToDayEnd(clock, core);
  await core.stop();
  if (core.intake.counts().lost > 0) throw new Error('The disk refused some events; the replay is not complete.');
  return { ...delivery.counts(), ...summaryOf(core), from, upto: journal.last(), endedAt: clock.now() };
}

interface Delivery {
  deliver(record: CaptureRecord): void;
  counts(): Pick<ReplaySummary, 'records' | 'foreign' | 'outOfOrder'>;
}

function createDelivery(clock: VirtualClock, links: ReadonlyMap<string, MemoryLink>): Delivery {
  const foreign: Record<string, number> = {};
  let records = 0;
  let outOfOrder = 0;
  return {
    deliver({ at, port, bytes }) {
      records += 1;
      if (at < clock.now()) outOfOrder += 1;
      else clock.advanceTo(at);
      const link = links.get(port);
      if (link === undefined) foreign[port] = (foreign[port] ?? 0) + 1;
      else link.deliver(bytes);
    },
    counts: () => ({ records, foreign, outOfOrder }),
  };
}

/** Half frames and invitations time out, half-hours end, and the day closes, each at its own time. */
function runToDayEnd(clock: VirtualClock, core: Core): void {
  for (let open = openDays(core.recorder.book()); open.length > 0; open = openDays(core.recorder.book())) {
    const next = Math.min(...open.map((day) => Math.max(day.dueAt, clock.now() + STEP_MS)));
    clock.advanceTo(next);
  }
}

/** Ids that are the same in every replay of a capture and differ from those of another day. */
function ratingIds(startAt: number): () => string {
  let count = 0;
  return () => `replay-${startAt.toString(36)}-${(count += 1)}`;
}

function summaryOf(core: Core): Pick<ReplaySummary, 'events' | 'notes' | 'devices' | 'failures'> {
  const failures = [...core.failures()].reduce((sum, [, count]) => sum + count, core.recorder.refused());
  return {
    events: Object.fromEntries(core.recorder.stored()),
    notes: Object.fromEntries(core.notes()),
    devices: core.devices(),
    failures,
  };
}
