import type { LobbyAlert } from '#contract/lobby-view.ts';

/** Which alerts are news. Holds only ids that the last view showed, so it cannot grow. */
export type AlarmState = ReadonlySet<string> | null;

export interface Alarm {
  readonly state: AlarmState;
  /** Not seen before and not acknowledged elsewhere; nothing is news on the first view after loading. */
  readonly fresh: readonly LobbyAlert[];
}

export function alarmAfter(known: AlarmState, alerts: readonly LobbyAlert[]): Alarm {
  const state = new Set(alerts.map(({ alert }) => alert));
  if (known === null) return { state, fresh: [] };
  return { state, fresh: alerts.filter(({ alert, acknowledgedAt }) => acknowledgedAt === null && !known.has(alert)) };
}

/** "waiting" = wanted, but the browser allows no sound before somebody has touched the page. */
export type SoundState = 'off' | 'waiting' | 'on';

export function soundState(wanted: boolean, unlocked: boolean): SoundState {
  if (!wanted) return 'off';
  return unlocked ? 'on' : 'waiting';
}
