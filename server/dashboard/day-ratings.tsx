import type { JSX } from 'preact';
import type { WindowScore } from '#contract/score.ts';
import { Figure } from './figure.tsx';
import { formatShare } from './format.ts';
import type { Texts } from './texts.ts';

interface DayProps {
  readonly day: WindowScore;
  readonly texts: Texts;
}

export function Ratings({ day: { ratings }, texts }: DayProps): JSX.Element {
  const [poor, fair, good, veryGood] = ratings.levels;
  const rated = poor + fair + good + veryGood;
  const satisfied = rated === 0 ? null : Math.round((10_000 * (good + veryGood)) / rated);
  return (
    <section class="card">
      <h3>{texts.ratings}</h3>
      <dl class="figures">
        <Figure name={texts.given} value={ratings.given} testId="day-given" texts={texts} />
        <Figure name={texts.satisfiedShare} value={formatShare(satisfied)} testId="day-satisfied" texts={texts} />
        <Figure
          name={texts.invitationRate}
          value={formatShare(ratings.invitationRate)}
          testId="day-invitation-rate"
          texts={texts}
        />
        <Figure
          name={texts.responseRate}
          value={formatShare(ratings.responseRate)}
          testId="day-response-rate"
          texts={texts}
        />
        <Figure name={texts.served} value={ratings.served} testId="day-rateable" texts={texts} />
        <Figure name={texts.invited} value={ratings.invited} testId="day-invited" texts={texts} />
        <Figure name={texts.expired} value={ratings.expired} testId="day-expired" texts={texts} />
        <Figure name={texts.quarantined} value={ratings.quarantined} testId="day-quarantined" texts={texts} />
      </dl>
      <ul class="levels">
        {[veryGood, good, fair, poor].map((count, index) => (
          <li key={index}>
            <span>{texts.levels[3 - index]}</span>
            <progress value={count} max={Math.max(1, rated)} aria-label={texts.levels[3 - index]} />
            <span class="number">{count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
