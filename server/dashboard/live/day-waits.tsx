import type { JSX } from 'preact';
import type { DayReport } from '#contract/head-office-api.ts';
import { Figure } from './figure.tsx';
import { formatDuration } from './format.ts';
import { HeadRow } from './head-row.tsx';
import { HistogramChart } from './histogram-chart.tsx';
import type { Texts } from './texts.ts';

interface ReportProps {
  readonly report: DayReport;
  readonly texts: Texts;
}

export function Waits({ report, texts }: ReportProps): JSX.Element {
  const { wait } = report.day;
  return (
    <section class="card wide">
      <h3>
        {texts.wait} <small class="quiet">{texts.basedOn(wait.n)}</small>
      </h3>
      <Percentiles report={report} texts={texts} />
      <dl class="figures">
        <Figure name={texts.over(1)} value={wait.over1m} testId="day-over-1" texts={texts} />
        <Figure name={texts.over(10)} value={wait.over10m} testId="day-over-10" texts={texts} />
        <Figure name={texts.over(20)} value={wait.over20m} testId="day-over-20" texts={texts} />
        <Figure name={texts.over(30)} value={wait.over30m} testId="day-over-30" texts={texts} />
        {wait.censoredMeanMs === null ? null : (
          <Figure
            name={texts.censoredMean}
            value={formatDuration(wait.censoredMeanMs)}
            testId="day-censored-mean"
            texts={texts}
          />
        )}
      </dl>
      <HistogramChart histogram={wait.histogram} texts={texts} />
    </section>
  );
}

function Percentiles({ report, texts }: ReportProps): JSX.Element {
  const { wait } = report.day;
  const { histogram } = report;
  const cell = (ms: number | null): string => formatDuration(ms) ?? texts.noData;
  return (
    <table class="waits">
      <HeadRow words={[texts.method]} figures={[texts.mean, 'P50', 'P80', 'P90']} />
      <tbody>
        <tr>
          <th scope="row">{texts.exact}</th>
          <td class="number" data-testid="day-mean">
            {cell(wait.meanMs)}
          </td>
          <td class="number" data-testid="day-p50">
            {cell(wait.p50Ms)}
          </td>
          <td class="number" data-testid="day-p80">
            {cell(wait.p80Ms)}
          </td>
          <td class="number" data-testid="day-p90">
            {cell(wait.p90Ms)}
          </td>
        </tr>
        <tr class="quiet">
          <th scope="row">{texts.fromHistogram(histogram.binMs / 1_000)}</th>
          <td class="number">{texts.none}</td>
          <td class="number">{cell(histogram.p50Ms)}</td>
          <td class="number">{cell(histogram.p80Ms)}</td>
          <td class="number">{cell(histogram.p90Ms)}</td>
        </tr>
      </tbody>
    </table>
  );
}
