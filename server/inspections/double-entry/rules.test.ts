import { expect, test } from 'vitest';
import type { EntryState } from '../../store/double-entry/paper.ts';
import { nextFor, type Next } from './rules.ts';

const entry = (which: EntryState['entry'], account: string, state: EntryState['state']): EntryState => ({
  entry: which,
  account,
  state,
  revision: 1,
});
const FIRST_DRAFT = entry('first-entry', 'ann', 'draft');
const FIRST = entry('first-entry', 'ann', 'signed');
const SECOND_DRAFT = entry('second-entry', 'bo', 'draft');
const SECOND = entry('second-entry', 'bo', 'signed');
const SETTLED = entry('settled', 'cy', 'signed');

const said = (next: Next): string => {
  if (next.kind === 'nothing') return next.why;
  return next.kind === 'settle' ? 'settle' : `${next.kind} ${next.entry}`;
};
type State = Parameters<typeof nextFor>[0]['state'];

/** Expected for Ann and Bo (who type), Cy (a reviewer), Di (who made the visit and may review), Ed (who may only type). */
test.each<[State, readonly EntryState[], string]>([
  ['assigned', [], 'type first-entry'],
  [
    'begun',
    [FIRST_DRAFT],
    'resume first-entry|type second-entry|type second-entry|type second-entry|type second-entry',
  ],
  ['begun', [FIRST], 'typed-by-you|type second-entry|type second-entry|type second-entry|type second-entry'],
  ['begun', [SECOND_DRAFT], 'type first-entry|resume second-entry|type first-entry|type first-entry|type first-entry'],
  ['begun', [FIRST, SECOND_DRAFT], 'typed-by-you|resume second-entry|taken|taken|taken'],
  ['mismatch', [FIRST, SECOND], 'typed-by-you|typed-by-you|settle|visited-by-you|not-a-reviewer'],
  ['signed', [FIRST, SECOND], 'locked'],
  ['released', [FIRST, SECOND, SETTLED], 'locked'],
  ['cancelled', [FIRST], 'locked'],
  ['returned', [FIRST, SECOND, SETTLED], 'type first-entry'],
  ['returned', [FIRST], 'typed-by-you|type second-entry|type second-entry|type second-entry|type second-entry'],
])('%s with %j', (state, entries, expected) => {
  const people = ['ann', 'bo', 'cy', 'di', 'ed'];
  const answers = people.map((account) =>
    said(nextFor({ state, inspector: 'di' }, entries, { account, mayReview: account !== 'ed' })),
  );
  expect(new Set(answers).size === 1 ? answers[0] : answers.join('|')).toBe(expected);
});
