import type { JSX } from 'preact';
import type { DayReport } from '#contract/head-office-api.ts';
import { formatDuration, formatScore, formatTime } from './format.ts';
import { HeadRow } from './head-row.tsx';
import type { Texts } from './texts.ts';

interface ReportProps {
  readonly report: DayReport;
  readonly texts: Texts;
}

export function Windows({ report: { windows, timeZone }, texts }: ReportProps): JSX.Element {
  const agreeing = windows.filter(({ agrees }) => agrees).length;
  return (
    <section class="card wide">
      <h3>{texts.windows}</h3>
      <p data-testid="windows-agree">{texts.windowsAgree(agreeing, windows.length)}</p>
      {windows.length === 0 ? null : (
        <table>
          <HeadRow
            words={[texts.from, texts.verdict]}
            figures={[texts.served, texts.meanWait, texts.waitScore, texts.ratingsScore]}
          />
          <tbody>
            {windows.map(({ from, edge, agrees, differences }) => (
              <tr key={from} data-testid="window" data-ok={agrees}>
                <td>{formatTime(from, timeZone).slice(0, 5)}</td>
                <td>
                  <span class="state">{agrees ? `● ${texts.agrees}` : `▲ ${texts.differs}`}</span>
                  {differences.length === 0 ? null : <small class="quiet"> {differences.join('; ')}</small>}
                </td>
                <td class="number">{edge.tickets.served}</td>
                <td class="number">{formatDuration(edge.wait.meanMs) ?? texts.noData}</td>
                <td class="number">{formatScore(edge.scores.wait.value) ?? texts.noData}</td>
                <td class="number">{formatScore(edge.scores.ratings.value) ?? texts.noData}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function ByClass({ report, texts }: ReportProps): JSX.Element {
  return (
    <section class="card">
      <h3>{texts.byQueue}</h3>
      <table>
        <HeadRow words={[texts.queue, texts.customerClass]} figures={[texts.issued, texts.served, texts.meanWait]} />
        <tbody>
          {report.byClass.map((row) => (
            <tr key={`${row.service}/${row.class}`} data-testid="day-class">
              <td>{row.service}</td>
              <td>{row.class}</td>
              <td class="number">{row.issued}</td>
              <td class="number">{row.served}</td>
              <td class="number">{formatDuration(row.meanWaitMs) ?? texts.noData}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
