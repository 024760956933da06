import type { JSX } from 'preact';
import type { BranchLive } from '#contract/head-office-api.ts';
import type { LiveSnapshot } from '#contract/live.ts';
import { Figure } from './figure.tsx';
import { formatDuration, formatTime } from './format.ts';
import { HeadRow } from './head-row.tsx';
import type { Texts } from './texts.ts';

export function LiveHall({ live, texts }: { readonly live: BranchLive | null; readonly texts: Texts }): JSX.Element {
  const hall = live?.live ?? null;
  if (hall === null) {
    return (
      <section class="card">
        <h3>{texts.live}</h3>
        <p class="quiet">{live === null ? texts.loading : texts.noLive}</p>
      </section>
    );
  }
  return (
    <section class="card">
      <h3>
        {texts.live} <small class="quiet">{texts.liveAt(formatTime(hall.at, live?.timeZone ?? undefined))}</small>
      </h3>
      <Today hall={hall} texts={texts} />
      <Queues hall={hall} texts={texts} />
      <Counters hall={hall} texts={texts} />
    </section>
  );
}

interface HallProps {
  readonly hall: LiveSnapshot;
  readonly texts: Texts;
}

function Today({ hall: { today }, texts }: HallProps): JSX.Element {
  const { ratings } = today;
  return (
    <dl class="figures">
      <Figure name={texts.waiting} value={today.waiting} testId="live-waiting" texts={texts} />
      <Figure name={texts.overtime} value={today.overtime} testId="live-overtime" texts={texts} />
      <Figure name={texts.issued} value={today.issued} testId="live-issued" texts={texts} />
      <Figure name={texts.served} value={today.served} testId="live-served" texts={texts} />
      <Figure name={texts.abandoned} value={today.abandoned} testId="live-abandoned" texts={texts} />
      <Figure name={texts.meanWait} value={formatDuration(today.meanWaitMs)} testId="live-mean-wait" texts={texts} />
      <Figure name={texts.p90} value={formatDuration(today.p90WaitMs)} testId="live-p90-wait" texts={texts} />
      <Figure name={texts.given} value={`${ratings.given}/${ratings.invited}`} testId="live-ratings" texts={texts} />
      <Figure
        name={texts.satisfied}
        value={`${ratings.satisfied}/${ratings.given}`}
        testId="live-satisfied"
        texts={texts}
      />
    </dl>
  );
}

function Queues({ hall, texts }: HallProps): JSX.Element {
  return (
    <table>
      <HeadRow words={[texts.queue, texts.customerClass]} figures={[texts.waiting, texts.longestWait]} />
      <tbody>
        {hall.queues.map((queue) => (
          <tr key={`${queue.service}/${queue.class}`} data-testid="live-queue">
            <td>{queue.service}</td>
            <td>{queue.class}</td>
            <td class="number">{queue.waiting}</td>
            <td class="number">
              {queue.oldestIssuedAt === null ? texts.none : formatDuration(hall.at - queue.oldestIssuedAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Counters({ hall, texts }: HallProps): JSX.Element {
  return (
    <table>
      <HeadRow words={[texts.counter, texts.state, texts.ticket]} figures={[texts.since]} />
      <tbody>
        {hall.counters.map(({ counter, state, ticket, since }) => (
          <tr key={counter} data-testid={`live-counter-${counter}`} data-state={state}>
            <td>{counter}</td>
            <td>{texts.counterStates[state]}</td>
            <td>{ticket ?? ''}</td>
            <td class="number">{since === null ? '' : formatDuration(hall.at - since)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
