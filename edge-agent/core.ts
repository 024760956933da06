import type { Cancel, Clock } from '#contract/clock.ts';
import type { EstimateAccuracy } from '#contract/estimate.ts';
import type { EventBody } from '#contract/events.ts';
import type { KioskSettings } from '#contract/kiosk-settings.ts';
import type { QueueEstimate, WaitingTicket } from '#contract/lobby-view.ts';
import type { DeviceHealth } from '#contract/status.ts';
import type { CaptureRecord } from '#devices/capture/capture.ts';
import { createReader } from '#devices/framing/reader.ts';
import { loadProfile } from '#devices/profiles/load.ts';
import type { DeviceMessage } from '#devices/message.ts';
import type { Site, SitePort } from '#devices/sites/site.ts';
import type { TapNoteCode } from '#devices/tap/notes.ts';
import { createTap } from '#devices/tap/tap.ts';
import { waitingTickets } from '#rubric/hall/live.ts';
import { createEstimator } from './estimates/estimator.ts';
import type { HallLog } from './health/agent-log.ts';
import { createIntake, type Intake } from './hall/intake.ts';
import { createKioskInbox, type KioskInbox } from './hall/kiosk-inbox.ts';
import { createRecorder, type Recorder } from './hall/recorder.ts';
import { createTapRunner } from './hall/tap-runner.ts';
import type { ListeningLink } from './links/link.ts';
import type { Journal } from './ports.ts';
import type { RawLog } from './raw-log/raw-log.ts';
import { createSession, type Session } from './sessions/session.ts';

export interface CoreOptions {
  readonly site: Site;
  readonly journal: Journal;
  /** The hall's time; may be scaled or virtual. */
  readonly clock: Clock;
  /** Real time, for waiting on devices and disks. */
  readonly pace: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly linkFor: (port: SitePort) => ListeningLink;
  readonly rawLog: RawLog;
  readonly pseudonym: (staffNumber: string) => string;
  readonly newRatingId: () => string;
  /** What the kiosk asks now; absent: what the site map says. */
  readonly kiosk?: () => KioskSettings;
  readonly log: HallLog;
}

/** Devices → tap → journal → hall of one branch: what a live agent and a replay have in common. */
export interface Core extends KioskInbox {
  readonly recorder: Recorder;
  readonly intake: Intake;
  /** The hall's time. */
  now(): number;
  start(): void;
  /** Ends the device lines, then stores what still waits. */
  stop(): Promise<void>;
  devices(): readonly DeviceHealth[];
  waiting(): readonly WaitingTicket[];
  estimates(): readonly QueueEstimate[];
  estimateAccuracy(): EstimateAccuracy | null;
  onHealth(listener: () => void): Cancel;
  /** Why the branch is not able to measure now, null when it is. */
  trouble(): string | null;
  notes(): ReadonlyMap<TapNoteCode, number>;
  /** Own faults by port. */
  failures(): Iterable<readonly [string, number]>;
}

/** Rebuilds the hall from the journal. Throws on a profile that does not exist. */
export function createCore(options: CoreOptions): Core {
  const { site, journal, clock, pace, log } = options;
  const estimator = createEstimator({ site, journal, clock, pace, log });
  const recorder = createRecorder({ journal, site, clock, log, estimator });
  const intake = createIntake({ recorder, pace, log });
  const tap = createTap(site, { pseudonym: options.pseudonym, newRatingId: options.newRatingId });
  const runner = createTapRunner({ tap, hall: recorder.hall, intake, clock, log });
  // Order in the journal is the order of the hall: what waits for the disk comes first.
  const kiosk = options.kiosk ?? (() => site.kiosk);
  const inbox = createKioskInbox({ ...options, recorder, kiosk, before: () => intake.flush() });
  const healthListeners = new Set<() => void>();
  const sink = {
    capture: (record: CaptureRecord) => options.rawLog.write(record),
    heard: (messages: readonly DeviceMessage[]) => runner.hear(messages),
    report: (bodies: readonly EventBody[]) => intake.accept(bodies),
    healthChanged: () => healthListeners.forEach((listener) => listener()),
  };
  const sessions = site.ports.map((port) => createSession({ ...options, port, sink, ...wiring(port, options) }));
  return {
    recorder,
    intake,
    now: () => clock.now(),
    start() {
      recorder.tick();
      runner.start();
      for (const session of sessions) session.start();
      estimator.start();
    },
    async stop() {
      await Promise.all(sessions.map((session) => session.stop()));
      runner.stop();
      intake.stop();
      estimator.stop();
      recorder.stop();
    },
    ...inbox,
    devices: () => sessions.map((session) => session.health()),
    waiting: () => waitingTickets(recorder.hall),
    estimates: () => estimator.queues(recorder.hall),
    estimateAccuracy: () => estimator.accuracy(recorder.hall),
    onHealth(listener) {
      healthListeners.add(listener);
      return () => healthListeners.delete(listener);
    },
    trouble: () => troubleOf(intake),
    notes: () => runner.notes(),
    failures: () => sessions.map((session: Session, index) => [site.ports[index]!.id, session.failures()] as const),
  };
}

function wiring(port: SitePort, options: CoreOptions) {
  const profile = loadProfile(port.profile);
  return { link: options.linkFor(port), newReader: () => createReader(profile, port.id, port.direction) };
}

function troubleOf(intake: Intake): string | null {
  const { waiting } = intake.counts();
  if (waiting === 0) return null;
  return `The disk refuses: ${waiting} events wait in memory. Free disk space or replace the disk.`;
}
