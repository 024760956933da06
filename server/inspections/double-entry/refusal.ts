import type { Problem } from '#contract/problems.ts';
import { refuse, type Answer } from '../../api/route.ts';

/** Why a step of double entry is not taken. Nothing has been written then. */
export type Refusal =
  | { readonly code: keyof typeof REFUSALS }
  | { readonly code: 'unfit'; readonly problems: readonly Problem[] };

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

const REFUSALS = {
  'no-such-paper': [404, 'There is no such inspection on paper.'],
  'no-such-entry': [404, 'You have no such entry of this inspection; take it first.'],
  'no-such-card': [409, 'The scorecard of this inspection cannot be read; ask the quality department.'],
  'saved-elsewhere': [409, 'This entry was saved from another window since; load it again before you go on.'],
  locked: [409, 'This inspection is signed, released or cancelled; nothing can be written in it.'],
  'typed-by-you': [403, 'You typed one of the two entries; somebody else has to do this.'],
  taken: [409, 'Two other people are already typing this sheet.'],
  'visited-by-you': [403, 'You made this visit; a third person has to settle what the paper says.'],
  'not-a-reviewer': [409, 'Both entries are signed and differ; a reviewer settles them.'],
  'not-differing': [409, 'There is nothing to settle: not both entries are signed, or it is settled already.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export function refused(code: keyof typeof REFUSALS): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code } };
}

export function unfit(problems: readonly Problem[]): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code: 'unfit', problems } };
}

export function answerRefusal(refusal: Refusal): Answer {
  if (refusal.code === 'unfit') {
    return refuse(422, 'unfit', 'Some of what was sent cannot be; every place is listed.', refusal.problems);
  }
  const [status, message] = REFUSALS[refusal.code];
  return refuse(status, refusal.code, message);
}
