import { LOG_EVENTS } from './log.ts';
import type { LogDetail, LogEvent, Logger } from './log.ts';

export interface RecordedLog extends Logger {
  readonly entries: readonly { readonly event: LogEvent; readonly detail: LogDetail }[];
  /** Names only, in order. */
  events(): readonly LogEvent[];
}

/** A logger that keeps what it was told, for tests. An event missing from the catalogue throws. */
export function recordingLog(): RecordedLog {
  const entries: { event: LogEvent; detail: LogDetail }[] = [];
  return {
    entries,
    events: () => entries.map((entry) => entry.event),
    write(event, detail = {}) {
      if (!Object.hasOwn(LOG_EVENTS, event)) throw new Error(`"${event}" is not in LOG_EVENTS`);
      entries.push({ event, detail });
    },
  };
}
