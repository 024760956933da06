import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { BranchSummary, DayReport } from '#contract/head-office-api.ts';
import type { Reply } from '../shell/request.ts';
import { getDay } from './api.ts';
import { DayReportView } from './day-report.tsx';
import type { Texts } from './texts.ts';

/** A report is computed from all events of the day; while the day runs it is asked for again at most so often. */
const REFRESH_MS = 2_000;
/** Also without a new figure: half-hours close and the day ends. */
const REFRESH_ANYWAY_MS = 30_000;

interface DaySectionProps {
  readonly branch: BranchSummary;
  readonly clock: Clock;
  readonly texts: Texts;
}

export function DaySection({ branch, clock, texts }: DaySectionProps): JSX.Element {
  const [picked, setPicked] = useState<string | null>(null);
  const date = picked ?? branch.date;
  const answer = useDay(branch, date, clock);
  return (
    <section>
      <div class="day-head">
        <h2>{texts.dayReport}</h2>
        <label>
          {texts.date}{' '}
          <input
            type="date"
            data-testid="report-date"
            value={date ?? ''}
            onInput={(event) => setPicked(event.currentTarget.value === '' ? null : event.currentTarget.value)}
          />
        </label>
      </div>
      <Report answer={answer} date={date} texts={texts} />
    </section>
  );
}

interface ReportProps {
  readonly answer: Reply<DayReport> | null;
  readonly date: string | null;
  readonly texts: Texts;
}

function Report({ answer, date, texts }: ReportProps): JSX.Element {
  if (date === null) return <p class="card quiet">{texts.noData}</p>;
  if (answer === null) return <p class="card quiet">{texts.loading}</p>;
  if (!answer.ok) {
    return (
      <p class="card quiet" data-testid="no-report">
        {texts.noReport(answer.message)}
      </p>
    );
  }
  return <DayReportView report={answer.value} texts={texts} />;
}

/** The report of one day; the running day follows the branch's figures. */
function useDay(branch: BranchSummary, date: string | null, clock: Clock): Reply<DayReport> | null {
  const [shown, setShown] = useState<{ readonly date: string; readonly answer: Reply<DayReport> } | null>(null);
  const { id, waiting, served, ratings } = branch;
  const figures = useRef<string | null>(null);
  figures.current = date === branch.date ? `${waiting}/${served}/${ratings}` : null;
  useEffect(() => {
    if (date === null) return undefined;
    let stopped = false;
    let cancel: Cancel = () => undefined;
    let loaded: string | null = null;
    const load = async (): Promise<void> => {
      const asked = `${figures.current}@${figures.current === null ? '' : Math.floor(clock.now() / REFRESH_ANYWAY_MS)}`;
      if (loaded !== asked) {
        const answer = await getDay(id, date, loaded === null ? 'person' : 'page');
        if (stopped) return;
        loaded = asked;
        setShown({ date, answer });
      }
      cancel = clock.after(REFRESH_MS, () => void load());
    };
    void load();
    return () => {
      stopped = true;
      cancel();
    };
  }, [clock, id, date]);
  return shown?.date === date ? shown.answer : null;
}
