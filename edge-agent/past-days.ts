import type { CaptureRecord } from '#devices/capture/capture.ts';
import { localTime } from '#devices/simulators/business-day.ts';
import { createHallSimulator } from '#devices/simulators/hall-simulator.ts';
import { scenarioOf } from '#devices/simulators/scenario.ts';
import type { Site } from '#devices/sites/site.ts';
import type { HallLog } from './health/agent-log.ts';
import type { Journal } from './ports.ts';
import { replayCapture } from './replay.ts';

export interface PastDaysOptions {
  /** The hall whose machines are simulated. */
  readonly site: Site;
  readonly journal: Journal;
  /** Local dates YYYY-MM-DD, ascending. */
  readonly dates: readonly string[];
  readonly seed: number;
  readonly pseudonym: (staffNumber: string) => string;
  readonly log: HallLog;
}

/**
 * Gives a demo branch a past: whole simulated days as real device bytes through the real agent core into its journal,
 * in virtual time. Estimates and comparisons then have something to learn from. Never for a real branch.
 */
export async function simulatePastDays(options: PastDaysOptions): Promise<void> {
  const { site, journal, dates, seed, pseudonym, log } = options;
  for (const [index, date] of dates.entries()) {
    const records = simulatedDay(site, date, seed + index);
    await replayCapture({ records, site, journal, pseudonym, log });
  }
}

/** The bytes of one simulated day, from shortly before the doors open. */
export function simulatedDay(site: Site, date: string, seed: number): readonly CaptureRecord[] {
  const startAt = localTime(date, site.hours.open, site.timeZone) - 5_000;
  const hall = createHallSimulator({ site, seed, startAt, scenario: { ...scenarioOf(), days: 1 } });
  const records: CaptureRecord[] = [];
  for (let record = hall.next(Infinity); record !== null; record = hall.next(Infinity)) records.push(record);
  return records;
}

/** The last `count` dates before `date` that are no Saturday or Sunday, ascending. */
export function weekdaysBefore(date: string, count: number): readonly string[] {
  const found: string[] = [];
  for (let day = Temporal.PlainDate.from(date); found.length < count;) {
    day = day.subtract({ days: 1 });
    if (day.dayOfWeek <= 5) found.unshift(day.toString());
  }
  return found;
}
