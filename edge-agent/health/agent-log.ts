import type { DestinationStream } from 'pino';
import type { Clock } from '#contract/clock.ts';
import { API_LOG_EVENTS } from '../local-api/log-events.ts';
import { createLogger, LOG_EVENTS } from '../log.ts';
import type { LogDetail, LogEvent, LogLevel } from '../log.ts';
import { SCREEN_LOG_EVENTS } from '../screens/log-events.ts';

/** What sessions, recorder, raw log and process may log, beside the catalogues of the other parts. */
export const HALL_LOG_EVENTS = {
  'agent.listening': { level: 'info', text: 'The pages of this hall are reachable at these addresses.' },
  'agent.clock-stepped': {
    level: 'warn',
    text: 'The clock of this PC was set; times before and after do not fit together. Check its time service.',
  },
  'agent.not-started': { level: 'fatal', text: 'The agent cannot start; correct what is named and start it again.' },
  'agent.stopping': { level: 'info', text: 'The agent was asked to stop.' },
  'agent.stop-incomplete': {
    level: 'warn',
    text: 'A part of the agent did not stop cleanly; everything accepted is in the journal.',
  },
  'device.online': { level: 'info', text: 'The device answers.' },
  'device.lost': { level: 'warn', text: 'The device cannot be reached; the agent keeps trying.' },
  'device.disabled': {
    level: 'error',
    text: 'The device cannot be used until this is repaired and the agent restarted.',
  },
  'device.failed': {
    level: 'error',
    text: 'A message of the device could not be processed because of a fault in the agent; the bytes are in the raw log.',
  },
  'hall.rebuilt': { level: 'info', text: 'The hall was rebuilt from the journal.' },
  'hall.line-skipped': {
    level: 'error',
    text: 'A journal line could not be read while rebuilding the hall; it stays in the journal and is left out here.',
  },
  'hall.day-opened': { level: 'info', text: 'A business day has begun.' },
  'hall.day-closed': { level: 'info', text: 'The business day is closed.' },
  'hall.events-held': {
    level: 'error',
    text: 'The disk refuses; device events wait in memory and are stored as soon as it accepts. Free disk space now.',
  },
  'hall.events-stored-late': { level: 'info', text: 'The disk accepts again; the waiting device events are stored.' },
  'hall.events-lost': {
    level: 'error',
    text: 'The disk refused for so long that device events had to be given up; their bytes may be in the raw log.',
  },
  'hall.event-refused': {
    level: 'error',
    text: 'An event that does not fit the contract was not stored: a fault in the agent or in the site map.',
  },
  'hall.listener-failed': {
    level: 'error',
    text: 'Stored events could not be shown or sent on because of a fault in the agent; they are in the journal.',
  },
  'lobby.failed': {
    level: 'error',
    text: 'Alerts and advice of the lobby board could not be computed because of a fault in the agent; measuring goes on.',
  },
  'hall.estimate-failed': {
    level: 'error',
    text: 'A ticket could not be told its expected wait because of a fault in the agent; the ticket itself is measured.',
  },
  'hall.waits-learned': { level: 'info', text: 'The expected waits were learned from the journal.' },
  'hall.learning-failed': {
    level: 'error',
    text: 'The expected waits could not be learned from the journal; those learned before stay in use.',
  },
  'raw-log.failed': {
    level: 'warn',
    text: 'The raw byte log cannot be written; measuring goes on without it.',
  },
  'raw-log.recovered': { level: 'info', text: 'The raw byte log is written again.' },
  'slides.folder-unreadable': {
    level: 'warn',
    text: 'The folder with slides cannot be read; the hall display shows none until it can.',
  },
  'slides.left-out': { level: 'warn', text: 'A file in the folder with slides is not shown.' },
  'speech.no-program': {
    level: 'info',
    text: 'No speech program was found; screens speak only where their browser has a voice of its own.',
  },
  'speech.failed': { level: 'warn', text: 'The speech program failed; this announcement was not spoken.' },
} as const satisfies Readonly<Record<string, { readonly level: LogLevel; readonly text: string }>>;

export type HallLogEvent = keyof typeof HALL_LOG_EVENTS;

/** What sessions, recorder and raw log need of a log. */
export interface HallLog {
  write(event: HallLogEvent | LogEvent, detail?: LogDetail): void;
}

const CATALOGUE = { ...LOG_EVENTS, ...API_LOG_EVENTS, ...HALL_LOG_EVENTS, ...SCREEN_LOG_EVENTS };
export type AgentLogEvent = keyof typeof CATALOGUE;

/** The log of the whole process: every part's catalogue, one JSON object per line. */
export interface AgentLog {
  write(event: AgentLogEvent, detail?: LogDetail): void;
}

export function createAgentLog(stream: DestinationStream, clock: Clock): AgentLog {
  return createLogger(CATALOGUE, stream, clock);
}

/** Keeps what it was told, for tests. */
export function recordingAgentLog(): AgentLog & {
  readonly entries: readonly { readonly event: AgentLogEvent; readonly detail: LogDetail }[];
} {
  const entries: { event: AgentLogEvent; detail: LogDetail }[] = [];
  return { entries, write: (event, detail = {}) => void entries.push({ event, detail }) };
}
