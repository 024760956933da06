import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { viewerOf, type Asked } from '../../api/route.ts';
import { scopeOf } from '../../auth/viewer.ts';
import { findEntryStates } from '../../store/double-entry/find-entry-states.ts';
import { listOpenPapers } from '../../store/double-entry/list-open-papers.ts';
import type { EntryState, PaperInspection } from '../../store/double-entry/paper.ts';
import { branchesWithin } from '../../store/people/branches-within.ts';
import { nameOf, type DoubleEntryParts } from './asked.ts';
import { currentEntries, nextFor } from './rules.ts';
import type { EntryProgress, PaperTask } from './wire.ts';
import { latestDay } from './write-entry.ts';

/** Paper waiting for its first entry, its second, or to be settled, and what the viewer may do with each. */
export async function openTasks(parts: DoubleEntryParts, asked: Asked): Promise<readonly PaperTask[]> {
  const { read } = parts.database;
  const { account, ...viewer } = viewerOf(asked);
  const papers = await listOpenPapers(read, asked.scope, latestDay(parts.clock.now()));
  const states = await findEntryStates(read, asked.scope, papers);
  const review = scopeOf({ account, ...viewer }, 'inspections.review');
  const reviewed = review === null ? new Set<string>() : await branchesWithin(read, review);
  const titles = await titlesOf(parts, papers);
  const keyOf = ({ branch, inspection }: { branch: string; inspection: string }): string => `${branch}/${inspection}`;
  const byPaper = Map.groupBy(states, keyOf);
  return papers.map((paper) => {
    const entries = byPaper.get(keyOf(paper)) ?? [];
    const current = currentEntries(paper, entries);
    return {
      ...nameOf(paper),
      card: { id: paper.card, title: titles.get(cardKey(paper))! },
      first: progressOf(current, 'first-entry'),
      second: progressOf(current, 'second-entry'),
      next: nextFor(paper, entries, { account, mayReview: reviewed.has(paper.branch) }),
    };
  });
}

function progressOf(entries: readonly EntryState[], entry: EntryState['entry']): EntryProgress {
  return entries.find((each) => each.entry === entry)?.state ?? 'open';
}

type CardVersion = Pick<PaperInspection, 'card' | 'card_version'>;

function cardKey({ card, card_version }: CardVersion): string {
  return `${card}/${String(card_version)}`;
}

/** By `cardKey`; the id where the card cannot be read. */
async function titlesOf(
  { database, cards }: DoubleEntryParts,
  papers: readonly CardVersion[],
): Promise<ReadonlyMap<string, Scorecard['title']>> {
  const titles = new Map<string, Scorecard['title']>();
  for (const paper of papers) {
    if (titles.has(cardKey(paper))) continue;
    const card = await cards.version(database.read, paper.card, paper.card_version);
    titles.set(cardKey(paper), card?.title ?? { zh: paper.card, en: paper.card });
  }
  return titles;
}
