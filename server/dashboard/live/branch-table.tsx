import type { JSX } from 'preact';
import type { BranchSummary } from '#contract/head-office-api.ts';
import { formatDateTime, formatDuration, formatScore } from './format.ts';
import { HeadRow } from './head-row.tsx';
import type { Texts } from './texts.ts';

interface BranchTableProps {
  readonly branches: readonly BranchSummary[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
  readonly texts: Texts;
}

export function BranchTable({ branches, chosen, choose, texts }: BranchTableProps): JSX.Element {
  return (
    <section class="card wide">
      <table class="branches">
        <HeadRow
          words={[texts.branch, texts.state, texts.day]}
          figures={[
            texts.waiting,
            texts.served,
            texts.meanWait,
            texts.ratings,
            texts.waitScore,
            texts.ratingsScore,
            texts.alarms,
          ]}
        />
        <tbody>
          {branches.map((branch) => (
            <Row key={branch.id} branch={branch} chosen={branch.id === chosen} choose={choose} texts={texts} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly branch: BranchSummary;
  readonly chosen: boolean;
  readonly choose: (id: string) => void;
  readonly texts: Texts;
}

function Row({ branch, chosen, choose, texts }: RowProps): JSX.Element {
  const { id, name, date, waiting, served, meanWaitMs, ratings, scores, alarms } = branch;
  const figure = (key: string, value: string | number | null): JSX.Element => (
    <td class="number" data-testid={`branch-${id}-${key}`}>
      {value ?? <span class="quiet">{texts.noData}</span>}
    </td>
  );
  return (
    <tr data-testid={`branch-${id}`} aria-current={chosen ? 'true' : undefined} data-alarm={alarms > 0}>
      <th scope="row">
        <button type="button" aria-pressed={chosen} onClick={() => choose(id)}>
          {name}
          <small class="quiet">{id}</small>
        </button>
      </th>
      <Presence branch={branch} texts={texts} />
      <td>{date ?? texts.none}</td>
      {figure('waiting', waiting)}
      {figure('served', served)}
      {figure('mean-wait', formatDuration(meanWaitMs))}
      {figure('ratings', ratings)}
      {figure('wait-score', formatScore(scores.wait))}
      {figure('ratings-score', formatScore(scores.ratings))}
      <td class="number alarm-count" data-testid={`branch-${id}-alarms`}>
        {alarms > 0 ? `▲ ${alarms}` : alarms}
      </td>
    </tr>
  );
}

function Presence({ branch, texts }: { readonly branch: BranchSummary; readonly texts: Texts }): JSX.Element {
  const { id, online, lastSeenAt } = branch;
  const seen = lastSeenAt === null ? texts.never : formatDateTime(lastSeenAt);
  return (
    <td data-testid={`branch-${id}-online`} data-ok={online}>
      <span class="state">{online ? `● ${texts.online}` : `▲ ${texts.offline}`}</span>
      {online ? null : (
        <small class="quiet">
          {texts.lastSeen} {seen}
        </small>
      )}
    </td>
  );
}
