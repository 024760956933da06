/** What a lobby manager chose on this tablet. */
export interface Preferences {
  readonly sound: boolean;
  readonly largePrint: boolean;
}

const KEY = 'hallmeter.lobby';

type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** `?elder=1` starts in large print. Whatever is unreadable counts as not chosen. */
export function loadPreferences(store: Store, search: string): Preferences {
  const kept = read(store);
  const elder = new URLSearchParams(search).get('elder') === '1';
  return { sound: kept['sound'] === true, largePrint: elder || kept['largePrint'] === true };
}

export function savePreferences(store: Store, preferences: Preferences): void {
  try {
    store.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A full or forbidden storage: the choice lasts as long as the page.
  }
}

function read(store: Store): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(store.getItem(KEY) ?? '{}') as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}
