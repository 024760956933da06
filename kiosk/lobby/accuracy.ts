import type { EstimateAccuracy } from '#contract/estimate.ts';
import type { Language } from '../shared/language.ts';

/** With fewer judged estimates a share says more about chance than about the estimates. */
const LEAST_JUDGED = 20;

/** How good today's estimates were so far, in one sentence. */
export function accuracyWords(accuracy: EstimateAccuracy | null, language: Language): string {
  const zh = language === 'zh';
  if (accuracy === null || accuracy.shown + accuracy.abstained === 0) {
    return zh ? '今日尚未给出预计' : 'No estimates given yet today';
  }
  const { judged, hits, meanAbsErrorMs } = accuracy;
  if (judged < LEAST_JUDGED || meanAbsErrorMs === null) {
    return zh ? `今日预计：样本不足（n=${judged}）` : `Estimates today: too few to judge (n = ${judged})`;
  }
  const share = Math.round((100 * hits) / judged);
  const error = (meanAbsErrorMs / 60_000).toFixed(1);
  return zh
    ? `今日预计：80 % 区间命中 ${share} %（n=${judged}），平均误差 ${error} 分钟`
    : `Estimates today: the 80 % range held ${share} % (n = ${judged}), mean error ${error} min`;
}
