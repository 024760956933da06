import type { JSX } from 'preact';
import type { DayReport } from '#contract/head-office-api.ts';
import { Ratings } from './day-ratings.tsx';
import { Scores } from './day-scores.tsx';
import { Tickets } from './day-tickets.tsx';
import { Waits } from './day-waits.tsx';
import { ByClass, Windows } from './day-windows.tsx';
import type { Texts } from './texts.ts';

interface ReportProps {
  readonly report: DayReport;
  readonly texts: Texts;
}

export function DayReportView({ report, texts }: ReportProps): JSX.Element {
  const { day } = report;
  return (
    <div data-testid="day-report" data-date={report.date}>
      <p class="quiet">
        {report.date} ({report.timeZone}), {report.closed ? texts.dayClosed : texts.dayOpen}
      </p>
      <div class="columns">
        <Scores day={day} texts={texts} />
        <Tickets day={day} texts={texts} />
        <Waits report={report} texts={texts} />
        <Ratings report={report} texts={texts} />
        <ByClass report={report} texts={texts} />
        <Windows report={report} texts={texts} />
      </div>
    </div>
  );
}
