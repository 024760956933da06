import type { EntryState, PaperInspection } from '../../store/double-entry/paper.ts';

/** Who may do what next with a paper sheet: typed in twice by two persons, settled by a third. */
export type Next =
  /** Take an entry that nobody holds, or go on with one's own. */
  | { readonly kind: 'type' | 'resume'; readonly entry: 'first-entry' | 'second-entry' }
  | { readonly kind: 'settle' }
  | { readonly kind: 'nothing'; readonly why: WhyNot };

export type WhyNot =
  /** Signed, released or cancelled. */
  | 'locked'
  /** The viewer typed one of the entries: the other one, and settling, are for other people. */
  | 'typed-by-you'
  /** Two others are typing. */
  | 'taken'
  /** Who made the visit does not decide what the paper says. */
  | 'visited-by-you'
  /** Both are signed and differ; settling is for reviewers. */
  | 'not-a-reviewer';

export interface Asking {
  readonly account: string;
  /** May review inspections of this branch. */
  readonly mayReview: boolean;
}

type Paper = Pick<PaperInspection, 'state' | 'inspector'>;

export function nextFor(paper: Paper, all: readonly EntryState[], { account, mayReview }: Asking): Next {
  const nothing = (why: WhyNot): Next => ({ kind: 'nothing', why });
  if (paper.state === 'signed' || paper.state === 'released' || paper.state === 'cancelled') return nothing('locked');
  const entries = currentEntries(paper, all);
  const own = entries.find((entry) => entry.account === account && entry.entry !== 'settled');
  if (paper.state === 'mismatch') {
    if (own !== undefined) return nothing('typed-by-you');
    if (!mayReview) return nothing('not-a-reviewer');
    return paper.inspector === account ? nothing('visited-by-you') : { kind: 'settle' };
  }
  if (own !== undefined) {
    return own.state === 'draft' ? { kind: 'resume', entry: typingEntry(own) } : nothing('typed-by-you');
  }
  const free = (['first-entry', 'second-entry'] as const).find((entry) =>
    entries.every((each) => each.entry !== entry),
  );
  return free === undefined ? nothing('taken') : { kind: 'type', entry: free };
}

/** After a return the round before is over: the paper is typed in anew. */
export function currentEntries(paper: Pick<Paper, 'state'>, entries: readonly EntryState[]): readonly EntryState[] {
  return paper.state === 'returned' && bothSigned(entries) ? [] : entries;
}

export function bothSigned(entries: readonly EntryState[]): boolean {
  return entries.filter(({ entry, state }) => entry !== 'settled' && state === 'signed').length === 2;
}

function typingEntry({ entry }: EntryState): 'first-entry' | 'second-entry' {
  return entry === 'first-entry' ? entry : 'second-entry';
}
