import type { CounterId } from '#contract/ids.ts';
import type { HallConfig } from '#contract/local-api.ts';
import { kioskName } from './device-settings.ts';
import type { DeviceSettings } from './device-settings.ts';
import type { Survey } from './survey-flow.ts';

type Counter = HallConfig['counters'][number];

/** What this screen is: who it says it is, where it stands, what it asks. */
export interface KioskSetup {
  /** Its name in ratings; null where there is only one. */
  readonly kiosk: string | null;
  /** Its name to the watchdog. */
  readonly screen: string;
  readonly fixedCounter: Counter | null;
  /** Counters that a person may choose from; empty = nobody is asked. */
  readonly counters: readonly Counter[];
  /** A questionnaire instead of the faces. */
  readonly survey: Survey | null;
}

/**
 * The page's address (`?kiosk=east&counter=3&survey=intercept`, `counter=none` for a screen that asks nobody) and, before
 * it, what was set on the device. A counter or survey that the hall does not have is as good as none.
 */
export function kioskSetup(search: string, settings: DeviceSettings, hall: HallConfig): KioskSetup {
  const address = new URLSearchParams(search);
  const kiosk = settings.kiosk ?? kioskName(address.get('kiosk'));
  const counter = settings.counter ?? address.get('counter');
  const fixedCounter = hall.counters.find(({ id }) => id === (counter as CounterId | null)) ?? null;
  const asks = hall.kiosk.counters && fixedCounter === null && counter !== 'none' && hall.counters.length > 1;
  const survey = settings.survey ?? address.get('survey');
  return {
    kiosk,
    screen: kiosk ?? 'kiosk',
    fixedCounter,
    counters: asks ? hall.counters : [],
    survey: hall.kiosk.surveys.find(({ id }) => id === survey) ?? null,
  };
}
