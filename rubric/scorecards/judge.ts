import { isJudged } from './card-tree.ts';
import { parsePoints, type Thousandths } from './points.ts';
import { takesOff, type Item, type Scorecard } from './schema.ts';
import type { Answer, SheetEntry } from './sheet.ts';

/** What one answer means on its card. */
export type Verdict =
  | { readonly state: 'unanswered' }
  | { readonly state: 'not-applicable'; readonly because: 'answered' | 'elderly' }
  /** Written down, not judged, or judged without points to judge it by. */
  | { readonly state: 'recorded' }
  /** `lost`: points that are missing to all it is worth, or taken off; null where the card prints no points. */
  | { readonly state: 'met' | 'partly-met' | 'failed'; readonly lost: Thousandths | null };

export function judge(kind: Scorecard['kind'], item: Item, entry: SheetEntry | undefined): Verdict {
  if (entry === undefined) return { state: 'unanswered' };
  if (entry.answer.type === 'not-applicable') return { state: 'not-applicable', because: 'answered' };
  if (item.diversion === true && entry.elderly === true) return { state: 'not-applicable', because: 'elderly' };
  if (!isJudged(item)) return { state: 'recorded' };
  const worth = item.points === undefined ? null : parsePoints(item.points);
  const isMet = metOrNot(item, entry.answer);
  if (isMet !== null)
    return isMet ? { state: 'met', lost: worth === null ? null : 0 } : { state: 'failed', lost: worth };
  return graded({ worth, given: givenPoints(item, entry.answer), isTakenOff: takesOff(kind) && item.bonus !== true });
}

/** Null where points are given instead. */
function metOrNot(item: Item, answer: Answer): boolean | null {
  const rule = item.answer;
  if (answer.type === 'pass' || answer.type === 'fail') return answer.type === 'pass';
  if (rule.type === 'count' && answer.type === 'count') return answer.count >= (rule.atLeast ?? 0);
  if (rule.type === 'timer' && answer.type === 'timer') return answer.ms <= (rule.atMostSeconds ?? 0) * 1000;
  return null;
}

function givenPoints(item: Item, answer: Answer): Thousandths {
  if (answer.type === 'points') return parsePoints(answer.points);
  if (item.answer.type !== 'choice' || answer.type !== 'choice') {
    throw new Error(`item ${item.id} cannot be answered with ${answer.type}`);
  }
  return parsePoints(item.answer.options.find(({ id }) => id === answer.option)?.points ?? '0');
}

interface Given {
  readonly worth: Thousandths | null;
  readonly given: Thousandths;
  readonly isTakenOff: boolean;
}

function graded({ worth, given, isTakenOff }: Given): Verdict {
  // Points of an item that is worth nobody knows what are kept in the sheet and say nothing here.
  if (!isTakenOff && worth === null) return { state: 'recorded' };
  const lost = isTakenOff ? given : worth! - given;
  if (lost === 0) return { state: 'met', lost };
  return { state: lost === worth ? 'failed' : 'partly-met', lost };
}
