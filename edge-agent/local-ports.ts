import type { Clock } from '#contract/clock.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { Site } from '#devices/sites/site.ts';
import { liveSnapshot } from '#rubric/hall/live.ts';
import type { Core } from './core.ts';
import { createThrottle } from './hall/throttle.ts';
import type { LocalApiPorts, Uplink } from './ports.ts';

export interface LocalPortsOptions {
  readonly site: Site;
  readonly core: Core;
  readonly uplink: Pick<Uplink, 'state'>;
  readonly clock: Clock;
  readonly pace: Clock;
  readonly metrics: () => string;
}

/** A screen shows a change at once, a burst of changes five times a second. */
const CHANGE_GAP_MS = 200;

/** What the pages see of this agent. */
export function createLocalPorts(options: LocalPortsOptions): LocalApiPorts {
  const { site, core, uplink, clock, pace, metrics } = options;
  return {
    config: hallConfigOf(site),
    lobby() {
      const live = liveSnapshot(core.recorder.hall, site.branch.id, clock.now());
      const { connected, pending } = uplink.state();
      const waiting = [...core.waiting()];
      return {
        live,
        waiting,
        estimates: [...core.estimates()],
        accuracy: core.estimateAccuracy(),
        alerts: [],
        advice: [],
        whatIf: null,
        comparison: null,
        ratings: [],
        screens: [],
        devices: [...core.devices()],
        uplink: { connected, pending },
      };
    },
    onChange(listener) {
      const throttle = createThrottle(pace, CHANGE_GAP_MS, listener);
      const cancels = [
        core.recorder.onStored(() => throttle.request()),
        core.onHealth(() => throttle.request()),
        () => throttle.stop(),
      ];
      return () => cancels.forEach((cancel) => cancel());
    },
    rate: (request) => core.rate(request),
    ready() {
      const reason = core.trouble();
      return { ready: reason === null, reason: reason ?? '' };
    },
    metrics,
  };
}

export function hallConfigOf(site: Site): HallConfig {
  return {
    branch: site.branch,
    timeZone: site.timeZone,
    services: site.services,
    classes: Object.fromEntries(
      Object.entries(site.classes).map(([id, { name, targetMinutes }]) => [
        id,
        { name, targetMs: Math.round(targetMinutes * 60_000) },
      ]),
    ),
    counters: site.counters.map(({ id, name }) => ({ id, name })),
    kiosk: kioskOf(site.kiosk),
  };
}

function kioskOf({ idleSeconds, thanksSeconds, words, ...rest }: Site['kiosk']): HallConfig['kiosk'] {
  return { ...rest, words: words ?? null, idleMs: idleSeconds * 1_000, thanksMs: thanksSeconds * 1_000 };
}
