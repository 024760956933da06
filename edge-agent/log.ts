import pino from 'pino';
import type { DestinationStream } from 'pino';
import type { Clock } from '#contract/clock.ts';

/**
 * Everything the agent may log, declared once: the level, and what an operator reads. A message carries the event's
 * name, this text and plain details (ports, counts, codes, paths), never customer data: no ticket texts, no comments,
 * no secrets.
 */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

export const LOG_EVENTS = {
  'agent.started': { level: 'info', text: 'The agent is running.' },
  'agent.stopped': { level: 'info', text: 'The agent has stopped; everything it accepted is in the journal.' },
  'agent.crashed': {
    level: 'fatal',
    text: 'The agent met a fault of its own and stops; the service manager starts it again.',
  },
  'config.refused': { level: 'fatal', text: 'The configuration has problems; correct every line listed and restart.' },

  'journal.opened': { level: 'info', text: 'The journal is open.' },
  'journal.created': { level: 'info', text: 'A new journal was made, with a new epoch.' },
  'journal.refused': { level: 'fatal', text: 'The journal cannot be used; it was left untouched.' },
  'journal.append-failed': {
    level: 'error',
    text: 'The disk refused to store events; nothing was stored or acknowledged. Free disk space or replace the disk.',
  },
  'journal.broken-chain': {
    level: 'error',
    text: 'A journal row does not fit the chain: it was changed, removed or moved after it was written.',
  },
  'journal.pruned': { level: 'info', text: 'Old rows that head office holds were removed from the journal.' },

  'uplink.connected': { level: 'info', text: 'Connected to head office.' },
  'uplink.lost': {
    level: 'warn',
    text: 'No connection to head office; events stay in the journal and are sent later.',
  },
  'uplink.refused': {
    level: 'error',
    text: 'Head office refused this branch; check the branch id and the secret file.',
  },
  'uplink.caught-up': { level: 'info', text: 'Head office holds everything in the journal again.' },
  'uplink.resent': {
    level: 'warn',
    text: 'Head office has not acknowledged events in time; they are being sent again.',
  },
  'uplink.rewound': { level: 'warn', text: 'Head office asked for events again.' },
  'uplink.paused': { level: 'warn', text: 'Head office asked for a pause before more events are sent.' },
  'uplink.malformed-down': { level: 'warn', text: 'A message from head office could not be understood; ignored.' },
  'uplink.foreign-epoch': {
    level: 'warn',
    text: 'Head office answered for another journal of this branch (restored or cloned PC?); ignored.',
  },
  'uplink.beyond-journal': {
    level: 'error',
    text: 'Head office speaks of events that this journal does not have; an older copy of the journal may be in use.',
  },
  'uplink.gone': {
    level: 'error',
    text: 'Head office asked for events that are older than what the journal keeps; the oldest kept ones are sent.',
  },
  'uplink.too-large': { level: 'error', text: 'A message for head office is larger than its topic allows; not sent.' },
  'uplink.journal-failed': {
    level: 'error',
    text: 'The uplink could not read or write the journal; it tries again. Check the disk.',
  },
  'uplink.command': { level: 'info', text: 'Head office sent a command.' },
  'uplink.config': { level: 'info', text: 'Head office sent a configuration.' },
  'uplink.config-failed': {
    level: 'error',
    text: 'A configuration of head office could not be applied because of a fault in the agent; the one before is in force.',
  },

  'settings.applied': { level: 'info', text: 'The branch works by this configuration of head office.' },
  'settings.refused': {
    level: 'error',
    text: 'A configuration of head office does not fit this branch and was refused as a whole; head office is told why.',
  },
  'settings.not-stored': {
    level: 'error',
    text: 'A configuration of head office is in force but could not be stored; it is asked for again after a restart. Check the disk.',
  },
  'settings.unreadable': {
    level: 'error',
    text: "The stored configuration of head office cannot be used; the site map's own settings are in force.",
  },
} as const satisfies Readonly<Record<string, { readonly level: LogLevel; readonly text: string }>>;

export type LogEvent = keyof typeof LOG_EVENTS;
export type LogDetail = Readonly<Record<string, string | number | boolean | null>>;

export interface Logger {
  write(event: LogEvent, detail?: LogDetail): void;
}

type Catalogue = Readonly<Record<string, { readonly level: LogLevel; readonly text: string }>>;

/** Writes one JSON object per line: `{level, time, event, …detail, msg}`; `time` is the injected clock's. */
export function createLogger<C extends Catalogue>(
  catalogue: C,
  stream: DestinationStream,
  clock: Clock,
): { write(event: keyof C & string, detail?: LogDetail): void } {
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
      const { level, text } = catalogue[event]!;
      sink[level]({ ...detail, event }, text);
    },
  };
}
