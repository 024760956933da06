import type { JSX } from 'preact';
import type { PillarScore, WindowScore } from '#contract/score.ts';
import { formatScore, formatShare } from './format.ts';
import { HeadRow } from './head-row.tsx';
import type { Texts } from './texts.ts';

interface DayProps {
  readonly day: WindowScore;
  readonly texts: Texts;
}

export function Scores({ day, texts }: DayProps): JSX.Element {
  return (
    <section class="card">
      <h3>
        {texts.scores}{' '}
        <small class="quiet" data-testid="rubric">
          {texts.rubric} {day.rubric}
        </small>
      </h3>
      <Pillar name={texts.waitScore} score={day.scores.wait} testId="day-wait-score" texts={texts} />
      <Pillar name={texts.ratingsScore} score={day.scores.ratings} testId="day-ratings-score" texts={texts} />
    </section>
  );
}

interface PillarProps {
  readonly name: string;
  readonly score: PillarScore;
  readonly testId: string;
  readonly texts: Texts;
}

function Pillar({ name, score, testId, texts }: PillarProps): JSX.Element {
  return (
    <div class="pillar">
      <p>
        <span>{name}</span>
        <strong data-testid={testId}>{formatScore(score.value) ?? texts.noData}</strong>
        <small class="quiet">
          {texts.basedOn(score.n)}, {texts.coverage} {formatShare(score.coverage)}
          {score.note === undefined ? '' : `, ${score.note}`}
        </small>
      </p>
      {score.parts.length === 0 ? null : (
        <table>
          <HeadRow words={[texts.indicator]} figures={[texts.share, texts.utility, texts.weight]} />
          <tbody>
            {score.parts.map((part) => (
              <tr key={part.indicator}>
                <td>{texts.indicators[part.indicator] ?? part.indicator}</td>
                <td class="number">{formatShare(part.share)}</td>
                <td class="number">{formatScore(part.utility)}</td>
                <td class="number">{formatShare(part.weight)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
