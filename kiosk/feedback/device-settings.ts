/** What somebody with the PIN has set on this device. Null = as the page's address or the hall's configuration says. */
export interface DeviceSettings {
  readonly kiosk: string | null;
  /** A counter id, or "none" for a screen that asks nobody. */
  readonly counter: string | null;
  /** A survey id, or "none" for the faces. */
  readonly survey: string | null;
  /** Of the tone that warns, per cent; 0 = silent. */
  readonly volume: number;
  /** Offers spoken prompts, where the hall does. */
  readonly voice: boolean;
  readonly elder: boolean | null;
  readonly reach: boolean | null;
}

export const NO_SETTINGS: DeviceSettings = {
  kiosk: null,
  counter: null,
  survey: null,
  volume: 40,
  voice: true,
  elder: null,
  reach: null,
};

/** As the contract names kiosks. */
const KIOSK_NAME = /^[a-z0-9][a-z0-9-]{0,23}$/;
const KEY = 'hallmeter.kiosk-settings';

export function kioskName(typed: string | null): string | null {
  const name = typed?.trim().toLowerCase() ?? '';
  return KIOSK_NAME.test(name) ? name : null;
}

/** Whatever is not understood is as if it had not been set. */
export function readSettings(storage: Storage): DeviceSettings {
  let value: Partial<Record<keyof DeviceSettings, unknown>>;
  try {
    value = (JSON.parse(storage.getItem(KEY) ?? 'null') ?? {}) as typeof value;
  } catch {
    return NO_SETTINGS;
  }
  const { volume } = value;
  return {
    kiosk: kioskName(text(value.kiosk)),
    counter: text(value.counter),
    survey: text(value.survey),
    volume: typeof volume === 'number' && volume >= 0 && volume <= 100 ? volume : NO_SETTINGS.volume,
    voice: flag(value.voice) ?? NO_SETTINGS.voice,
    elder: flag(value.elder),
    reach: flag(value.reach),
  };
}

export function writeSettings(storage: Storage, settings: DeviceSettings): void {
  try {
    storage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // They hold until the page is loaded anew.
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
