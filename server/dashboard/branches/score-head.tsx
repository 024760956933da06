import type { JSX } from 'preact';
import type { ScoredComposite } from '#rubric/composite/score.ts';
import type { ScoreView } from '../../scoring/wire.ts';
import { formatPoints } from '../scores/format.ts';
import { IntervalBar, intervalText } from '../scores/interval-bar.tsx';
import { ConfidenceMark, Grade } from '../scores/marks.tsx';
import { rangeOf } from '../scores/point-range.ts';
import type { ScoreTitles } from '../scores/titles.ts';
import { gradeName, SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { hrefOf } from '../shell/router.ts';
import { TEXTS } from './texts.ts';

interface ScoreHeadProps {
  readonly view: ScoreView;
  readonly composite: ScoredComposite;
  readonly titles: ScoreTitles;
  readonly language: Language;
}

/** The score, how sure it is, and whatever has to be known before it is read. */
export function ScoreHead({ view, composite, titles, language }: ScoreHeadProps): JSX.Element {
  const { interval } = view;
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  const [low, high] = [interval?.low ?? null, interval?.high ?? null];
  const range = rangeOf([{ value: composite.value, low, high }]);
  return (
    <section class="card score-head" data-testid="score-head">
      <h2 class="visually-hidden">{words.composite}</h2>
      <p class="big-score">
        <strong data-testid="composite">{formatPoints(composite.value)}</strong>
        <span class="quiet">{texts.of100}</span>
        <Grade grade={composite.grade} grades={view.policy.grades} uncapped={view.uncapped} language={language} />
      </p>
      <div>
        <IntervalBar value={composite.value} low={low} high={high} range={range} />
        <small class="scale quiet" aria-hidden="true">
          <span>{range.from / 10_000}</span>
          <span>{range.to / 10_000}</span>
        </small>
      </div>
      {interval === null ? null : (
        <>
          <p>{texts.intervalIs(intervalText(low, high, language))}</p>
          <p>
            <ConfidenceMark confidence={interval.confidence} language={language} />
            {language === 'zh' ? '：' : ': '}
            {texts.sameGrade(`${Math.round(interval.sameGrade / 100)}%`, interval.draws)}
          </p>
        </>
      )}
      <Sensitivity view={view} composite={composite} language={language} />
      <p class="quiet">{texts.window(composite.window.from, composite.window.to)}</p>
      <Cautions view={view} composite={composite} titles={titles} language={language} />
    </section>
  );
}

function Sensitivity({
  view: { sensitivity, policy },
  composite,
  language,
}: Omit<ScoreHeadProps, 'titles'>): JSX.Element | null {
  if (sensitivity === null) return null;
  const texts = TEXTS[language];
  const others = [...new Set(sensitivity.grades)]
    .filter((grade) => grade !== composite.grade)
    .map((grade) => gradeName(grade, policy.grades, language));
  return (
    <p>
      {others.length === 0 ? texts.sensitivityStable : texts.sensitivityMoves(others.join(' / '))}{' '}
      {sensitivity.geometric === null ? null : texts.geometric(formatPoints(sensitivity.geometric))}
    </p>
  );
}

function Cautions({ view, composite, titles, language }: ScoreHeadProps): JSX.Element {
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  const { vetoes, flags } = composite;
  return (
    <>
      {vetoes.length === 0 ? null : (
        <div class="banner" data-tone="over" data-testid="vetoes">
          <p>▲ {texts.vetoes(vetoes.length)}</p>
          <ul>
            {vetoes.map(({ sheet, item }) => (
              <li key={`${sheet} ${item}`}>
                {texts.vetoLine(titles.item(sheet, item))}{' '}
                <a href={hrefOf(['inspections', view.name.branch, sheet])}>
                  {texts.openSheet(titles.sheet(sheet) ?? sheet)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {flags.map((flag) => (
        <p key={JSON.stringify(flag)} class="banner" data-tone="near">
          ▲ {words.flag(flag)}
        </p>
      ))}
    </>
  );
}
