import './funnel.css';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { FunnelView, PeriodList } from '../../scoring/wire.ts';
import { Chart } from '../charts/chart.tsx';
import type { FunnelSpec } from '../charts/spec.ts';
import { Empty, Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import { formatDecimal, formatPeriod, formatShare } from '../scores/format.ts';
import { Pickers, WithPeriods } from '../scores/score-frame.tsx';
import type { PageProps } from '../shell/page.ts';
import { hrefOf } from '../shell/router.ts';
import { FunnelTable } from './funnel-table.tsx';
import { TEXTS } from './texts.ts';

const MEASURES = ['satisfied', 'attained', 'invited'] as const;

const TITLE = { zh: '漏斗图', en: 'Funnel plot' };

/** Which branches differ from the whole bank by more than chance. */
export function Page(props: PageProps): JSX.Element {
  return (
    <WithPeriods title={TITLE} language={props.language}>
      {(list, newest) => <Funnel {...props} list={list} period={props.place.path[0] ?? newest} />}
    </WithPeriods>
  );
}

interface FunnelProps extends PageProps {
  readonly list: PeriodList;
  readonly period: string;
}

function Funnel({ list, period, place, language }: FunnelProps): JSX.Element {
  const of = MEASURES.find((each) => each === place.query['of']) ?? 'satisfied';
  const { asked, again } = useReply<FunnelView>(`/api/funnel/${encodeURIComponent(period)}?of=${of}`);
  const texts = TEXTS[language];
  return (
    <>
      <div class="page-head">
        <h1>{texts.heading(texts.of[of], formatPeriod(period, language))}</h1>
        <Pickers
          list={list}
          period={period}
          place={place}
          language={language}
          pathOf={(each) => ['funnel', each]}
          withPolicy={false}
        >
          <label class="picker">
            <span>{texts.measure}</span>
            <select
              class="field"
              value={of}
              data-testid="measure"
              onChange={({ currentTarget }) => {
                location.hash = hrefOf(['funnel', period], { ...place.query, of: currentTarget.value });
              }}
            >
              {MEASURES.map((measure) => (
                <option key={measure} value={measure}>
                  {texts.of[measure]}
                </option>
              ))}
            </select>
          </label>
        </Pickers>
      </div>
      <Loaded asked={asked} language={language} again={again}>
        {(view) =>
          view.points.length === 0 ? <Empty title={texts.empty} /> : <Drawn view={view} {...{ language, place }} />
        }
      </Loaded>
    </>
  );
}

interface DrawnProps extends Pick<PageProps, 'language' | 'place'> {
  readonly view: FunnelView;
}

function Drawn({ view, language, place }: DrawnProps): JSX.Element {
  const texts = TEXTS[language];
  const spec = useMemo(() => specOf(view, language), [view, language]);
  const outside = view.points.filter(({ verdict }) => verdict !== 'within').length;
  return (
    <>
      <section class="card about-funnel">
        <p>{texts.explanation}</p>
        <p>{texts.centreIs(formatShare(view.centre / 10_000))}</p>
        {view.overdispersion > 1 ? <p>{texts.overdispersion(formatDecimal(view.overdispersion))}</p> : null}
      </section>
      <section class="card">
        <div class="chart-and-table">
          <Chart label={texts.label(texts.of[view.of], outside, view.points.length)} spec={spec} />
          <FunnelTable view={view} place={place} language={language} />
        </div>
      </section>
    </>
  );
}

function specOf(view: FunnelView, language: DrawnProps['language']): FunnelSpec {
  const texts = TEXTS[language];
  const share = (tenThousandths: number): number => tenThousandths / 10_000;
  return {
    kind: 'funnel',
    centre: share(view.centre),
    points: view.points.map((point) => ({ ...point, name: point.name[language], share: share(point.share) })),
    limits: view.limits.map(({ n, low95, high95, low998, high998 }) => ({
      n,
      low95: share(low95),
      high95: share(high95),
      low998: share(low998),
      high998: share(high998),
    })),
    words: { n: texts.n[view.of], line95: texts.line95, line998: texts.line998, centre: texts.centre },
  };
}
