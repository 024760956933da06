import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ScoreHistory } from '../../scoring/wire.ts';
import { Chart } from '../charts/chart.tsx';
import type { TrendSpec } from '../charts/spec.ts';
import { Loaded } from '../parts/loaded.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Asked } from '../parts/use-reply.ts';
import { formatPeriod, formatPoints } from '../scores/format.ts';
import { intervalText } from '../scores/interval-bar.tsx';
import { Grade } from '../scores/marks.tsx';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { TEXTS } from './texts.ts';

interface TrendProps {
  readonly asked: Asked<ScoreHistory>;
  readonly again: () => void;
  readonly language: Language;
}

/** The composite over the periods, drawn and as a table. */
export function Trend({ asked, again, language }: TrendProps): JSX.Element {
  return (
    <section class="card trend" data-testid="trend">
      <h2>{TEXTS[language].trend}</h2>
      <Loaded asked={asked} language={language} again={again}>
        {({ scores }) => <Drawn scores={scores} language={language} />}
      </Loaded>
    </section>
  );
}

interface DrawnProps {
  readonly scores: ScoreHistory['scores'];
  readonly language: Language;
}

function Drawn({ scores, language }: DrawnProps): JSX.Element {
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  const spec = useMemo(() => specOf(scores, language), [scores, language]);
  const hasValues = scores.some(({ value }) => value !== null);
  return (
    <div class={hasValues ? 'chart-and-table' : undefined}>
      {hasValues ? <Chart label={texts.trendAbout(scores.length)} spec={spec} /> : null}
      <DataTable
        caption={texts.trend}
        language={language}
        rows={scores.toReversed()}
        keyOf={({ period, policy }) => `${period} ${policy.policy} ${String(policy.version)}`}
        columns={[
          { id: 'period', title: words.period, kind: 'head', cell: ({ period }) => formatPeriod(period, language) },
          {
            id: 'composite',
            title: words.composite,
            kind: 'figure',
            cell: ({ value }) => (value === null ? '–' : formatPoints(value)),
          },
          {
            id: 'interval',
            title: words.interval,
            kind: 'figure',
            cell: ({ low, high }) => (low === null ? '–' : intervalText(low, high, language)),
          },
          {
            id: 'grade',
            title: words.grade,
            cell: ({ grade, policy }) =>
              grade === null ? '–' : <Grade grade={grade} grades={policy.grades} language={language} />,
          },
        ]}
      />
    </div>
  );
}

function specOf(scores: ScoreHistory['scores'], language: Language): TrendSpec {
  const points = (tenThousandths: number | null): number | null =>
    tenThousandths === null ? null : tenThousandths / 10_000;
  return {
    kind: 'trend',
    points: scores.map(({ period, value, low, high }) => ({
      name: formatPeriod(period, language),
      value: points(value),
      low: points(low),
      high: points(high),
    })),
  };
}
