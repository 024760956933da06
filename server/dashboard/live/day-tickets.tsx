import type { JSX } from 'preact';
import type { WindowScore } from '#contract/score.ts';
import { Figure } from './figure.tsx';
import { formatDuration } from './format.ts';
import type { Texts } from './texts.ts';

interface DayProps {
  readonly day: WindowScore;
  readonly texts: Texts;
}

export function Tickets({ day: { tickets, service }, texts }: DayProps): JSX.Element {
  return (
    <section class="card">
      <h3>{texts.tickets}</h3>
      <dl class="figures">
        <Figure name={texts.issued} value={tickets.issued} testId="day-issued" texts={texts} />
        <Figure name={texts.served} value={tickets.served} testId="day-served" texts={texts} />
        <Figure name={texts.abandoned} value={tickets.abandoned} testId="day-abandoned" texts={texts} />
        <Figure name={texts.resetAtClose} value={tickets.resetAtClose} testId="day-reset" texts={texts} />
        <Figure name={texts.waiting} value={tickets.waiting} testId="day-waiting" texts={texts} />
        <Figure name={texts.overtime} value={tickets.overtime} testId="day-overtime" texts={texts} />
        <Figure name={texts.service} value={formatDuration(service.meanMs)} testId="day-service" texts={texts} />
      </dl>
    </section>
  );
}
