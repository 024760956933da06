import type { EstimateAccuracy } from '#contract/estimate.ts';
import type { Evaluation } from '#rubric/prediction/evaluate.ts';
import type { DayRange } from './report-days.ts';

export interface EstimatesReport {
  readonly learn: DayRange;
  readonly test: DayRange;
  /** Null = all. */
  readonly services: readonly string[] | null;
  readonly evaluation: Evaluation;
  /** What the hall itself told its tickets on the judged days; null where it told nothing. */
  readonly told: EstimateAccuracy | null;
  readonly remarks: readonly string[];
}

type Method = Evaluation['methods'][number];

const METHODS: Readonly<Record<Method['method'], string>> = {
  'place-1': 'learned minutes per place (place-1)',
  'training-mean': 'mean of the learned days',
  'hour-mean': 'mean of the hour',
  'last-customer': 'wait of the last customer (LES)',
  'head-of-line': 'wait so far of the first in line (HOL)',
  'queue-pace': 'people ahead × pace of the last hour',
  'place-median': 'people ahead × median per person',
};

/** The report in plain words; times in seconds. */
export function describeReport({ learn, test, services, evaluation, told, remarks }: EstimatesReport): string {
  const { learned, methods, littleData, free } = evaluation;
  return [
    `Judged: tickets of ${days(test)}${services === null ? '' : ` (${services.join(', ')})`} that queued and were called.`,
    `Learned from: ${count(learned.tickets)} tickets of ${days(learn)}, ${count(learned.queued)} of them such tickets.`,
    '',
    row(['', 'n', 'MAE s', 'RMSE s', 'bias s', 'R²']),
    ...methods.map(methodRow),
    '',
    ...bandLines(evaluation),
    `No estimate, too little to learn from: ${count(littleData)}.`,
    ...(free.n === 0
      ? []
      : [`${count(free.n)} more tickets found a counter free: MAE ${seconds(free.meanAbsErrorMs)} s.`]),
    ...toldLines(told),
    ...remarks.map((remark) => `Note: ${remark}`),
  ].join('\n');
}

function bandLines({ band }: Evaluation): readonly string[] {
  const { judged, hits, withheld, shownHits, meanWidthMs } = band;
  const shown = judged - withheld;
  return [
    `80 % band: held ${share(hits, judged)}; ${seconds(meanWidthMs)} s wide on average.`,
    ...(withheld === 0
      ? []
      : [
          `Withheld while fewer than 60 % of the last 50 bands held: ${count(withheld)}; shown ones held ${share(shownHits, shown)}.`,
        ]),
  ];
}

function toldLines(told: EstimateAccuracy | null): readonly string[] {
  if (told === null) return [];
  return [
    `In the hall itself ${count(told.shown)} tickets were told a range and ${count(told.abstained)} that there is none; ` +
      `of ${count(told.judged)} called, the range held ${share(told.hits, told.judged)}, MAE ${seconds(told.meanAbsErrorMs)} s.`,
  ];
}

function methodRow({ method, n, meanAbsErrorMs, rmseMs, biasMs, r2 }: Method): string {
  const figures = [meanAbsErrorMs, rmseMs, biasMs].map(seconds);
  return row([METHODS[method], count(n), ...figures, r2 === null ? '–' : r2.toFixed(2)]);
}

function row([name = '', ...cells]: readonly string[]): string {
  return name.padEnd(40) + cells.map((cell) => cell.padStart(8)).join('');
}

function seconds(ms: number | null): string {
  return ms === null ? '–' : (ms / 1_000).toFixed(1);
}

function count(n: number): string {
  return n.toLocaleString('en');
}

function share(part: number, whole: number): string {
  const percent = whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
  return `${count(part)} of ${count(whole)} waits (${percent})`;
}

function days({ from, to }: DayRange): string {
  return from === to ? from : `${from} to ${to}`;
}
