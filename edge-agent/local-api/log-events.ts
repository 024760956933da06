import type { LogDetail, LogLevel } from '../log.ts';

/** What the local API may log; part of the agent's one catalogue (log.ts). */
export const API_LOG_EVENTS = {
  'api.listening': { level: 'info', text: 'The pages and the local API are reachable.' },
  'api.pages-missing': {
    level: 'error',
    text: 'The built pages are not there; the API works, the screens do not. Run "npm run build".',
  },
  'api.rating-not-stored': {
    level: 'error',
    text: 'A rating or a questionnaire from a page could not be stored; the page keeps it and tries again.',
  },
  'api.acknowledgement-not-stored': {
    level: 'error',
    text: 'The acknowledgement of an alert could not be stored; the board was told to try again.',
  },
  'api.foreign-request': {
    level: 'warn',
    text: 'A request for another host name, or from a page of another site, was refused.',
  },
  'api.not-allowed': { level: 'info', text: 'A screen asked for what it may not have, or is not paired.' },
  'api.pairing-not-stored': {
    level: 'error',
    text: 'The list of paired screens cannot be written; a screen that was shut out stays out until a restart. Check the disk.',
  },
  'api.client-dropped': { level: 'warn', text: 'A screen did not read its live stream any more and was disconnected.' },
  'api.clients-full': { level: 'warn', text: 'Too many screens are connected; a further one was refused.' },
  'api.failed': { level: 'error', text: 'A request failed because of a fault in the agent.' },
} as const satisfies Readonly<Record<string, { readonly level: LogLevel; readonly text: string }>>;

export type ApiLogEvent = keyof typeof API_LOG_EVENTS;

export interface ApiLogger {
  write(event: ApiLogEvent, detail?: LogDetail): void;
}
