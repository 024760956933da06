import type { Clock } from '#contract/clock.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import type { Site } from '#devices/sites/site.ts';
import { displayView } from '#rubric/hall/display.ts';
import { liveSnapshot } from '#rubric/hall/live.ts';
import { lobbyRatings } from '#rubric/hall/lobby-ratings.ts';
import type { Core } from './core.ts';
import type { LobbyDesk } from './lobby/lobby-desk.ts';
import { createThrottle } from './hall/throttle.ts';
import type { LocalApiPorts } from './local-api/local-api-ports.ts';
import type { Slides, Speech, Uplink } from './ports.ts';
import type { Screens } from './screens/screens.ts';
import type { Settings } from './settings.ts';

export interface LocalPortsOptions {
  readonly site: Site;
  readonly core: Core;
  /** Null: this branch has no head office. */
  readonly uplink: Pick<Uplink, 'state'> | null;
  readonly clock: Clock;
  readonly pace: Clock;
  readonly metrics: () => string;
  readonly settings: Settings;
  readonly screens: Screens;
  readonly slides: Slides;
  readonly speech: Speech;
  readonly desk: LobbyDesk;
}

/** A screen shows a change at once, a burst of changes twenty times a second. */
const CHANGE_GAP_MS = 50;

/** What the pages see of this agent. */
export function createLocalPorts(options: LocalPortsOptions): LocalApiPorts {
  const { site, core, uplink, clock, pace, metrics, settings, screens, slides, speech, desk } = options;
  const services = Object.keys(site.services);
  return {
    get config() {
      return hallConfigOf(site, settings.kiosk());
    },
    screens,
    lobby() {
      const live = liveSnapshot(core.recorder.hall, site.branch.id, clock.now());
      const waiting = [...core.waiting()];
      return {
        live,
        waiting,
        estimates: [...core.estimates()],
        accuracy: core.estimateAccuracy(),
        ...desk.view(),
        ratings: [...lobbyRatings(core.recorder.hall)],
        screens: [...screens.health()],
        devices: [...core.devices()],
        uplink: uplinkHealth(uplink),
      };
    },
    display: () =>
      displayView(core.recorder.hall, {
        at: clock.now(),
        services,
        estimates: core.estimates(),
        slides: slides.list(),
      }),
    onChange(listener) {
      const throttle = createThrottle(pace, CHANGE_GAP_MS, listener);
      const cancels = [
        core.recorder.onStored(() => throttle.request()),
        core.onHealth(() => throttle.request()),
        screens.onHealth(() => throttle.request()),
        settings.onChange(() => throttle.request()),
        slides.onChange(() => throttle.request()),
        desk.onChange(() => throttle.request()),
        () => throttle.stop(),
      ];
      return () => cancels.forEach((cancel) => cancel());
    },
    rate: (request) => core.rate(request),
    detailRating: (rating, request) => core.detailRating(rating, request),
    withdrawRating: (rating) => core.withdrawRating(rating),
    answerSurvey: (response, request) => core.answerSurvey(response, request),
    ticket: (query) => desk.ticket(query),
    acknowledge: (alert, said) => desk.acknowledge(alert, said),
    ready() {
      const reason = core.trouble();
      return { ready: reason === null, reason: reason ?? '' };
    },
    metrics,
    slides,
    speech,
  };
}

/** `kiosk` stands in place of the site's own. */
export function hallConfigOf(site: Site, kiosk = site.kiosk): HallConfig {
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
    kiosk: kioskOf(kiosk),
  };
}

function kioskOf({ idleSeconds, thanksSeconds, words, ...rest }: Site['kiosk']): HallConfig['kiosk'] {
  return { ...rest, words: words ?? null, idleMs: idleSeconds * 1_000, thanksMs: thanksSeconds * 1_000 };
}

function uplinkHealth(uplink: LocalPortsOptions['uplink']): LobbyView['uplink'] {
  if (uplink === null) return null;
  const { connected, pending } = uplink.state();
  return { connected, pending };
}
