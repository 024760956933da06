import pino from 'pino';
import { realClock, type Clock } from '#contract/clock.ts';

/** Everything head office may log, declared once: the level, and what an operator reads. Never event content. */

type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

export const LOG_EVENTS = {
  'server.started': { level: 'info', text: 'Head office is running.' },
  'server.stopped': { level: 'info', text: 'Head office has stopped; everything acknowledged is stored.' },
  'server.crashed': { level: 'fatal', text: 'Head office met a fault of its own and stops.' },
  'setup.open': {
    level: 'warn',
    text: 'Nobody has an account yet: open the link to make the first one. It works once; do not pass it on.',
  },
  'config.refused': { level: 'fatal', text: 'The configuration has problems; correct every line listed and restart.' },
  'store.refused': { level: 'fatal', text: 'The store cannot be used; it was left untouched.' },
  'store.failed': {
    level: 'error',
    text: 'A transaction failed: nothing of it was stored or acknowledged. Check the disk or the database server.',
  },
  'store.unread': { level: 'error', text: 'The store could not be read; open pages connect again.' },
  'door.connected': { level: 'info', text: 'A branch is connected.' },
  'door.refused': { level: 'warn', text: 'A client was refused.' },
  'door.lost': { level: 'warn', text: 'No connection to the broker; trying again.' },
  'ingest.refused': { level: 'warn', text: 'A batch was refused; the branch sends it again.' },
  'ingest.alarm': { level: 'error', text: 'Something contradicts what is stored; see the alarms of the branch.' },
  'settings.sent': { level: 'info', text: 'A branch works by other settings than head office wants; they were sent.' },
  'settings.refused': {
    level: 'error',
    text: 'A branch cannot work by the settings of head office and keeps those it had. Correct them and raise the version.',
  },
  'settings.older': {
    level: 'warn',
    text: 'A branch works by a newer version of its settings than head office has. Versions must only grow.',
  },
  'evidence.not-removed': {
    level: 'error',
    text: 'Evidence whose time is over could not be removed; it is tried again tomorrow. Check the disk.',
  },
  'scores.failed': {
    level: 'error',
    text: 'Scores could not be brought up to date; they are tried again with the next change of the branch.',
  },
  'api.failed': { level: 'error', text: 'A request failed inside the program.' },
} as const satisfies Readonly<Record<string, { readonly level: LogLevel; readonly text: string }>>;

export interface Logger {
  write(event: keyof typeof LOG_EVENTS, detail?: Readonly<Record<string, string | number | boolean | null>>): void;
}

/** One JSON object per line: `{level, time, event, …detail, msg}`; `time` is the injected clock's. */
export function createLogger(stream: pino.DestinationStream, clock: Clock = realClock()): Logger {
  const sink = pino(
    {
      base: null,
      level: 'debug',
      formatters: { level: (label) => ({ level: label }) },
      timestamp: () => `,"time":${clock.now()}`,
    },
    stream,
  );
  return {
    write(event, detail = {}) {
      const { level, text } = LOG_EVENTS[event];
      sink[level]({ ...detail, event }, text);
    },
  };
}
