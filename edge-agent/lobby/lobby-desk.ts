import type { Thresholds } from '#contract/branch-config.ts';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { TicketNumber } from '#contract/ids.ts';
import type { LobbyView, QueueEstimate, ScreenHealth, TicketHistory } from '#contract/lobby-view.ts';
import type { Site } from '#devices/sites/site.ts';
import { pictureOf, type HallPicture } from '#rubric/advice/picture.ts';
import type { Hall } from '#rubric/hall/state.ts';
import type { Core } from '../core.ts';
import type { HallLog } from '../health/agent-log.ts';
import { messageOf } from '../links/link.ts';
import type { Journal } from '../ports.ts';
import { createAdvisor } from './advisor.ts';
import { createAlertKeeper, type AlertKeeper } from './alert-keeper.ts';
import { createDayHistory } from './comparison.ts';
import { ticketHistory } from './ticket-history.ts';

export interface LobbyDeskOptions {
  readonly site: Pick<Site, 'counters' | 'timeZone'>;
  readonly core: Pick<Core, 'recorder' | 'intake' | 'devices'>;
  readonly journal: Journal;
  /** The hall's time. */
  readonly clock: Clock;
  /** Real time, between two looks. */
  readonly pace: Clock;
  readonly thresholds: () => Thresholds;
  readonly estimates: () => readonly QueueEstimate[];
  readonly screens: () => readonly ScreenHealth[];
  readonly newId: () => string;
  readonly log: HallLog;
}

/** What the lobby board knows beyond the hall itself: alerts, advice, the next half hour, earlier days, tickets. */
export interface LobbyDesk {
  start(): void;
  /** As of the last look, at most a second old; the play-through at most ten. */
  view(): Pick<LobbyView, 'alerts' | 'advice' | 'whatIf' | 'comparison'>;
  /** Other advice or another outlook than before, although nothing happened but time. */
  onChange(listener: () => void): Cancel;
  ticket(query: TicketNumber): TicketHistory;
  acknowledge: AlertKeeper['acknowledge'];
  stop(): void;
}

const LOOK_MS = 1_000;

/** Call before the devices start: what the journal already holds is read here. */
export function createLobbyDesk(options: LobbyDeskOptions): LobbyDesk {
  const { site, core, journal, clock, pace, log } = options;
  const { hall } = core.recorder;
  const look = (): HallPicture => pictureOf(hall, clock.now(), site.counters);
  const keeper = createKeeper(options, look);
  const advisor = createAdvisor(options);
  const history = createDayHistory({
    journal,
    onStored: (listener) => core.recorder.onStored(listener),
    pace,
    timeZone: site.timeZone,
  });
  const listeners = new Set<() => void>();
  const loop = createLoop(pace, log, () => {
    keeper.check();
    if (advisor.look(look())) listeners.forEach((listener) => listener());
  });
  return {
    start() {
      history.start();
      loop.start();
    },
    view: () => ({
      alerts: [...keeper.list()],
      ...advisor.view(),
      comparison: hall.newestDay === null ? null : history.compare(hall.newestDay.date),
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ticket: (query) => ticketHistory(query, { hall, journal }),
    acknowledge: (alert, said) => keeper.acknowledge(alert, said),
    stop() {
      loop.stop();
      history.stop();
      keeper.stop();
    },
  };
}

function createKeeper(options: LobbyDeskOptions, look: () => HallPicture): AlertKeeper {
  const { core, journal, clock, thresholds, screens, newId, log } = options;
  const { recorder, intake } = core;
  return createAlertKeeper({
    journal,
    onStored: (listener) => recorder.onStored(listener),
    // Order in the journal is the order of the hall: what waits for the disk comes first.
    record(bodies) {
      intake.flush();
      recorder.record(bodies);
    },
    clock,
    thresholds,
    facts: () => ({ picture: look(), thresholds: thresholds(), devices: core.devices(), screens: screens() }),
    isCounted: (rating) => isCounted(recorder.hall, rating),
    newId,
    log,
  });
}

/** Runs an action at once and every second from then on. A fault of it must not stop the measuring. */
function createLoop(pace: Clock, log: HallLog, action: () => void): { start(): void; stop(): void } {
  let cancel: Cancel = () => {};
  let isFailing = false;
  const run = (): void => {
    cancel = pace.after(LOOK_MS, run);
    try {
      action();
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.write('lobby.failed', { reason: messageOf(error) });
      isFailing = true;
    }
  };
  return { start: run, stop: () => cancel() };
}

/** A rating that the hall does not list is taken for one: better told once too often. */
function isCounted(hall: Hall, rating: string): boolean {
  for (const { ratings } of hall.days.values()) {
    const found = ratings.findLast((each) => each.rating === rating);
    if (found !== undefined) return found.counted;
  }
  return true;
}
