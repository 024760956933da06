import type { Cancel, Clock } from '#contract/clock.ts';
import { parseEventLine, type EventOf, type HallEvent } from '#contract/events.ts';
import type { Comparison } from '#contract/lobby-view.ts';
import { compareDays, halfHourFigures, type HalfHourFigures } from '#rubric/metrics/comparison.ts';
import type { Journal, JournalRow } from '../ports.ts';

export interface DayHistoryOptions {
  readonly journal: Pick<Journal, 'read'>;
  readonly onStored: (listener: (events: readonly HallEvent[]) => void) => Cancel;
  /** Real time, between the slices of reading. */
  readonly pace: Clock;
  readonly timeZone: string;
}

/** Earlier days of the branch, from the scores in its own journal. */
export interface DayHistory {
  /** Reads the journal in slices, so that nothing else has to wait for it. */
  start(): void;
  /** Null until the journal is read, and when it holds no such day. */
  compare(date: string): Comparison | null;
  stop(): void;
}

const WEEKS = 4;
const SLICE_ROWS = 1_000;
const SLICE_GAP_MS = 20;
/** A disk that refused may answer again. */
const RETRY_MS = 5_000;
/** An agent that came later than this after the opening did not see the whole day. */
const LATE_MS = 1_800_000;
const DAY_MS = 86_400_000;
const OF_DAYS = /"type":"(?:score\.window|day\.opened)"/;

interface PastDay {
  readonly isWhole: boolean;
  /** By local time of day. */
  readonly halfHours: Map<number, HalfHourFigures>;
}

export function createDayHistory({ journal, onStored, pace, timeZone }: DayHistoryOptions): DayHistory {
  const days = new Map<string, PastDay>();
  let isRead = false;
  let cancelSlice: Cancel = () => {};
  let cancelStored: Cancel = () => {};

  const take = (event: HallEvent): void => {
    if (event.type === 'day.opened') {
      if (days.has(event.date)) return;
      days.set(event.date, { isWhole: event.at <= event.opensAt + LATE_MS, halfHours: new Map() });
      forgetOld(days, event);
    } else if (event.type === 'score.window' && event.score.kind === 'half-hour') {
      const dayTimeMs = timeOfDayMs(event.score.from, timeZone);
      days.get(event.score.date)?.halfHours.set(dayTimeMs, halfHourFigures(event.score, dayTimeMs));
    }
  };
  const readSlice = (from: number): void => {
    const rows = rowsFrom(journal, from);
    if (rows === null) {
      cancelSlice = pace.after(RETRY_MS, () => readSlice(from));
      return;
    }
    for (const { line } of rows) {
      if (!OF_DAYS.test(line)) continue;
      const parsed = parseEventLine(line);
      if (parsed.kind === 'event') take(parsed.event);
    }
    if (rows.length === SLICE_ROWS) {
      cancelSlice = pace.after(SLICE_GAP_MS, () => readSlice(rows.at(-1)!.seq + 1));
      return;
    }
    // Everything stored so far is read; what comes is told.
    isRead = true;
    cancelStored = onStored((events) => events.forEach(take));
  };
  return {
    start: () => readSlice(1),
    compare(date) {
      if (!isRead) return null;
      const today = [...(days.get(date)?.halfHours.values() ?? [])];
      const earlier = sameWeekday(date).flatMap((each) => days.get(each) ?? []);
      return compareDays(
        today,
        earlier.filter(({ isWhole }) => isWhole).map(({ halfHours }) => [...halfHours.values()]),
      );
    },
    stop() {
      cancelStored();
      cancelSlice();
    },
  };
}

/** Null when the disk refuses. */
function rowsFrom(journal: Pick<Journal, 'read'>, from: number): readonly JournalRow[] | null {
  try {
    return journal.read(from, SLICE_ROWS);
  } catch {
    return null;
  }
}

function forgetOld(days: Map<string, PastDay>, { date }: EventOf<'day.opened'>): void {
  const oldest = Date.parse(date) - (WEEKS * 7 + 1) * DAY_MS;
  for (const each of days.keys()) if (Date.parse(each) < oldest) days.delete(each);
}

function sameWeekday(date: string): readonly string[] {
  const day = Temporal.PlainDate.from(date);
  return Array.from({ length: WEEKS }, (_, week) => day.subtract({ weeks: week + 1 }).toString());
}

function timeOfDayMs(at: number, timeZone: string): number {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return (hour * 60 + minute) * 60_000;
}
