import type { DayReport } from '#contract/head-office-api.ts';
import type { BranchId } from '#contract/ids.ts';
import { BIN_MS, histogramPercentile } from '#rubric/metrics/histogram.ts';
import { setAsideByRule } from '#rubric/metrics/ratings.ts';
import { dayScore } from '#rubric/metrics/window-score.ts';
import type { Reads, Store } from '../store/store.ts';

/** One branch's day as head office derives it from the stored events; null when nothing is known of that day. */
export function dayReport(
  store: Pick<Store, 'snapshot'>,
  branch: BranchId,
  date: string,
  at: number,
): Promise<DayReport | null> {
  // Events may arrive meanwhile: its parts must be of one moment.
  return store.snapshot((reads) => reportFrom(reads, branch, date, at));
}

async function reportFrom(reads: Reads, branch: BranchId, date: string, at: number): Promise<DayReport | null> {
  const records = await reads.day(branch, date);
  if (records === null) return null;
  const [cursors, rollups, checks] = [
    await reads.cursors(branch),
    await reads.rollups(branch, date),
    await reads.scoreChecks(branch, date),
  ];
  const upto = Math.max(0, ...cursors.map((cursor) => cursor.upto));
  const day = dayScore(records, { at, upto });
  const { histogram } = day.wait;
  return {
    id: branch,
    date,
    timeZone: records.timeZone,
    closed: records.closed,
    day,
    histogram: {
      binMs: BIN_MS,
      p50Ms: histogramPercentile(histogram, 50),
      p80Ms: histogramPercentile(histogram, 80),
      p90Ms: histogramPercentile(histogram, 90),
    },
    byClass: rollups.map((row) => ({
      service: row.service,
      class: row.class,
      issued: row.issued,
      served: row.served,
      meanWaitMs: row.waitN === 0 ? null : Math.round(row.waitMs / row.waitN),
    })),
    setAside: [...setAsideByRule(records.ratings)],
    windows: checks.map(({ score, differences }) => ({
      from: score.from,
      edge: score,
      agrees: differences.length === 0,
      differences: [...differences],
    })),
  };
}
