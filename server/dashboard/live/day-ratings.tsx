import type { JSX } from 'preact';
import type { DayReport } from '#contract/head-office-api.ts';
import { Figure } from './figure.tsx';
import { formatShare } from './format.ts';
import type { Texts } from './texts.ts';

interface DayProps {
  readonly report: DayReport;
  readonly texts: Texts;
}

export function Ratings({ report, texts }: DayProps): JSX.Element {
  const { ratings } = report.day;
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
      {report.setAside.length === 0 ? null : (
        <p class="quiet set-aside" data-testid="day-set-aside">
          {texts.setAside(report.setAside.map(({ rule, ratings: count }) => [texts.rules[rule] ?? rule, count]))}
        </p>
      )}
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
