import type { JSX } from 'preact';
import type { Clock } from '#contract/clock.ts';
import type { BranchLive, BranchSummary } from '#contract/head-office-api.ts';
import { Alarms } from './alarms.tsx';
import { DaySection } from './day-section.tsx';
import { LiveHall } from './live-hall.tsx';
import type { Texts } from './texts.ts';

interface BranchDetailProps {
  readonly branch: BranchSummary;
  readonly live: BranchLive | null;
  readonly clock: Clock;
  readonly texts: Texts;
}

export function BranchDetail({ branch, live, clock, texts }: BranchDetailProps): JSX.Element {
  return (
    <article data-testid={`detail-${branch.id}`}>
      <h2 class="detail-title">
        {branch.name} <small class="quiet">{branch.id}</small>
      </h2>
      <div class="columns">
        <LiveHall live={live} texts={texts} />
        <Alarms live={live} texts={texts} />
      </div>
      <DaySection branch={branch} clock={clock} texts={texts} />
    </article>
  );
}
