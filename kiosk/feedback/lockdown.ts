import type { Cancel } from '#contract/clock.ts';

/**
 * Keeps the page a kiosk: no menu, no zoom, no way back or out through the browser. The operating system's own keys are
 * the business of the kiosk shell (Chromium `--kiosk`, assigned access).
 */

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** The key goes into a text field. */
  readonly inField: boolean;
}

/** Keys of the browser, not of the page. */
const BROWSER_KEYS = /^(?:F\d{1,2}|Browser.*|ContextMenu|Launch.*|Print|PrintScreen|Help|Zoom.*)$/;

export function isBrowserKey({ key, ctrlKey, altKey, metaKey, inField }: PressedKey): boolean {
  if (BROWSER_KEYS.test(key)) return true;
  // Backspace once meant "back", and still does in some shells.
  if (key === 'Backspace') return !inField || altKey;
  // AltGr, with which many keyboards type signs, looks like Ctrl and Alt together.
  if (ctrlKey && altKey && key.length === 1) return false;
  return ctrlKey || altKey || metaKey;
}

/** Puts the page under lock until the result is called. */
export function lockDown(): Cancel {
  const abort = new AbortController();
  const options = { signal: abort.signal, capture: true, passive: false };
  const swallow = (event: Event): void => event.preventDefault();
  for (const type of ['contextmenu', 'dragstart', 'drop', 'auxclick', 'gesturestart']) {
    document.addEventListener(type, swallow, options);
  }
  document.addEventListener('selectstart', (event) => (isField(event.target) ? undefined : swallow(event)), options);
  document.addEventListener('wheel', (event) => (event.ctrlKey ? swallow(event) : undefined), options);
  // A second finger pinches; the first one taps.
  document.addEventListener('touchmove', (event) => (event.touches.length > 1 ? swallow(event) : undefined), options);
  // Side buttons of a mouse go back and forward.
  document.addEventListener('mouseup', (event) => (event.button > 2 ? swallow(event) : undefined), options);
  document.addEventListener(
    'keydown',
    (event) => {
      const { key, ctrlKey, altKey, metaKey } = event;
      if (isBrowserKey({ key, ctrlKey, altKey, metaKey, inField: isField(event.target) })) swallow(event);
    },
    options,
  );
  history.pushState(null, '');
  window.addEventListener('popstate', () => history.pushState(null, ''), options);
  const releaseScreen = keepAwake(abort.signal);
  return () => {
    abort.abort();
    releaseScreen();
  };
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('textarea, input');
}

/** The browser drops the lock whenever the page is hidden; it is asked for again. */
function keepAwake(signal: AbortSignal): Cancel {
  let lock: WakeLockSentinel | null = null;
  const request = async (): Promise<void> => {
    if (document.visibilityState !== 'visible') return;
    try {
      // Absent over plain HTTP from another machine: there the shell has to keep the screen on.
      lock = (await navigator.wakeLock?.request('screen')) ?? null;
    } catch {
      lock = null;
    }
  };
  document.addEventListener('visibilitychange', () => void request(), { signal });
  void request();
  return () => void lock?.release();
}
