import type { LogDetail, LogLevel } from '../log.ts';

/** What pairing, PIN and watch over the screens may log: ids and roles, never codes, tokens or PINs. */
export const SCREEN_LOG_EVENTS = {
  'screens.code-made': { level: 'info', text: 'A code to pair one screen was made on this PC.' },
  'screens.code-void': {
    level: 'warn',
    text: 'Too many wrong pairing codes; the open one is void. If nobody mistyped, somebody on this network is guessing.',
  },
  'screens.paired': { level: 'info', text: 'A screen was paired.' },
  'screens.revoked': { level: 'info', text: 'A screen was shut out.' },
  'screens.unreadable': {
    level: 'error',
    text: 'The list of paired screens cannot be read, so none is let in. Restore screens.json or pair them again.',
  },
  'screens.not-stored': { level: 'error', text: 'The list of paired screens cannot be written. Check the disk.' },
  'screens.pin-locked': { level: 'warn', text: 'Too many wrong PINs for the kiosk settings; locked for a while.' },
  'screens.pin-unusable': {
    level: 'error',
    text: 'The kiosk PIN cannot be read; set it again: npm run edge -- --config FILE --set-kiosk-pin',
  },
  'screens.silent': { level: 'warn', text: 'A screen gives no sign of life.' },
  'screens.back': { level: 'info', text: 'A silent screen is back.' },
} as const satisfies Readonly<Record<string, { readonly level: LogLevel; readonly text: string }>>;

export interface ScreenLogger {
  write(event: keyof typeof SCREEN_LOG_EVENTS, detail?: LogDetail): void;
}
