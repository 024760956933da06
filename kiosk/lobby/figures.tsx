import type { JSX } from 'preact';
import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import { formatDuration, formatShare, formatTime } from '../shared/format.ts';
import type { Language } from '../shared/language.ts';
import type { LobbyBoard } from './board.ts';
import { trendOf, weekdayOf } from './comparison.ts';
import type { ComparedFigure, Trend } from './comparison.ts';
import type { Urgency } from './queue-cards.ts';
import { LOBBY_TEXTS } from './texts.ts';

interface FiguresProps {
  readonly board: LobbyBoard;
  readonly view: LobbyView;
  readonly hall: HallConfig;
  /** False: before the day begins, the figures are those of an earlier one. */
  readonly ofToday: boolean;
  readonly language: Language;
}

export function Figures(props: FiguresProps): JSX.Element {
  return (
    <div class="figures">
      <NowFigures {...props} />
      <TodayFigures {...props} />
    </div>
  );
}

function NowFigures({ board, language }: FiguresProps): JSX.Element {
  const texts = LOBBY_TEXTS[language];
  const { longest, over, near } = board;
  return (
    <section class="now-figures">
      <h2 class="visually-hidden">{texts.now}</h2>
      <dl>
        <Tile name={texts.waiting} value={String(board.waiting)} testId="waiting-count" />
        <Tile
          name={texts.longest}
          detail={longest?.ticket ?? ''}
          value={longest === null ? texts.none : formatDuration(longest.waitMs)}
          urgency={longest?.urgency ?? 'ok'}
          testId="longest-wait"
        />
        <Tile name={texts.over} value={String(over)} urgency={over > 0 ? 'over' : 'ok'} testId="over-count" />
        <Tile name={texts.near} value={String(near)} urgency={near > 0 ? 'near' : 'ok'} testId="near-count" />
        <Tile
          name={texts.openCounters}
          value={`${board.openCounters}/${board.counters.length}`}
          testId="open-counters"
        />
      </dl>
    </section>
  );
}

interface TileProps {
  readonly name: string;
  readonly value: string;
  readonly testId: string;
  readonly detail?: string;
  readonly urgency?: Urgency;
}

function Tile({ name, value, testId, detail = '', urgency = 'ok' }: TileProps): JSX.Element {
  return (
    <div class="tile" data-urgency={urgency}>
      <dt>
        <span>{name}</span>
        {detail === '' ? null : <span class="tile-detail">{detail}</span>}
      </dt>
      <dd data-testid={testId}>{value}</dd>
    </div>
  );
}

function TodayFigures({ view, hall, ofToday, language }: FiguresProps): JSX.Element {
  const texts = LOBBY_TEXTS[language];
  const { comparison, live } = view;
  const { issued, served, abandoned, meanWaitMs, p90WaitMs, ratings } = live.today;
  const duration = (ms: number | null): string => (ms === null ? texts.none : formatDuration(ms));
  const compared = { comparison, language };
  return (
    <section class="today">
      <h2>
        {ofToday ? texts.today : live.date}
        {comparison === null ? null : (
          <span data-testid="comparison">
            {texts.against(
              comparison.days,
              texts.weekdays[weekdayOf(live.date)] ?? '',
              formatTime(comparison.until, hall.timeZone),
            )}
          </span>
        )}
      </h2>
      <dl>
        <DayFigure name={texts.issued} value={String(issued)} testId="issued-count">
          <TrendMark {...compared} figure="issued" />
        </DayFigure>
        <DayFigure name={texts.served} value={String(served)} testId="served-count">
          <TrendMark {...compared} figure="served" />
        </DayFigure>
        <DayFigure name={texts.abandoned} value={String(abandoned)} testId="abandoned-count">
          <TrendMark {...compared} figure="abandoned" />
        </DayFigure>
        <DayFigure name={texts.meanWait} value={duration(meanWaitMs)} testId="mean-wait">
          <TrendMark {...compared} figure="meanWaitMs" />
        </DayFigure>
        <DayFigure name={texts.p90Wait} value={duration(p90WaitMs)} testId="p90-wait" />
        <DayFigure
          name={texts.satisfied}
          value={formatShare(ratings.satisfied, ratings.given) ?? texts.none}
          testId="satisfied-share"
        >
          <span class="trend">
            {ratings.satisfied}/{ratings.given}
          </span>
        </DayFigure>
      </dl>
    </section>
  );
}

interface DayFigureProps {
  readonly name: string;
  readonly value: string;
  readonly testId: string;
  readonly children?: JSX.Element;
}

function DayFigure({ name, value, testId, children }: DayFigureProps): JSX.Element {
  return (
    <div class="day-figure">
      <dt>{name}</dt>
      <dd>
        <span class="day-value" data-testid={testId}>
          {value}
        </span>
        {children}
      </dd>
    </div>
  );
}

interface TrendMarkProps {
  readonly comparison: LobbyView['comparison'];
  readonly figure: ComparedFigure;
  readonly language: Language;
}

function TrendMark({ comparison, figure, language }: TrendMarkProps): JSX.Element | null {
  const trend = trendOf(comparison, figure);
  if (trend === null) return null;
  return (
    <span class="trend" data-testid={`comparison-${figure}`} data-tone={trend.tone}>
      {trendWords(trend, figure, language)}
    </span>
  );
}

function trendWords({ direction, difference }: Trend, figure: ComparedFigure, language: Language): string {
  const texts = LOBBY_TEXTS[language];
  if (figure === 'meanWaitMs') return texts.trendLonger[direction](formatDuration(difference));
  return texts.trend[direction](String(difference));
}
