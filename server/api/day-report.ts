import type { DayReport } from '#contract/head-office-api.ts';
import type { BranchId } from '#contract/ids.ts';
import { BIN_MS, histogramPercentile } from '#rubric/metrics/histogram.ts';
import { setAsideByRule } from '#rubric/metrics/ratings.ts';
import { dayScore } from '#rubric/metrics/window-score.ts';
import type { Store } from '../store/store.ts';

/** One branch's day as head office derives it from the stored events; null when nothing is known of that day. */
export function dayReport(store: Store, branch: BranchId, date: string, at: number): DayReport | null {
  const records = store.day(branch, date);
  if (records === null) return null;
  const upto = Math.max(0, ...store.cursors(branch).map((cursor) => cursor.upto));
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
    byClass: store.rollups(branch, date).map((row) => ({
      service: row.service,
      class: row.class,
      issued: row.issued,
      served: row.served,
      meanWaitMs: row.waitN === 0 ? null : Math.round(row.waitMs / row.waitN),
    })),
    setAside: [...setAsideByRule(records.ratings)],
    windows: store.scoreChecks(branch, date).map(({ score, differences }) => ({
      from: score.from,
      edge: score,
      agrees: differences.length === 0,
      differences: [...differences],
    })),
  };
}
