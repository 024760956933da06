import './live.css';
import type { JSX } from 'preact';
import type { BranchSummary } from '#contract/head-office-api.ts';
import type { PageProps } from '../shell/page.ts';
import { hrefOf } from '../shell/router.ts';
import { BranchDetail } from './branch-detail.tsx';
import { BranchTable } from './branch-table.tsx';
import { NetworkWaits } from './network-waits.tsx';
import { TEXTS, type Texts } from './texts.ts';
import { useHeadOffice } from './use-head-office.ts';

/** Queues and figures of today, and single days, of all branches. */
export function Page({ language, me, clock, place }: PageProps): JSX.Element {
  const { branches, shown, lives, connected } = useHeadOffice(clock, place.path[0] ?? '');
  const texts = TEXTS[language];
  const today = latestDay(branches ?? []);
  const branch = branches?.find(({ id }) => id === shown) ?? null;
  return (
    <>
      <div class="page-head">
        <h1>{texts.title}</h1>
        <p class="connection" role="status" data-testid="connection" data-ok={connected}>
          {connected ? `● ${texts.connected}` : `▲ ${texts.disconnected}`}
        </p>
      </div>
      <Branches branches={branches} chosen={shown} texts={texts} />
      {branch === null ? null : (
        <BranchDetail key={branch.id} branch={branch} live={lives.get(branch.id) ?? null} clock={clock} texts={texts} />
      )}
      {today !== null && me.actions.includes('scores.read') ? <NetworkWaits today={today} language={language} /> : null}
    </>
  );
}

function latestDay(branches: readonly BranchSummary[]): string | null {
  return branches.reduce<string | null>(
    (latest, { date }) => (date !== null && date > (latest ?? '') ? date : latest),
    null,
  );
}

interface BranchesProps {
  readonly branches: readonly BranchSummary[] | null;
  readonly chosen: string;
  readonly texts: Texts;
}

function Branches({ branches, chosen, texts }: BranchesProps): JSX.Element {
  if (branches === null) return <p class="card">{texts.loading}</p>;
  if (branches.length === 0) return <p class="card">{texts.noBranches}</p>;
  return <BranchTable branches={branches} chosen={chosen} choose={choose} texts={texts} />;
}

function choose(id: string): void {
  location.hash = hrefOf(['live', id]);
}
